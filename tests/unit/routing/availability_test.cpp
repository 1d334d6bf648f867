// Who is passed over and why, who stands in, and what happens when nobody is left.
#include <gtest/gtest.h>

#include "a_roster.hpp"

namespace agri110::routing {
namespace {

using std::chrono::days;

TEST(Availability, EveryoneWhoCannotTakeItIsNamedWithTheReason)
{
    Need need = a_need();
    need.declined = {commissioner(13)};
    const auto roster = a_roster()
                            .team(1)
                            .member(1, 10, {.appointed = false})
                            .member(1, 11, {.suspended = true})
                            .member(1, 12)
                            .on_leave(12)
                            .member(1, 13)
                            .member(1, 14)
                            .member(1, 15);

    const Decision decision = roster.decide(need, open_reports({{14, 10}}));

    EXPECT_EQ(decision.commissioner, commissioner(15));
    EXPECT_EQ(skipped_row(decision, 10).reason, SkipReason::no_active_appointment);
    EXPECT_EQ(skipped_row(decision, 11).reason, SkipReason::suspended);
    EXPECT_EQ(skipped_row(decision, 12).reason, SkipReason::absent);
    EXPECT_EQ(skipped_row(decision, 13).reason, SkipReason::declined);
    EXPECT_EQ(skipped_row(decision, 14).reason, SkipReason::full);
}

TEST(Availability, TermCountsOnItsFirstAndLastBeijingDayAndNotBeyond)
{
    const auto roster = a_roster().team(1).member(1, 10, {.appointed = false}).term(10, today, today + days{1});
    const auto verdict_at = [&](Instant now) {
        Need need = a_need();
        need.now = now;
        return roster.decide(need).verdict;
    };
    using std::chrono::milliseconds;

    EXPECT_EQ(verdict_at(start_of(today) - milliseconds{1}), Verdict::triage);
    EXPECT_EQ(verdict_at(start_of(today)), Verdict::assigned);
    EXPECT_EQ(verdict_at(start_of(today + days{2}) - milliseconds{1}), Verdict::assigned);
    EXPECT_EQ(verdict_at(start_of(today + days{2})), Verdict::triage);
}

TEST(Availability, WhoLeftBeforeTheTermWasOverGetsNothingMore)
{
    const auto roster = a_roster()
                            .team(1)
                            .member(1, 10, {.appointed = false})
                            .term(10, today - days{9}, today + days{9}, today - days{1});

    EXPECT_EQ(skipped_row(roster.decide(), 10).reason, SkipReason::no_active_appointment);
}

TEST(Availability, LimitReachedIsFullAndOneBelowIsNot)
{
    const auto roster = a_roster().team(1).member(1, 10, {.limit = 3});

    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 2}})).verdict, Verdict::assigned);
    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 3}})).verdict, Verdict::triage);
}

TEST(Availability, ReportPassesToTheStandInOfWhoIsOnLeave)
{
    const Decision decision = a_roster().team(1).member(1, 10).outsider(20).on_leave(10, 20).decide();

    EXPECT_EQ(decision.commissioner, commissioner(20));
    EXPECT_EQ(decision.team, team(1));
    EXPECT_EQ(candidate_row(decision, 20).stands_in_for, commissioner(10));
    EXPECT_EQ(skipped_row(decision, 10),
              (Skipped{commissioner(10), SkipReason::absent, {commissioner(20)}, std::nullopt}));
    const Reason* why = reason_row(decision, ReasonCode::person_stands_in);
    ASSERT_NE(why, nullptr);
    EXPECT_EQ(why->arguments, (std::vector<Argument>{{"commissioner", "20"}, {"absent", "10"}}));
}

TEST(Availability, FarmerWhoseCommissionerIsOnLeaveMeetsTheStandIn)
{
    Need need = a_need();
    need.helped_before = {commissioner(10)};
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11).outsider(20).on_leave(10, 20);

    EXPECT_EQ(roster.decide(need).commissioner, commissioner(20));
}

TEST(Availability, StandInOfTwoIsListedOnceForTheOneTheFarmerKnows)
{
    Need need = a_need();
    need.helped_before = {commissioner(11)};
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11).member(1, 20).on_leave(10, 20).on_leave(11, 20);

    const Decision decision = roster.decide(need);

    ASSERT_EQ(decision.teams[0].candidates.size(), 1U);
    EXPECT_EQ(candidate_row(decision, 20).stands_in_for, commissioner(11));
}

