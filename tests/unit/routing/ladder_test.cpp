// Which team is asked: crop before region before kind, then next counties.
#include <gtest/gtest.h>

#include <ostream>

#include "a_roster.hpp"

namespace agri110::routing {
namespace {

struct Cell {
    std::string crop;
    RegionCode region = 0;
    std::optional<ProblemKind> kind{};
};

struct Contest {
    const char* name;
    Cell near;  // must win
    Cell far;
};

std::ostream& operator<<(std::ostream& out, const Contest& contest)
{
    return out << contest.name;
}

const Contest contests[] = {
    {"SpeciesBeforeGroup", {"tea", menghai}, {"beverage", menghai}},
    {"GroupBeforeSector", {"beverage", menghai}, {"industrial", menghai}},
    {"SectorBeforeAnyCrop", {"industrial", menghai}, {"", menghai}},
    {"TownshipBeforeCounty", {"tea", bulangshan}, {"tea", menghai}},
    {"CountyBeforePrefecture", {"tea", menghai}, {"tea", xishuangbanna}},
    {"PrefectureBeforeProvince", {"tea", xishuangbanna}, {"tea", yunnan}},
    {"CropBeforeRegion", {"tea", yunnan}, {"", menghai}},
    {"MatchingKindBeforeAllKinds", {"tea", menghai, ProblemKind::pest}, {"tea", menghai}},
    {"RegionBeforeKind", {"tea", menghai}, {"tea", xishuangbanna, ProblemKind::pest}},
};

class MoreSpecificTeamIsAsked : public testing::TestWithParam<Contest> {};

TEST_P(MoreSpecificTeamIsAsked, First)
{
    const Contest& contest = GetParam();
    Need need = a_need();
    need.region = bulangshan;
    // The worse team has the lower id and the better person, so that only its coverage can lose it the report.
    const auto roster = a_roster()
                            .team(1, contest.far.crop, contest.far.region, contest.far.kind)
                            .member(1, 10, {.kinds = {ProblemKind::pest}})
                            .team(2, contest.near.crop, contest.near.region, contest.near.kind)
                            .member(2, 20, {.county = chenggong, .crops = {}});

    const Decision decision = roster.decide(need);

    EXPECT_EQ(decision.verdict, Verdict::assigned);
    EXPECT_EQ(decision.team, team(2));
    ASSERT_EQ(decision.teams.size(), 2U);
    EXPECT_FALSE(decision.teams[1].asked);
}

INSTANTIATE_TEST_SUITE_P(Ladder, MoreSpecificTeamIsAsked, testing::ValuesIn(contests),
                         [](const auto& row) { return std::string{row.param.name}; });

TEST(Ladder, ReportGoesToTheNextTeamWhenTheFirstHasNobody)
{
    const auto roster = a_roster().team(1).member(1, 10, {.limit = 1}).team(2, "tea", xishuangbanna).member(2, 20);

    const Decision decision = roster.decide(a_need(), open_reports({{10, 1}}));

    EXPECT_EQ(decision.commissioner, commissioner(20));
    const Reason* why = reason_row(decision, ReasonCode::team_has_nobody_free);
    ASSERT_NE(why, nullptr);
    EXPECT_EQ(why->arguments, (std::vector<Argument>{{"team", "1"}, {"full", "1"}}));
}

TEST(Ladder, TeamForAnotherKindIsNotBothered)
{
    const auto roster = a_roster().team(1, "tea", menghai, ProblemKind::market).member(1, 10);

    EXPECT_EQ(roster.decide().verdict, Verdict::triage);
}

TEST(Ladder, TeamForAnotherCropIsNotBothered)
{
    EXPECT_EQ(a_roster().team(1, "coffee").member(1, 10).decide().verdict, Verdict::triage);
}

TEST(Ladder, TeamWithSeveralCoveragesStandsWhereItIsMostSpecific)
{
    const auto roster = a_roster()
                            .team(1, "industrial", yunnan)
                            .covering(1, "tea", menghai)
                            .covering(1, "tea", menghai, ProblemKind::pest)
                            .member(1, 10);

    const Decision decision = roster.decide();

    ASSERT_EQ(decision.teams.size(), 1U);
    EXPECT_EQ(decision.teams[0].match, (TeamMatch{Via::coverage, "tea", menghai, 0, 0, true}));
}

TEST(Ladder, MatchSaysHowFarUpBothTreesItStands)
{
    Need need = a_need();
    need.region = bulangshan;
    const Decision decision = a_roster().team(1, "beverage", xishuangbanna).member(1, 10).decide(need);

    ASSERT_EQ(decision.teams.size(), 1U);
    EXPECT_EQ(decision.teams[0].match, (TeamMatch{Via::coverage, "beverage", xishuangbanna, 1, 2, false}));
}

TEST(Ladder, WorkIsSharedBetweenEquallySpecificTeams)
{
    const auto roster = a_roster().team(1).member(1, 10).team(2).member(2, 20);

    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 5}})).commissioner, commissioner(20));
    EXPECT_EQ(roster.decide(a_need(), open_reports({{20, 5}})).commissioner, commissioner(10));
}

