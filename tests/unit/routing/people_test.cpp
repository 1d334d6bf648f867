// Which person of a team is chosen: each factor alone, everything else equal.
#include <gtest/gtest.h>

#include "a_roster.hpp"
#include "routing/weights.hpp"

namespace agri110::routing {
namespace {

TEST(People, SpecialistOfTheCropIsChosenBeforeAGeneralist)
{
    const auto roster = a_roster()
                            .team(1)
                            .member(1, 10, {.crops = {}})
                            .member(1, 11, {.crops = {"industrial"}})
                            .member(1, 12, {.crops = {"beverage"}})
                            .member(1, 13, {.crops = {"coffee", "tea"}});

    const Decision decision = roster.decide();

    std::vector<std::int64_t> order;
    for (const Candidate& candidate : decision.teams[0].candidates) order.push_back(candidate.commissioner.value);
    EXPECT_EQ(order, (std::vector<std::int64_t>{13, 12, 11, 10}));
}

TEST(People, SpecialistOfTheKindIsChosenAndSpecialistOfAnotherComesLast)
{
    const auto roster = a_roster()
                            .team(1)
                            .member(1, 10, {.kinds = {ProblemKind::market}})
                            .member(1, 11)
                            .member(1, 12, {.kinds = {ProblemKind::pest}});

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.commissioner, commissioner(12));
    EXPECT_EQ(decision.teams[0].candidates.back().commissioner, commissioner(10));
    EXPECT_TRUE(says(decision, ReasonCode::person_knows_kind));
}

TEST(People, FarmerKeepsTheCommissionerWhoHelpedBefore)
{
    Need need = a_need();
    need.helped_before = {commissioner(12), commissioner(11)};
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11).member(1, 12);

    const Decision decision = roster.decide(need);

    EXPECT_EQ(decision.commissioner, commissioner(12));
    EXPECT_EQ(part_of(decision, 11, Factor::earlier_contact).value, 2);
    EXPECT_GT(part_of(decision, 11, Factor::earlier_contact).points, 0);
    EXPECT_TRUE(says(decision, ReasonCode::person_helped_before));
}

TEST(People, NearerCommissionerIsChosen)
{
    const auto roster =
        a_roster().team(1).member(1, 10, {.county = chenggong}).member(1, 11, {.county = jinghong}).member(1, 12);

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.commissioner, commissioner(12));
    EXPECT_GT(part_of(decision, 11, Factor::distance).points, part_of(decision, 10, Factor::distance).points);
    EXPECT_EQ(part_of(decision, 10, Factor::distance).points, 0);
}

TEST(People, SomeoneWithoutAKnownCountyIsNotTakenForANeighbour)
{
    const auto roster = a_roster().team(1).member(1, 10, {.county = 0}).member(1, 11, {.county = jinghong});

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.commissioner, commissioner(11));
    EXPECT_EQ(part_of(decision, 10, Factor::distance), (ScorePart{Factor::distance, -1, 0}));
}

TEST(People, UrgentReportGoesToWhoIsNearRatherThanWhoKnowsTheFarmer)
{
    Need need = a_need();
    need.helped_before = {commissioner(10)};
    const auto roster = a_roster().team(1).member(1, 10, {.county = chenggong}).member(1, 11);
    ASSERT_EQ(roster.decide(need).commissioner, commissioner(10));

    need.urgency = Urgency::urgent;

    EXPECT_EQ(roster.decide(need).commissioner, commissioner(11));
}

TEST(People, UrgentReportOverloadsNobody)
{
    Need need = a_need();
    need.urgency = Urgency::urgent;
    const auto roster = a_roster().team(1).member(1, 10, {.limit = 3}).member(1, 11, {.county = chenggong});

    EXPECT_EQ(roster.decide(need, open_reports({{10, 3}})).commissioner, commissioner(11));
}

TEST(People, WorkIsMeasuredAgainstEachOnesOwnLimit)
{
    const auto roster = a_roster().team(1).member(1, 10, {.limit = 4}).member(1, 11, {.limit = 40});

    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 3}, {11, 8}})).commissioner, commissioner(11));
}

