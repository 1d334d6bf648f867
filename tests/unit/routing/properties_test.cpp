// What must hold for every roster: seeded random ones, the seed printed on failure.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "a_roster.hpp"
#include "routing/availability.hpp"

namespace agri110::routing {
namespace {

using std::chrono::days;

struct World {
    RosterBuilder roster{};
    Need need{};
    Loads loads{};
};

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}

    int roll(int low, int high) { return std::uniform_int_distribution{low, high}(engine_); }
    bool one_in(int n) { return roll(1, n) == 1; }

    template <class T>
    T one_of(std::initializer_list<T> values)
    {
        return values.begin()[roll(0, static_cast<int>(values.size()) - 1)];
    }

    template <class T>
    void shuffle(std::vector<T>& rows)
    {
        std::ranges::shuffle(rows, engine_);
    }

    RegionCode county() { return one_of({menghai, jinghong, lancang, mengla, simao, chenggong}); }
    RegionCode region() { return one_of({yunnan, xishuangbanna, puer, menghai, jinghong, lancang, bulangshan}); }
    std::string crop()
    {
        return one_of<const char*>({"", "industrial", "beverage", "tea", "tea", "coffee", "livestock", "pig"});
    }
    ProblemKind kind() { return one_of({ProblemKind::pest, ProblemKind::market, ProblemKind::disease}); }
    CommissionerId someone() { return {roll(1, people)}; }

    static constexpr int people = 60;
    static constexpr int teams = 12;

private:
    std::mt19937 engine_;
};

void add_people(World& world, Dice& dice)
{
    for (int id = 1; id <= Dice::people; ++id) {
        Who who{.county = dice.county(),
                .limit = dice.roll(1, 4),
                .suspended = dice.one_in(10),
                .leader = dice.one_in(5),
                .appointed = !dice.one_in(8)};
        if (dice.one_in(2)) who.crops = {dice.crop()};
        if (dice.one_in(2)) who.kinds = {dice.kind()};
        world.roster.member(dice.roll(1, Dice::teams), id, who);
        if (dice.one_in(4)) world.roster.on_leave(id, dice.someone().value);
        if (dice.one_in(6)) world.roster.on_leave(id, {}, today - days{dice.roll(0, 2)}, today + days{dice.roll(0, 2)});
        if (dice.one_in(3)) world.roster.rows.memberships.push_back({{dice.roll(1, Dice::teams)}, {id}, false});
        world.loads[CommissionerId{id}] = {.open = dice.roll(0, 4),
                                           .last_assigned = noon - std::chrono::hours{dice.roll(0, 9)},
                                           .answered = dice.roll(10, 20),
                                           .solved = dice.roll(0, 10)};
    }
}

World a_world(unsigned seed)
{
    Dice dice{seed};
    World world{.need = a_need()};
    for (int id = 1; id <= Dice::teams; ++id) {
        world.roster.team(id, dice.crop(), dice.region());
        if (dice.one_in(2)) world.roster.covering(id, dice.crop(), dice.region(), dice.kind());
    }
    add_people(world, dice);
    world.need.region = dice.one_of({menghai, bulangshan, jinghong, simao});
    world.need.crop = dice.crop();
    world.need.kind = dice.kind();
    if (dice.one_in(3)) world.need.urgency = Urgency::urgent;
    for (int i = dice.roll(0, 3); i > 0; --i) world.need.helped_before.push_back(dice.someone());
    for (int i = dice.roll(0, 20); i > 0; --i) world.need.declined.push_back(dice.someone());
    if (dice.one_in(6)) world.need.only_team = TeamId{dice.roll(1, Dice::teams + 1)};
    return world;
}

template <class Check>
void for_many_worlds(Check check)
{
    for (unsigned seed = 1; seed <= 600; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        check(a_world(seed), seed);
        if (testing::Test::HasFailure()) return;
    }
}

TEST(Properties, WorldsAreVariedEnoughToMeanSomething)
{
    std::set<Verdict> verdicts;
    std::set<Via> ways;
    for_many_worlds([&](const World& world, unsigned) {
        const Decision decision = world.roster.decide(world.need, world.loads);
        verdicts.insert(decision.verdict);
        for (const TeamCandidate& each : decision.teams) {
            if (each.team == decision.team) ways.insert(each.match.via);
        }
    });
    EXPECT_EQ(verdicts.size(), 3U);
    EXPECT_EQ(ways.size(), 3U);
}