TEST(Availability, LeaveIsFollowedFromStandInToStandIn)
{
    const auto roster = a_roster().team(1).member(1, 10).outsider(20).outsider(30).on_leave(10, 20).on_leave(20, 30);

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.commissioner, commissioner(30));
    EXPECT_EQ(skipped_row(decision, 10).stand_ins, (std::vector{commissioner(20), commissioner(30)}));
}

TEST(Availability, ColleaguesWhoStandInForEachOtherDoNotHangTheService)
{
    const auto roster = a_roster().team(1).member(1, 10).member(1, 11).on_leave(10, 11).on_leave(11, 10);

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.verdict, Verdict::triage);
    EXPECT_EQ(skipped_row(decision, 10),
              (Skipped{commissioner(10), SkipReason::absent, {commissioner(11)}, SkipReason::absent}));
}

TEST(Availability, WhoStandsInForHimselfDoesNotHangTheService)
{
    EXPECT_EQ(a_roster().team(1).member(1, 10).on_leave(10, 10).decide().verdict, Verdict::triage);
}

TEST(Availability, EndlessChainOfStandInsIsGivenUp)
{
    auto roster = a_roster().team(1).member(1, 1);
    for (int id = 1; id < 1000; ++id) roster.outsider(id + 1).on_leave(id, id + 1);

    EXPECT_EQ(roster.decide().verdict, Verdict::triage);
}

struct UnableStandIn {
    const char* name;
    Who who;
    bool declined;
    int open;
    SkipReason reason;
};

TEST(Availability, StandInWhoCannotEitherIsNotBurdened)
{
    const UnableStandIn cases[] = {
        {"no term", {.appointed = false}, false, 0, SkipReason::no_active_appointment},
        {"suspended", {.suspended = true}, false, 0, SkipReason::suspended},
        {"declined", {}, true, 0, SkipReason::declined},
        {"full", {.limit = 2}, false, 2, SkipReason::full},
    };
    for (const UnableStandIn& each : cases) {
        SCOPED_TRACE(each.name);
        Need need = a_need();
        if (each.declined) need.declined = {commissioner(20)};
        const auto roster = a_roster().team(1).member(1, 10).outsider(20, each.who).on_leave(10, 20);

        const Decision decision = roster.decide(need, open_reports({{20, each.open}}));

        EXPECT_EQ(decision.verdict, Verdict::triage);
        EXPECT_EQ(skipped_row(decision, 10).stand_in_reason, each.reason);
    }
}

TEST(Availability, LeaveOfYesterdayAndTomorrowDoesNotCount)
{
    const auto roster = a_roster()
                            .team(1)
                            .member(1, 10)
                            .on_leave(10, {}, today - days{3}, today - days{1})
                            .on_leave(10, {}, today + days{1}, today + days{3});

    EXPECT_EQ(roster.decide().commissioner, commissioner(10));
}

TEST(Availability, StandInCountsEvenIfASecondLeaveOfThatDayNamesNone)
{
    const auto roster = a_roster().team(1).member(1, 10).outsider(20).on_leave(10).on_leave(10, 20);

    EXPECT_EQ(roster.decide().commissioner, commissioner(20));
}

TEST(Availability, ReportThatLapsedDuringLeavePassesToTheStandIn)
{
    Need need = a_need();
    need.declined = {commissioner(10)};

    EXPECT_EQ(a_roster().team(1).member(1, 10).outsider(20).on_leave(10, 20).decide(need).commissioner,
              commissioner(20));
}

TEST(LastResort, FullLeaderTakesOverRatherThanNobody)
{
    const auto roster = a_roster().team(1).member(1, 10, {.limit = 1, .leader = true}).member(1, 11, {.limit = 1});

    const Decision decision = roster.decide(a_need(), open_reports({{10, 1}, {11, 1}}));

    EXPECT_EQ(decision.verdict, Verdict::escalated);
    EXPECT_EQ(decision.team, team(1));
    EXPECT_EQ(decision.commissioner, commissioner(10));
    EXPECT_TRUE(says(decision, ReasonCode::leader_takes_over));
}