TEST(Ladder, TeamAcrossTheCountyBorderIsNotCovering)
{
    const auto roster = a_roster().team(1, "tea", lancang).member(1, 10).team(2, "", yunnan).member(2, 20);

    EXPECT_EQ(roster.decide().team, team(2));
}

TEST(Ladder, NextCountyHelpsBeforeTheReportWaitsInTheOffice)
{
    const Decision decision = a_roster().team(1, "tea", lancang).member(1, 10, {.county = lancang}).decide();

    EXPECT_EQ(decision.verdict, Verdict::assigned);
    EXPECT_EQ(decision.commissioner, commissioner(10));
    EXPECT_TRUE(says(decision, ReasonCode::team_in_next_county));
    EXPECT_TRUE(says(decision, ReasonCode::no_team_covers));
    EXPECT_EQ(decision.teams[0].match.via, Via::next_county);
}

TEST(Ladder, NextCountyIsAskedBeforeTheLeaderIsOverloaded)
{
    const auto roster =
        a_roster().team(1).member(1, 10, {.limit = 1, .leader = true}).team(2, "tea", jinghong).member(2, 20);

    EXPECT_EQ(roster.decide(a_need(), open_reports({{10, 1}})).commissioner, commissioner(20));
}

TEST(Ladder, CountyWithoutACommonBorderIsNotTheNextCounty)
{
    EXPECT_EQ(a_roster().team(1, "tea", mengla).member(1, 10).decide().verdict, Verdict::triage);
}

TEST(Ladder, GeneralTeamOfTheNextCountyIsNotBothered)
{
    EXPECT_EQ(a_roster().team(1, "", lancang).member(1, 10).decide().verdict, Verdict::triage);
}

TEST(Ladder, ReportWithUnknownCropGoesToAGeneralTeam)
{
    Need need = a_need();
    need.crop = "";
    const Decision decision = a_roster().team(1).member(1, 10).team(2, "", xishuangbanna).member(2, 20).decide(need);

    EXPECT_EQ(decision.commissioner, commissioner(20));
    EXPECT_TRUE(says(decision, ReasonCode::crop_unknown));
}

TEST(Ladder, ReportWithUnknownCropIsNotGuessedToBeTea)
{
    Need need = a_need();
    need.crop = "no-such-crop";
    const Decision decision = a_roster().team(1).member(1, 10).decide(need);

    EXPECT_EQ(decision.verdict, Verdict::triage);
    EXPECT_TRUE(says(decision, ReasonCode::crop_unknown));
}

TEST(Ladder, TownshipFoundedYesterdayCountsAsItsCounty)
{
    Need need = a_need();
    need.region = menghai * 1000 + 999;

    EXPECT_EQ(a_roster().team(1).member(1, 10).decide(need).commissioner, commissioner(10));
}

TEST(Ladder, TransferGoesToTheChosenTeamOnly)
{
    Need need = a_need();
    need.only_team = team(2);
    const Decision decision = a_roster().team(1).member(1, 10).team(2, "pig", simao).member(2, 20).decide(need);

    EXPECT_EQ(decision.commissioner, commissioner(20));
    EXPECT_EQ(decision.teams.size(), 1U);
    EXPECT_TRUE(says(decision, ReasonCode::team_chosen));
}

TEST(Ladder, TransferToATeamThatIsGoneWaitsInTheOffice)
{
    Need need = a_need();
    need.only_team = team(9);
    const Decision decision = a_roster().team(1).member(1, 10).decide(need);

    EXPECT_EQ(decision.verdict, Verdict::triage);
    EXPECT_TRUE(says(decision, ReasonCode::team_unknown));
}

TEST(Ladder, DissolvedTeamIsNotAsked)
{
    auto roster = a_roster().team(1).member(1, 10);
    roster.rows.teams[0].active = false;

    EXPECT_EQ(roster.decide().verdict, Verdict::triage);
}

TEST(Ladder, DecisionStaysSmallWithManyTeams)
{
    auto roster = a_roster();
    for (int id = 1; id <= 50; ++id) roster.team(id);
    for (int id = 51; id <= 100; ++id) roster.team(id, "tea", jinghong);

    const Decision decision = roster.decide();

    EXPECT_EQ(decision.teams.size(), teams_covering_at_most + teams_next_county_at_most);
    EXPECT_EQ(decision.more_teams, 88);
}

}  // namespace
}  // namespace agri110::routing
