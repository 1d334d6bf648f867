// Which teams may be asked about a report, best first.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "routing/decision.hpp"
#include "routing/need.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing {

/// A team on the ladder and the coverage that put it there.
struct Step {
    const Crew* crew = nullptr;
    const Crop* crop = nullptr;  // the node matched; nullptr for any crop
    Via via = Via::coverage;
    RegionCode region = 0;
    int crop_steps = 0;
    int region_steps = 0;
    bool kind_matched = false;
};

/// True when nothing but the id tells two steps apart: then the best person of both teams decides.
bool equally_specific(const Step& step, const Step& other);

struct Ladder {
    std::vector<const Crop*> crops{};   // the crop, its group, its sector, and nullptr for any crop
    std::vector<RegionCode> regions{};  // the region and those around it; empty when unknown
    RegionCode county = 0;              // 0 when the region lies in no single county
    std::vector<Step> steps{};          // best first: covering teams, then those of the next counties
    int more_teams = 0;                 // left out for the sake of size

    bool crop_known() const { return crops.size() > 1; }
};

/// The ladder of a report. Who knows the crop comes before who is near; both come before who takes this kind only.
Ladder ladder_for(const Snapshot& snapshot, const Need& need);

/// {crop, group, sector, nullptr}; only {nullptr} when the crop is unknown.
std::vector<const Crop*> crop_ladder(const CropTree& crops, std::string_view crop);

/// Every team that answers for the crop in the region, best first, each once with its most specific coverage.
/// Without a kind, coverage for one kind only does not count.
std::vector<Step> teams_covering(const Snapshot& snapshot, std::span<const Crop* const> crops,
                                 std::span<const RegionCode> regions, std::optional<ProblemKind> kind);

}  // namespace agri110::routing