TEST(Properties, NobodyWhoWasPassedOverIsChosenNorOverloaded)
{
    for_many_worlds([](const World& world, unsigned) {
        const auto snapshot = world.roster.snapshot();
        const Decision decision = decide(*snapshot, world.need, world.loads);
        if (decision.verdict == Verdict::triage) {
            EXPECT_EQ(decision.commissioner, std::nullopt);
            EXPECT_TRUE(says(decision, ReasonCode::waits_in_triage));
            return;
        }
        const Person& chosen = *snapshot->find(*decision.commissioner);
        EXPECT_EQ(cannot_be_asked(chosen, world.need), std::nullopt);
        if (decision.verdict == Verdict::escalated) return;
        EXPECT_LT(world.loads.at(chosen.id()).open, chosen.commissioner->load_limit);
        for (const TeamCandidate& each : decision.teams) {
            EXPECT_EQ(std::ranges::count(each.skipped, chosen.id(), &Skipped::commissioner), 0);
        }
    });
}

TEST(Properties, EveryMemberOfAnAskedTeamIsACandidateOrSkippedWithAReason)
{
    for_many_worlds([](const World& world, unsigned) {
        const auto snapshot = world.roster.snapshot();
        for (const TeamCandidate& each : decide(*snapshot, world.need, world.loads).teams) {
            if (!each.asked) continue;
            const auto beyond_the_lists = each.more_candidates + each.more_skipped;
            std::ptrdiff_t unlisted = 0;
            for (const Person* member : snapshot->find(each.team)->members) {
                const auto times = std::ranges::count(each.candidates, member->id(), &Candidate::commissioner) +
                                   std::ranges::count(each.skipped, member->id(), &Skipped::commissioner);
                EXPECT_LE(times, 1);
                if (times == 0) ++unlisted;
            }
            EXPECT_LE(unlisted, beyond_the_lists);
        }
    });
}

TEST(Properties, NobodyIsEscalatedOrTriagedWhileACandidateIsLeft)
{
    for_many_worlds([](const World& world, unsigned) {
        const Decision decision = world.roster.decide(world.need, world.loads);
        if (decision.verdict == Verdict::assigned) return;
        for (const TeamCandidate& each : decision.teams) {
            EXPECT_TRUE(each.asked);
            EXPECT_TRUE(each.candidates.empty());
        }
    });
}

TEST(Properties, UnrelatedTeamChangesNothing)
{
    for_many_worlds([](const World& world, unsigned) {
        World larger = world;
        larger.roster.team(999, "sugarcane", chenggong).member(999, 9990);

        EXPECT_EQ(larger.roster.decide(larger.need, larger.loads), world.roster.decide(world.need, world.loads));
    });
}

TEST(Properties, OrderOfTheRowsChangesNothing)
{
    for_many_worlds([](const World& world, unsigned seed) {
        World mixed = world;
        Dice dice{seed + 10'000};
        Roster& rows = mixed.roster.rows;
        dice.shuffle(rows.teams);
        dice.shuffle(rows.coverage);
        dice.shuffle(rows.memberships);
        dice.shuffle(rows.commissioners);
        dice.shuffle(rows.appointments);
        dice.shuffle(rows.absences);

        EXPECT_EQ(mixed.roster.decide(mixed.need, mixed.loads), world.roster.decide(world.need, world.loads));
    });
}

TEST(Properties, LoadsAskedForStepByStepAreAllThatIsNeeded)
{
    for_many_worlds([](const World& world, unsigned) {
        const auto snapshot = world.roster.snapshot();
        const AskLoads ask = [&](const auto& people) {
            Loads asked;
            for (const CommissionerId id : people) asked[id] = world.loads.at(id);
            return asked;
        };
        EXPECT_EQ(decide(*snapshot, world.need, ask), decide(*snapshot, world.need, world.loads));
    });
}

TEST(Properties, WhoRefusesIsNeverAskedAgainUntilTheReportRests)
{
    for_many_worlds([](const World& world, unsigned) {
        const auto snapshot = world.roster.snapshot();
        Need need = world.need;
        for (int round = 0; round <= Dice::people; ++round) {
            const Decision decision = decide(*snapshot, need, world.loads);
            if (decision.verdict == Verdict::triage) return;
            ASSERT_EQ(std::ranges::count(need.declined, *decision.commissioner), 0);
            need.declined.push_back(*decision.commissioner);
        }
        ADD_FAILURE() << "never came to rest";
    });
}

}  // namespace
}  // namespace agri110::routing
