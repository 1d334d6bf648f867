// The gap map must neither hide a cell that has nobody nor send commissioners where somebody serves.
#include "routing/gaps.hpp"

#include <gtest/gtest.h>

#include "a_roster.hpp"

namespace agri110::routing {
namespace {

std::vector<Gap> gaps_of(const RosterBuilder& roster, std::optional<ProblemKind> kind = {})
{
    static const std::vector<RegionCode> counties{menghai, lancang};
    static const std::vector<std::string> crops{"tea", "pig"};
    return gaps(*roster.snapshot(), counties, crops, noon, kind);
}

TEST(Gaps, CellWithoutATeamIsShown)
{
    EXPECT_EQ(gaps_of(a_roster().team(1, "industrial", xishuangbanna).member(1, 10)),
              (std::vector<Gap>{{menghai, "pig", GapReason::no_team},
                                {lancang, "tea", GapReason::no_team},
                                {lancang, "pig", GapReason::no_team}}));
}

TEST(Gaps, TeamWhoseTermsAreOverLeavesAGap)
{
    const auto roster =
        a_roster().team(1, "", yunnan).member(1, 10, {.appointed = false}).member(1, 11, {.suspended = true});

    const auto found = gaps_of(roster);

    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].reason, GapReason::nobody_in_term);
}

TEST(Gaps, LeaveIsToldApartFromATermThatIsOver)
{
    const auto roster = a_roster().team(1, "", yunnan).member(1, 10).member(1, 11, {.appointed = false}).on_leave(10);

    EXPECT_EQ(gaps_of(roster)[0].reason, GapReason::everyone_absent);
}

TEST(Gaps, StandInAtWorkClosesTheGap)
{
    EXPECT_TRUE(gaps_of(a_roster().team(1, "", yunnan).member(1, 10).outsider(20).on_leave(10, 20)).empty());
}

TEST(Gaps, TeamForOneKindClosesTheGapForThatKindOnly)
{
    const auto roster = a_roster().team(1, "", yunnan, ProblemKind::pest).member(1, 10);

    EXPECT_EQ(gaps_of(roster).size(), 4U);
    EXPECT_EQ(gaps_of(roster, ProblemKind::market).size(), 4U);
    EXPECT_TRUE(gaps_of(roster, ProblemKind::pest).empty());
}

TEST(Gaps, NeighboursDoNotHideAGap)
{
    const auto found = gaps_of(a_roster().team(1, "tea", lancang).member(1, 10));

    EXPECT_EQ(found[0], (Gap{menghai, "tea", GapReason::no_team}));
}

TEST(Gaps, MapAndRoutingAgree)
{
    const auto roster = a_roster().team(1).member(1, 10).team(2, "pigs", puer).member(2, 20).on_leave(20);
    const auto found = gaps_of(roster);
    for (const RegionCode county : {menghai, lancang}) {
        for (const std::string crop : {"tea", "pig"}) {
            Need need = a_need();
            need.region = county;
            need.crop = crop;
            const Decision decision = roster.decide(need);
            const bool served = std::ranges::any_of(decision.teams, [](const TeamCandidate& each) {
                return each.match.via == Via::coverage && !each.candidates.empty();
            });
            const bool gap =
                std::ranges::any_of(found, [&](const Gap& each) { return each.county == county && each.crop == crop; });
            EXPECT_NE(served, gap) << county << crop;
        }
    }
}

}  // namespace
}  // namespace agri110::routing
