// Routing at the size of the whole province: 129 counties, 1,000 teams, 10,000 people.
#include <chrono>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "micro/each_time.hpp"
#include "routing/decide.hpp"
#include "routing/gaps.hpp"

namespace {

using namespace agri110;
using namespace agri110::routing;

constexpr Day today{std::chrono::local_days{std::chrono::year{2026} / 6 / 10}};
constexpr int teams = 1'000;
constexpr int people = 10'000;
constexpr int groups = 20;
constexpr int species_in_group = 6;

std::mt19937 random_engine{110};

int roll(int low, int high)
{
    return std::uniform_int_distribution{low, high}(random_engine);
}

struct Province {
    std::vector<RegionCode> counties{};
    std::vector<std::string> species{};
    std::shared_ptr<const Snapshot> snapshot{};
    Loads loads{};
    std::vector<Need> needs{};
};

// 16 prefectures in a row of 8 or 9 counties each, every county bordering the four around it in the code order.
std::shared_ptr<const RegionTree> some_regions(std::vector<RegionCode>& counties)
{
    constexpr int prefectures = 16;
    std::vector<Region> regions{{530000, "province", RegionLevel::province}};
    for (int i = 0; i < prefectures; ++i) {
        const RegionCode prefecture = 530100 + 100 * i;
        regions.push_back({prefecture, "prefecture", RegionLevel::prefecture, 530000});
        for (int j = 1; j <= (i == 0 ? 9 : 8); ++j) counties.push_back(prefecture + j);
    }
    for (std::size_t i = 0; i < counties.size(); ++i) {
        Region county{counties[i], "county", RegionLevel::county, counties[i] / 100 * 100};
        county.longitude = 98.0 + 0.06 * static_cast<double>(i);
        county.latitude = 22.0 + static_cast<double>(i % 8) * 0.8;
        for (const std::size_t other : {i - 8, i - 1, i + 1, i + 8}) {
            if (other < counties.size()) county.neighbours.push_back(counties[other]);
        }
        regions.push_back(county);
        for (int j = 1; j <= 11; ++j) {
            regions.push_back({counties[i] * 1000 + j, "township", RegionLevel::township, counties[i]});
        }
    }
    return std::make_shared<const RegionTree>(std::move(regions));
}

std::shared_ptr<const CropTree> some_crops(std::vector<std::string>& species)
{
    std::vector<Crop> crops{{"sector0", "sector", CropLevel::sector}, {"sector1", "sector", CropLevel::sector}};
    for (int i = 0; i < groups; ++i) {
        const std::string group = "group" + std::to_string(i);
        crops.push_back({group, group, CropLevel::group, i % 2 == 0 ? "sector0" : "sector1"});
        for (int j = 0; j < species_in_group; ++j) {
            species.push_back("species" + std::to_string(i) + "_" + std::to_string(j));
            crops.push_back({species.back(), species.back(), CropLevel::species, group});
        }
    }
    return std::make_shared<const CropTree>(std::move(crops));
}

void add_teams(const Province& province, Roster& roster)
{
    for (std::int64_t id = 1; id <= teams; ++id) {
        const RegionCode county = province.counties[static_cast<std::size_t>(roll(0, 128))];
        const int crop = roll(0, groups * species_in_group - 1);
        const std::string group = "group" + std::to_string(crop / species_in_group);
        const std::string species = province.species[static_cast<std::size_t>(crop)];
        roster.teams.push_back({{id}, "team", species, county});
        roster.coverage.push_back({{id}, {id}, species, county});
        roster.coverage.push_back({{id + teams}, {id}, group, id % 3 == 0 ? county / 100 * 100 : county});
        if (id % 50 == 0) roster.coverage.push_back({{id + 2 * teams}, {id}, "", county / 100 * 100});
        if (id % 100 == 0) roster.coverage.push_back({{id + 3 * teams}, {id}, group, 530000});
    }
}

void add_people(Province& province, Roster& roster)
{
    for (std::int64_t id = 1; id <= people; ++id) {
        const std::int64_t team = (id - 1) % teams + 1;
        roster.memberships.push_back({{team}, {id}, id <= teams});
        if (id % 4 == 0) roster.memberships.push_back({{roll(1, teams)}, {id}, false});
        roster.commissioners.push_back({.id = {id},
                                        .name = "name",
                                        .phone = "13800000000",
                                        .organisation = "station",
                                        .title = "agronomist",
                                        .county = province.counties[static_cast<std::size_t>(roll(0, 128))],
                                        .crops = {roster.teams[static_cast<std::size_t>(team - 1)].industry}});
        roster.appointments.push_back({.id = {id},
                                       .commissioner = {id},
                                       .batch = "2026",
                                       .first = today - std::chrono::days{9},
                                       .last = today + std::chrono::days{id % 20 == 0 ? -1 : 99}});
        if (id % 15 == 0) {
            roster.absences.push_back({.id = {id},
                                       .commissioner = {id},
                                       .first = today,
                                       .last = today,
                                       .stand_in = CommissionerId{roll(1, people)}});
        }
        province.loads[{id}] = {.open = roll(0, 11), .answered = roll(0, 60), .solved = roll(0, 20)};
    }
}

const Province& the_province()
{
    static const Province province = [] {
        Province made;
        const auto regions = some_regions(made.counties);
        const auto crops = some_crops(made.species);
        Roster roster{.version = "v1"};
        add_teams(made, roster);
        add_people(made, roster);
        made.snapshot =
            std::make_shared<const Snapshot>(std::make_shared<const Roster>(std::move(roster)), regions, crops);
        for (int i = 0; i < 4096; ++i) {
            made.needs.push_back({.crop = made.species[static_cast<std::size_t>(roll(0, 119))],
                                  .region = made.counties[static_cast<std::size_t>(roll(0, 128))] * 1000 + roll(1, 11),
                                  .kind = ProblemKind::pest,
                                  .helped_before = {CommissionerId{roll(1, people)}},
                                  .now = start_of(today) + std::chrono::hours{12}});
        }
        return made;
    }();
    return province;
}

void decide_one_report(benchmark::State& state)
{
    const Province& province = the_province();
    bench::time_each(state, [&](std::size_t n) {
        const Decision decision = decide(*province.snapshot, province.needs[n % province.needs.size()], province.loads);
        benchmark::DoNotOptimize(&decision);
    });
}
BENCHMARK(decide_one_report)->UseManualTime();

// Everybody full: the whole ladder is walked and the leader takes over.
void decide_when_all_are_full(benchmark::State& state)
{
    const Province& province = the_province();
    Loads full = province.loads;
    for (auto& [id, load] : full) load.open = 99;
    std::size_t next = 0;
    for (auto _ : state) {
        const Need& need = province.needs[next++ % province.needs.size()];
        benchmark::DoNotOptimize(decide(*province.snapshot, need, full));
    }
}
BENCHMARK(decide_when_all_are_full);

// As the service does: loads are looked up for one step after the other.
void decide_with_loads_looked_up(benchmark::State& state)
{
    const Province& province = the_province();
    std::size_t next = 0;
    std::size_t asked = 0;
    const AskLoads ask = [&](const std::vector<CommissionerId>& step) {
        asked += step.size();
        Loads loads;
        for (const auto person : step) loads[person] = province.loads.at(person);
        return loads;
    };
    for (auto _ : state) {
        const Need& need = province.needs[next++ % province.needs.size()];
        benchmark::DoNotOptimize(decide(*province.snapshot, need, ask));
    }
    state.counters["people"] = static_cast<double>(asked) / static_cast<double>(next);
}
BENCHMARK(decide_with_loads_looked_up);

void build_a_snapshot(benchmark::State& state)
{
    const Snapshot& old = *the_province().snapshot;
    const auto roster = std::make_shared<const Roster>(old.roster());
    const std::shared_ptr<const RegionTree> regions{the_province().snapshot, &old.regions()};
    const std::shared_ptr<const CropTree> crops{the_province().snapshot, &old.crops()};
    for (auto _ : state) benchmark::DoNotOptimize(Snapshot{roster, regions, crops}.version());
}
BENCHMARK(build_a_snapshot)->Unit(benchmark::kMillisecond);

void map_all_gaps(benchmark::State& state)
{
    const Province& province = the_province();
    for (auto _ : state) {
        benchmark::DoNotOptimize(gaps(*province.snapshot, province.counties, province.species, start_of(today)));
    }
}
BENCHMARK(map_all_gaps)->Unit(benchmark::kMillisecond);

}  // namespace