TEST(LastResort, LeaderOfTheMostSpecificTeamIsTheOne)
{
    const auto roster = a_roster()
                            .team(1, "", yunnan)
                            .member(1, 10, {.limit = 1, .leader = true})
                            .team(2)
                            .member(2, 20, {.limit = 1, .leader = true});

    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 1}, {20, 1}})).commissioner, commissioner(20));
}

TEST(LastResort, LeaderWhoIsAwaySuspendedOutOfTermOrHasRefusedIsNotForced)
{
    const auto triage_because = [](const RosterBuilder& roster, SkipReason reason, const Need& need) {
        const Decision decision = roster.decide(need);
        EXPECT_EQ(decision.verdict, Verdict::triage);
        const Reason* why = reason_row(decision, ReasonCode::leader_cannot);
        ASSERT_NE(why, nullptr);
        EXPECT_EQ(why->arguments.back(), (Argument{"reason", std::string{name_of(reason)}}));
    };
    Need refused = a_need();
    refused.declined = {commissioner(10)};

    triage_because(a_roster().team(1).member(1, 10, {.leader = true}).on_leave(10), SkipReason::absent, a_need());
    triage_because(a_roster().team(1).member(1, 10, {.suspended = true, .leader = true}), SkipReason::suspended,
                   a_need());
    triage_because(a_roster().team(1).member(1, 10, {.leader = true, .appointed = false}),
                   SkipReason::no_active_appointment, a_need());
    triage_because(a_roster().team(1).member(1, 10, {.leader = true}), SkipReason::declined, refused);
}

TEST(LastResort, LeaderOfTheNextCountyIsNotMadeAnswerable)
{
    const auto roster = a_roster().team(1, "tea", lancang).member(1, 10, {.limit = 1, .leader = true});

    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 1}})).verdict, Verdict::triage);
}

TEST(LastResort, ReportIsNotLostWhenNobodyCanTakeIt)
{
    Need nowhere = a_need();
    nowhere.region = 999999;
    Need nothing;
    for (const Need& need : {a_need(), nowhere, nothing}) {
        for (const auto& roster : {a_roster(), a_roster().team(1), a_roster().team(1).member(1, 10, {.limit = 0})}) {
            const Decision decision = roster.decide(need);
            EXPECT_EQ(decision.verdict, Verdict::triage);
            EXPECT_EQ(decision.commissioner, std::nullopt);
            EXPECT_TRUE(says(decision, ReasonCode::waits_in_triage));
            EXPECT_EQ(decision.snapshot_version, "v1");
        }
    }
}

TEST(LastResort, RowsThatPointNowhereAreSurvived)
{
    auto roster = a_roster().team(1).member(1, 10).covering(7, "tea", menghai).covering(1, "gone", menghai);
    roster.rows.memberships.push_back({team(1), commissioner(99)});
    roster.rows.memberships.push_back({team(8), commissioner(10)});
    roster.on_leave(10, 98).term(97, today, today);

    EXPECT_EQ(roster.decide().verdict, Verdict::triage);
    EXPECT_TRUE(skipped_row(roster.decide(), 10).stand_ins.empty());
}

TEST(LoadsOfAStep, AreAskedOfEverybodyWhoCanTakeItOnce)
{
    const auto roster = a_roster()
                            .team(1)
                            .member(1, 11)
                            .member(1, 10)
                            .outsider(20)
                            .outsider(30)
                            .on_leave(10, 20)
                            .on_leave(20, 30)
                            .team(2, "tea", lancang)
                            .member(2, 40)
                            .team(3, "pig", simao)
                            .member(3, 50);
    auto twice = roster;
    twice.rows.memberships.push_back({team(2), commissioner(11)});

    std::vector<std::vector<CommissionerId>> asked;
    const AskLoads nobody_free = [&](const auto& people) {
        asked.push_back(people);
        Loads full;
        for (const auto person : people) full[person].open = 1000;
        return full;
    };
    EXPECT_EQ(decide(*twice.snapshot(), a_need(), nobody_free).verdict, Verdict::triage);
    EXPECT_EQ(asked, (std::vector{std::vector{commissioner(10), commissioner(11), commissioner(20), commissioner(30)},
                                  std::vector{commissioner(11), commissioner(40)}}));
}

}  // namespace
}  // namespace agri110::routing
