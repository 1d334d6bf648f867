// The figures officials see, and the proof that they are right.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "service/context.hpp"
#include "stats/counters.hpp"

namespace agri110::service {

enum class Grouping { crop, team, month, kind, county };
std::string_view name_of(Grouping grouping);
std::optional<Grouping> grouping_of(std::string_view name);

/// Whole months, both included, at most 120.
struct StatisticsQuery {
    RegionCode region = 0;
    int first_month = 0;
    int last_month = 0;
    std::optional<Grouping> by{};
};

struct StatisticsView {
    StatisticsQuery query{};
    stats::Figures totals{};
    std::vector<stats::Group> groups{};
    std::map<std::string, std::string> team_names{};  // by the group's key
    std::int64_t overdue_now = 0;
    std::int64_t solved_by_knowledge = 0;  // before anybody was asked; never part of the figures of reports
    Instant counted_at{};
};

/// Refuses regions outside the actor's (403) and months that make no sense.
Outcome<StatisticsView> show_statistics(storage::Transaction& tx, const Context& context, const StatisticsQuery& query);

struct Recount {
    std::size_t counters = 0;  // rows compared
    std::size_t wrong_counters = 0;
    std::size_t wrong_loads = 0;
};
/// Compares everything counted with a recount; rewrites it when `repair`.
Outcome<Recount> recount(storage::Transaction& tx, const bool& repair);

}  // namespace agri110::service