TEST(People, OneUnluckyCaseDoesNotPushAnybodyBack)
{
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11);
    Loads loads;
    loads[commissioner(10)] = {.answered = 1, .solved = 0};
    loads[commissioner(11)] = {.last_assigned = noon};

    const Decision decision = roster.decide(a_need(), loads);

    const int one_failure = part_of(decision, 10, Factor::record).points;
    EXPECT_LE(part_of(decision, 11, Factor::record).points - one_failure, 1);
    EXPECT_FALSE(says(decision, ReasonCode::person_record));
}

TEST(People, LongGoodRecordCounts)
{
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11);
    Loads loads;
    loads[commissioner(10)] = {.answered = 100, .solved = 20};
    loads[commissioner(11)] = {.answered = 100, .solved = 90};

    const Decision decision = roster.decide(a_need(), loads);

    EXPECT_EQ(decision.commissioner, commissioner(11));
    EXPECT_TRUE(says(decision, ReasonCode::person_record));
}

TEST(People, LongestIdleIsAskedBetweenEquals)
{
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11).member(1, 12);
    Loads loads;
    loads[commissioner(10)].last_assigned = noon;
    loads[commissioner(11)].last_assigned = noon - std::chrono::hours{2};
    loads[commissioner(12)].last_assigned = noon - std::chrono::hours{1};

    const Decision decision = roster.decide(a_need(), loads);

    EXPECT_EQ(decision.commissioner, commissioner(11));
    EXPECT_TRUE(says(decision, ReasonCode::person_waited_longest));
}

TEST(People, LongestIdleIsAskedBetweenEqualsOfTwoTeams)
{
    const auto roster = a_roster().team(1).member(1, 10).team(2).member(2, 20);
    Loads loads;
    loads[commissioner(10)].last_assigned = noon;

    const Decision decision = roster.decide(a_need(), loads);

    EXPECT_EQ(decision.commissioner, commissioner(20));
    EXPECT_TRUE(says(decision, ReasonCode::person_waited_longest));
}

TEST(People, CompleteTieIsDecidedTheSameWayEveryTime)
{
    const auto roster = a_roster().team(1).member(1, 12).member(1, 10).member(1, 11);

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.commissioner, commissioner(10));
    EXPECT_FALSE(says(decision, ReasonCode::person_waited_longest));
}

TEST(People, PersonNamedInATransferGetsIt)
{
    Need need = a_need();
    need.only_team = team(1);
    need.asked_for = commissioner(11);
    need.helped_before = {commissioner(10)};
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11, {.county = chenggong, .crops = {}});

    EXPECT_EQ(roster.decide(need).commissioner, commissioner(11));
    EXPECT_EQ(roster.decide(need, open_reports({{11, 10}})).commissioner, commissioner(10));
}

TEST(People, ScoreIsTheSumOfItsPartsAndEveryFactorIsShown)
{
    const Decision decision = a_roster().team(1).member(1, 10).decide();

    const Candidate candidate = candidate_row(decision, 10);
    int sum = 0;
    for (std::size_t i = 0; i < factor_count; ++i) {
        EXPECT_EQ(candidate.parts[i].factor, all_factors()[i]);
        sum += candidate.parts[i].points;
    }
    EXPECT_EQ(candidate.score, sum);
}

TEST(People, NearnessInAnEmergencyOutweighsSkillAndAcquaintance)
{
    EXPECT_GT(weights.near_when_urgent, weights.crop_skill[0]);
    EXPECT_GT(weights.near_when_urgent, weights.served_last);
}

TEST(People, LargeTeamIsCountedEvenWhereItIsNotListed)
{
    auto roster = a_roster().team(1);
    for (int id = 100; id < 200; ++id) roster.member(1, id, {.suspended = id >= 150});

    const Decision decision = roster.decide();

    const TeamCandidate& only = decision.teams[0];
    EXPECT_EQ(only.candidates.size(), candidates_listed_at_most);
    EXPECT_EQ(only.more_candidates, 50 - static_cast<int>(candidates_listed_at_most));
    EXPECT_EQ(only.skipped.size(), skipped_listed_at_most);
    EXPECT_EQ(only.more_skipped, 50 - static_cast<int>(skipped_listed_at_most));
}

}  // namespace
}  // namespace agri110::routing
