#include "service/documents.hpp"

#include <charconv>

#include "service/throttle.hpp"
#include "stats/tally.hpp"
#include "storage/revisions.hpp"
#include "storage/solved_cases.hpp"

namespace agri110::service {
namespace {

constexpr int cases_at_once = 5000;

/// Only what the public can read.
bool exists(storage::Transaction& tx, const Context& context, const storage::DocumentName& document)
{
    if (document.type == "article") return context.knowledge().find_article(document.id) != nullptr;
    return document.type == "case" && published_case(tx, document.id);
}

search::Document document_of(const storage::RevisedCase& row)
{
    const auto& s = row.solved;
    return {.key = {search::DocumentType::solved_case, std::to_string(s.id.value)},
            .title = s.title,
            .crop = s.crop,
            .kind = s.kind,
            .signs = s.problem,
            .rest = s.answer,
            .months = {s.month},
            .county = s.county,
            .used = row.used,
            .helped = row.helped};
}

}  // namespace

storage::DocumentName name_of(const search::DocumentKey& key)
{
    return {key.type == search::DocumentType::article ? "article" : "case", key.id};
}

std::optional<SolvedCase> published_case(storage::Transaction& tx, const std::string& id)
{
    CaseId number{};
    const auto* end = id.data() + id.size();
    const auto [read, error] = std::from_chars(id.data(), end, number.value);
    if (error != std::errc{} || read != end) return std::nullopt;
    auto solved = storage::find_case(tx, number);
    if (!solved || solved->state != CaseState::published) return std::nullopt;
    return solved;
}

Outcome<int> say_it_helped(storage::Transaction& tx, const Context& context, const Helped& helped)
{
    const auto& regions = context.knowledge().regions;
    if (helped.county && !regions.is_county(helped.county))
        return refuse(Fault::invalid, "document.invalid", {{"county", "field.county.unknown"}});
    if (!exists(tx, context, helped.document)) return refuse(Fault::not_found, "document.unknown");
    if (!count_within(tx, context, "helped.sender", context.actor.sender, context.limits->helped_per_sender_per_hour,
                      std::chrono::hours{1}))
        return refuse(Fault::too_many, "throttled.helped");
    const auto revision = storage::next_revision(tx, storage::documents_revision);
    storage::add_to_document_count(tx, {helped.document, 0, 1}, revision);
    storage::count_solved_by_knowledge(tx, helped.county ? helped.county : regions.children(0).front()->code,
                                       stats::month_of(context.now));
    return storage::find_document_count(tx, helped.document).helped;
}

Outcome<void> record_inserted(storage::Transaction& tx, const Context& context, ReportId report,
                              const std::vector<storage::DocumentName>& documents)
{
    std::vector<storage::DocumentName> fresh;
    for (const auto& document : documents) {
        if (!exists(tx, context, document))
            return refuse(Fault::invalid, "work.invalid", {{"inserted", "field.inserted.unknown"}});
        if (storage::insert_inserted_document(tx, report, document)) fresh.push_back(document);
    }
    if (fresh.empty()) return {};
    const auto revision = storage::next_revision(tx, storage::documents_revision);
    for (const auto& document : fresh) storage::add_to_document_count(tx, {document, 1, 0}, revision);
    return {};
}

void count_what_helped(storage::Transaction& tx, ReportId report)
{
    const auto documents = storage::take_inserted_documents(tx, report);
    if (documents.empty()) return;
    const auto revision = storage::next_revision(tx, storage::documents_revision);
    for (const auto& document : documents) storage::add_to_document_count(tx, {document, 0, 1}, revision);
}

Outcome<DocumentChanges> document_changes(storage::Transaction& tx, const std::int64_t& after)
{
    DocumentChanges changes{.after = after, .upto = storage::current_revision(tx, storage::documents_revision)};
    if (changes.upto == after) return changes;
    const auto rows = storage::list_revised_cases(tx, after, changes.upto, cases_at_once);
    if (rows.size() == cases_at_once) {
        changes.upto = rows.back().revision;
        changes.whole = false;
    }
    for (const auto& row : rows) {
        if (row.solved.state == CaseState::published)
            changes.put.push_back(document_of(row));
        else
            changes.removed.push_back({search::DocumentType::solved_case, std::to_string(row.solved.id.value)});
    }
    changes.counts = storage::list_document_counts(tx, after, changes.upto);
    return changes;
}

}  // namespace agri110::service
