#include "service/statistics.hpp"

#include <algorithm>
#include <array>

#include "domain/names.hpp"
#include "storage/document_counts.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"
#include "storage/teams.hpp"

namespace agri110::service {
namespace {

constexpr std::array<std::string_view, 5> grouping_names{"crop", "team", "month", "kind", "county"};
constexpr int most_months = 120;

/// The regions one step below, or the county itself.
std::vector<RegionCode> parts_of(const RegionTree& regions, RegionCode region)
{
    if (regions.is_county(region)) return {region};
    std::vector<RegionCode> parts;
    for (const auto* child : regions.children(region)) parts.push_back(child->code);
    return parts;
}

std::vector<stats::Group> groups_of(storage::Transaction& tx, const Context& context, const StatisticsQuery& query)
{
    const stats::Question question{query.region, query.first_month, query.last_month};
    switch (*query.by) {
        case Grouping::crop:
            return stats::by_dimension(tx, question, stats::Dimension::crop);
        case Grouping::team:
            return stats::by_dimension(tx, question, stats::Dimension::team);
        case Grouping::kind:
            return stats::by_dimension(tx, question, stats::Dimension::kind);
        case Grouping::month:
            return stats::by_month(tx, question);
        case Grouping::county:
            return stats::by_region(tx, question, parts_of(context.knowledge().regions, query.region));
    }
    return {};
}

template <class T>
std::size_t differences(std::vector<T> a, std::vector<T> b)
{
    std::size_t found = 0;
    for (const auto& row : a) found += std::ranges::find(b, row) == b.end();
    for (const auto& row : b) found += std::ranges::find(a, row) == a.end();
    return found;
}

using Loads = std::vector<std::pair<CommissionerId, storage::LiveLoad>>;

std::size_t wrong_loads(const Loads& kept, const Loads& recounted)
{
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto& [a, b] = std::pair(kept[i].second, recounted[i].second);
        wrong += a.open != b.open || a.answered != b.answered || a.solved != b.solved;
    }
    return wrong;
}

}  // namespace

std::string_view name_of(Grouping grouping)
{
    return grouping_names.at(static_cast<std::size_t>(grouping));
}

std::optional<Grouping> grouping_of(std::string_view name)
{
    return value_named<Grouping>(grouping_names, name);
}

Outcome<StatisticsView> show_statistics(storage::Transaction& tx, const Context& context, const StatisticsQuery& query)
{
    if (!allows(context.actor, Task::see_statistics)) return refuse(Fault::forbidden, "forbidden");
    const auto* region = context.knowledge().regions.find(query.region);
    if (!region || region->level == RegionLevel::township) return refuse(Fault::not_found, "field.region.unknown");
    if (!in_scope(context.actor, query.region)) return refuse(Fault::forbidden, "forbidden");
    const int months = query.last_month - query.first_month + 1;
    if (months < 1 || months > most_months)
        return refuse(Fault::invalid, "statistics.invalid", {{"to", "field.day.order"}});

    StatisticsView view{.query = query, .counted_at = context.now};
    view.totals = stats::totals(tx, {query.region, query.first_month, query.last_month});
    if (query.by) view.groups = groups_of(tx, context, query);
    if (query.by == Grouping::team)
        for (const auto& team : storage::list_teams(tx, {}))
            view.team_names[std::to_string(team.row.team.id.value)] = team.row.team.name;
    view.overdue_now = storage::count_overdue(tx, counties_of(query.region), context.now);
    view.solved_by_knowledge =
        storage::sum_solved_by_knowledge(tx, counties_of(query.region), query.first_month, query.last_month);
    return view;
}

Outcome<Recount> recount(storage::Transaction& tx, const bool& repair)
{
    const auto kept = stats::kept_counters(tx);
    const auto counted = stats::recounted_counters(tx);
    Recount result{.counters = counted.size(), .wrong_counters = kept == counted ? 0 : differences(kept, counted)};
    const auto kept_loads = storage::list_all_loads(tx);
    storage::recount_loads(tx);
    result.wrong_loads = wrong_loads(kept_loads, storage::list_all_loads(tx));
    if (!repair) {
        // Look, do not touch: put the figures back as they were.
        for (const auto& [person, was] : kept_loads) {
            const auto now = storage::list_loads(tx, std::array{person}).front().second;
            storage::add_load(tx, person, was.open - now.open, was.answered - now.answered, was.solved - now.solved);
        }
        return result;
    }
    stats::rebuild_counters(tx);
    return result;
}

}  // namespace agri110::service
