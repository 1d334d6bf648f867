#include "service/search_knowledge.hpp"

#include <algorithm>

#include "text/folding.hpp"

namespace agri110::service {
namespace {

constexpr double clearly = 0.5;  // from here on a crop is named in a hint

Outcome<void> check(const Context& context, const KnowledgeQuestion& question)
{
    std::vector<FieldError> faults;
    if (question.text.empty() && question.crop.empty()) faults.push_back({"q", "field.missing"});
    if (!question.crop.empty() && !context.knowledge().crops.find(question.crop))
        faults.push_back({"crop", "field.crop.unknown"});
    const auto* region = question.region ? context.knowledge().regions.find(question.region) : nullptr;
    if (question.region && (!region || region->level == RegionLevel::township))
        faults.push_back({"region", "field.region.unknown"});
    if (!faults.empty()) return refuse(Fault::invalid, "search.invalid", std::move(faults));
    return {};
}

/// What whoever found nothing may try.
std::string hint_for(const Context& context, const KnowledgeQuestion& question, const Understanding& understood)
{
    const auto& knowledge = context.knowledge();
    const auto& crops = understood.crops;
    const bool named = !crops.empty() && crops.front().confidence >= clearly;
    const auto* crop = named ? knowledge.crops.find(crops.front().crop) : nullptr;
    if (crop) return knowledge.messages.text("search.hint_crop", {{"crop", crop->name}});
    const bool readable =
        std::ranges::any_of(question.text, [](char c) { return (static_cast<unsigned char>(c) & 0xF0) == 0xE0; });
    return knowledge.messages.text(readable ? "search.hint_nothing" : "search.hint_words");
}

}  // namespace

Outcome<FoundKnowledge> search_knowledge(storage::Transaction& tx, const Context& context,
                                         const KnowledgeQuestion& question)
{
    if (auto checked = check(context, question); !checked) return std::unexpected(checked.error());

    FoundKnowledge found;
    found.understood = triage::understand(context.library->matcher, text::fold(question.text).text, question.crop);
    auto query = query_of(question.text, found.understood);
    query.crop = question.crop;
    query.kind = question.kind;
    if (question.region) query.region = counties_of(question.region);
    query.month = month_number(context.now);
    query.limit = question.limit;
    found.documents = found_documents(tx, context, query);
    if (found.documents.empty()) found.hint = hint_for(context, question, found.understood);
    return found;
}

std::vector<FoundDocument> found_documents(storage::Transaction& tx, const Context& context, const search::Query& query)
{
    const auto& index = context.library->index();
    std::vector<FoundDocument> found;
    for (const auto& hit : index.find(query)) {
        auto document = describe(tx, context, hit.key);
        if (!document) continue;
        auto snippet = search::cut_snippet(index.analyzer(), query.text, document->signs);
        if (snippet.marks.empty() && !document->advice.empty())
            if (auto other = search::cut_snippet(index.analyzer(), query.text, document->advice); !other.marks.empty())
                snippet = std::move(other);
        found.push_back({std::move(*document), std::move(snippet), hit.score});
    }
    return found;
}

int month_number(Instant at)
{
    return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{day_of(at)}.month()));
}

}  // namespace agri110::service
