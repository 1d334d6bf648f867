#include "service/case_text.hpp"

#include <algorithm>

#include "storage/history.hpp"
#include "storage/people.hpp"
#include "text/utf8.hpp"

namespace agri110::service {
namespace {

constexpr std::size_t title_characters = 40;

/// With and without the word for what kind of region it is, which is its last character.
void add_region(const RegionTree& regions, RegionCode code, std::vector<std::string>& names)
{
    const auto* region = regions.find(code);
    if (!region) return;
    names.push_back(region->name);
    const auto characters = text::count_characters(region->name);
    if (characters > 2) names.emplace_back(text::first_characters(region->name, characters - 1));
}

std::string title_of(const Context& context, const Report& report, const std::string& problem)
{
    const auto* crop = context.knowledge().crops.find(report.crop);
    const auto line = problem.substr(0, problem.find('\n'));
    const auto whole =
        crop ? context.knowledge().messages.text("case.title", {{"crop", crop->name}, {"problem", line}}) : line;
    return std::string(text::first_characters(whole, title_characters));
}

}  // namespace

KnownPeople people_known_to(storage::Transaction& tx, const Context& context, const Report& report)
{
    const auto& regions = context.knowledge().regions;
    KnownPeople known{.names = {report.reporter.name}, .organisations = {report.reporter.organisation}};
    for (const auto& message : storage::list_messages(tx, report.id)) known.names.push_back(message.author.name);
    if (const auto holder = storage::find_commissioner(tx, report.commissioner)) {
        known.names.push_back(holder->person.name);
        known.organisations.push_back(holder->person.organisation);
    }
    known.places.push_back(report.place.village);
    if (const auto* township = regions.find(report.place.township)) known.places.push_back(township->name);
    for (const auto& region : regions.all())
        if (region.level == RegionLevel::township) known.townships.push_back(region.name);
    for (const auto code : regions.ladder(report.place.county)) add_region(regions, code, known.public_places);
    for (auto* list : {&known.names, &known.organisations, &known.places}) {
        std::ranges::sort(*list);
        const auto [first, last] = std::ranges::unique(*list);
        list->erase(first, last);
        std::erase(*list, std::string{});
    }
    return known;
}

std::string cleaned(const Context& context, const KnownPeople& known, const std::string& text, const std::string& field,
                    std::vector<CaseRemoval>& removed)
{
    auto clean = remove_personal_data(text, context.knowledge().personal, known);
    for (auto& piece : clean.removed) removed.push_back({field, std::move(piece)});
    return std::move(clean.text);
}

CaseText::CaseText(storage::Transaction& tx, const Context& context, const Report& report)
{
    const auto known = people_known_to(tx, context, report);
    problem = cleaned(context, known, report.text, "problem", removed);
    title = title_of(context, report, problem);
    std::string answers;
    for (const auto& message : storage::list_messages(tx, report.id))
        if (message.kind == MessageKind::answer) answers += (answers.empty() ? "" : "\n\n") + message.text;
    answer = cleaned(context, known, answers, "answer", removed);
}

storage::DocumentName case_name(CaseId id)
{
    return {"case", std::to_string(id.value)};
}

}  // namespace agri110::service
