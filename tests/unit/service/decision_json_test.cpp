// A decision is shown years after it was made: what is read back must be what was decided.
#include <gtest/gtest.h>

#include "service/placement.hpp"

namespace agri110::service {
namespace {

namespace r = routing;

r::TeamCandidate an_asked_team()
{
    r::Candidate best{
        .commissioner = {11}, .score = 76, .last_assigned = Instant{std::chrono::milliseconds{1795567934}}};
    for (std::size_t i = 0; i < best.parts.size(); ++i)
        best.parts[i] = {static_cast<r::Factor>(i), 0.25 * static_cast<double>(i), static_cast<int>(i)};
    auto standing_in = best;
    standing_in.commissioner = {12};
    standing_in.stands_in_for = CommissionerId{13};
    return {.team = {1},
            .match = {r::Via::next_county, "tea", 532822, 1, 2, true},
            .asked = true,
            .candidates = {best, standing_in},
            .more_candidates = 131,
            .skipped = {{.commissioner = {14}, .reason = r::SkipReason::suspended},
                        {.commissioner = {15},
                         .reason = r::SkipReason::absent,
                         .stand_ins = {{16}, {17}},
                         .stand_in_reason = r::SkipReason::absent}},
            .more_skipped = 14};
}

TEST(KeptDecision, IsReadBackAsItWasMade)
{
    NamedDecision named{.at = Instant{std::chrono::milliseconds{5}}};
    named.decision = {.verdict = r::Verdict::assigned,
                      .team = TeamId{1},
                      .commissioner = CommissionerId{11},
                      .reasons = {{.code = r::ReasonCode::person_near, .arguments = {{"km", "203"}}},
                                  {.code = r::ReasonCode::crop_unknown}},
                      .teams = {an_asked_team(), {.team = {2}, .match = {r::Via::coverage, "", 530000, 3, 2, false}}},
                      .more_teams = 3,
                      .snapshot_version = "v\"7\""};
    named.teams = {{1, "勐海“茶”\\特派团\n"}};
    named.people = {{11, {"玉香叶", "茶\"所\"", "研究员"}}};

    const auto again = read_decision(named.at, write_decision(named));

    EXPECT_EQ(again.decision, named.decision);
    EXPECT_EQ(again.teams, named.teams);
    EXPECT_EQ(again.people.at(11).organisation, "茶\"所\"");
}

TEST(KeptDecision, WithNobodyIsReadBackToo)
{
    NamedDecision named{.decision = {.verdict = r::Verdict::triage}};
    EXPECT_EQ(read_decision({}, write_decision(named)).decision, named.decision);
}

}  // namespace
}  // namespace agri110::service
