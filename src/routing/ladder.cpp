// Walking up both trees. Each pair of nodes is one look-up, so a report costs about 4 × 4 of them.
#include "routing/ladder.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace agri110::routing {
namespace {

auto specificity(const Step& step)
{
    return std::tuple(step.via, step.crop_steps, step.region_steps, !step.kind_matched);
}

bool before(const Step& step, const Step& other)
{
    return std::tuple(specificity(step), step.crew->id()) < std::tuple(specificity(other), other.crew->id());
}

// Best first, and each team only where it stands best.
void sort_out(std::vector<Step>& steps)
{
    const auto by_team = [](const Step& step, const Step& other) {
        return step.crew != other.crew ? step.crew->id() < other.crew->id() : before(step, other);
    };
    std::ranges::sort(steps, by_team);
    const auto repeated = std::ranges::unique(steps, {}, &Step::crew);
    steps.erase(repeated.begin(), repeated.end());
    std::ranges::sort(steps, before);
}

// Townships are founded and merged more often than tables are renewed: an unknown one counts as its county.
std::vector<RegionCode> region_ladder(const RegionTree& regions, RegionCode region)
{
    constexpr RegionCode first_township = 100'000'000;
    if (region >= first_township && regions.find(region) == nullptr) region /= 1000;
    return regions.ladder(region);
}

RegionCode county_among(const RegionTree& regions, const std::vector<RegionCode>& ladder)
{
    const auto county = std::ranges::find_if(ladder, [&](RegionCode code) { return regions.is_county(code); });
    return county == ladder.end() ? 0 : *county;
}

// A general team next door knows no more about the crop than our own office, so any-crop coverage is not asked; nor
// is coverage of the whole province, which has been.
std::vector<Step> teams_next_county(const Snapshot& snapshot, const Ladder& ladder, ProblemKind kind)
{
    std::vector<Step> steps;
    const Region* county = snapshot.regions().find(ladder.county);
    if (county == nullptr || !ladder.crop_known()) return steps;
    const std::span crops{ladder.crops.begin(), std::prev(ladder.crops.end())};
    for (const RegionCode neighbour : county->neighbours) {
        const std::vector<RegionCode> regions = snapshot.regions().ladder(neighbour);
        std::ranges::move(teams_covering(snapshot, crops, regions, kind), std::back_inserter(steps));
    }
    std::erase_if(steps, [&](const Step& step) {
        return std::ranges::find(ladder.steps, step.crew, &Step::crew) != ladder.steps.end();
    });
    for (Step& step : steps) step.via = Via::next_county;
    sort_out(steps);
    return steps;
}

int cut_to(std::vector<Step>& steps, std::size_t most)
{
    const std::size_t cut = steps.size() - std::min(steps.size(), most);
    steps.resize(steps.size() - cut);
    return static_cast<int>(cut);
}

// A transfer is a person's decision: the team is asked even if it does not cover the report.
void keep_only(std::vector<Step>& steps, const Crew* crew)
{
    std::erase_if(steps, [crew](const Step& step) { return step.crew != crew; });
    if (crew != nullptr && steps.empty()) steps.push_back({.crew = crew});
    for (Step& step : steps) step.via = Via::transfer;
}

}  // namespace

bool equally_specific(const Step& step, const Step& other)
{
    return specificity(step) == specificity(other);
}

Ladder ladder_for(const Snapshot& snapshot, const Need& need)
{
    Ladder ladder;
    ladder.crops = crop_ladder(snapshot.crops(), need.crop);
    ladder.regions = region_ladder(snapshot.regions(), need.region);
    ladder.county = county_among(snapshot.regions(), ladder.regions);
    ladder.steps = teams_covering(snapshot, ladder.crops, ladder.regions, need.kind);
    if (need.only_team) {
        keep_only(ladder.steps, snapshot.find(*need.only_team));
        return ladder;
    }
    std::vector<Step> next_county = teams_next_county(snapshot, ladder, need.kind);
    ladder.more_teams = cut_to(ladder.steps, teams_covering_at_most);
    ladder.more_teams += cut_to(next_county, teams_next_county_at_most);
    std::ranges::move(next_county, std::back_inserter(ladder.steps));
    return ladder;
}

std::vector<const Crop*> crop_ladder(const CropTree& crops, std::string_view crop)
{
    std::vector<const Crop*> ladder;
    for (const std::string_view id : crops.ladder(crop)) ladder.push_back(crops.find(id));
    ladder.push_back(nullptr);
    return ladder;
}

std::vector<Step> teams_covering(const Snapshot& snapshot, std::span<const Crop* const> crops,
                                 std::span<const RegionCode> regions, std::optional<ProblemKind> kind)
{
    std::vector<Step> steps;
    for (std::size_t crop = 0; crop < crops.size(); ++crop) {
        for (std::size_t region = 0; region < regions.size(); ++region) {
            for (const Cover& cover : snapshot.covers(crops[crop], regions[region])) {
                if (cover.kind && cover.kind != kind) continue;
                steps.push_back({.crew = cover.crew,
                                 .crop = crops[crop],
                                 .region = regions[region],
                                 .crop_steps = static_cast<int>(crop),
                                 .region_steps = static_cast<int>(region),
                                 .kind_matched = cover.kind.has_value()});
            }
        }
    }
    sort_out(steps);
    return steps;
}

}  // namespace agri110::routing
