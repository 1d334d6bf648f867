// Uses the ladder that decide() uses, so that the map cannot promise what routing does not do.
#include "routing/gaps.hpp"

#include <algorithm>
#include <unordered_map>

#include "routing/availability.hpp"
#include "routing/ladder.hpp"

namespace agri110::routing {
namespace {

// Empty when somebody serves.
using Standing = std::optional<GapReason>;
using Standings = std::unordered_map<const Crew*, Standing>;

bool has_stand_in_at_work(const Snapshot& snapshot, const Person& away, Day day)
{
    const auto chain = stand_ins_for(snapshot, away, day);
    return !chain.empty() && !out_of_service(*chain.back(), day);
}

Standing standing_of(const Snapshot& snapshot, const Crew& crew, Day day)
{
    Standing standing = GapReason::nobody_in_term;
    for (const Person* member : crew.members) {
        const auto reason = out_of_service(*member, day);
        if (!reason) return std::nullopt;
        if (*reason != SkipReason::absent) continue;
        if (has_stand_in_at_work(snapshot, *member, day)) return std::nullopt;
        standing = GapReason::everyone_absent;
    }
    return standing;
}

Standing standing_of(const Standings& standings, std::span<const Step> steps)
{
    Standing nearest = GapReason::no_team;  // to being served: the reasons stand in that order
    for (const Step& step : steps) {
        const Standing standing = standings.at(step.crew);
        if (!standing) return std::nullopt;
        nearest = std::max(nearest, standing);
    }
    return nearest;
}

}  // namespace

std::string_view name_of(GapReason reason)
{
    switch (reason) {
        case GapReason::no_team:
            return "no_team";
        case GapReason::nobody_in_term:
            return "nobody_in_term";
        case GapReason::everyone_absent:
            return "everyone_absent";
    }
    return {};
}

std::vector<Gap> gaps(const Snapshot& snapshot, std::span<const RegionCode> counties,
                      std::span<const std::string> crops, Instant now, std::optional<ProblemKind> kind)
{
    Standings standings;
    for (const Crew& crew : snapshot.crews()) standings.emplace(&crew, standing_of(snapshot, crew, day_of(now)));

    std::vector<Gap> found;
    for (const RegionCode county : counties) {
        const auto regions = snapshot.regions().ladder(county);
        for (const std::string& crop : crops) {
            const auto steps = teams_covering(snapshot, crop_ladder(snapshot.crops(), crop), regions, kind);
            if (const Standing gap = standing_of(standings, steps)) found.push_back({county, crop, *gap});
        }
    }
    return found;
}

}  // namespace agri110::routing
