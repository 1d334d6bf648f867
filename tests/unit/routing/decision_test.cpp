// The names under which decisions are stored must find their way back.
#include "routing/decision.hpp"

#include <gtest/gtest.h>

#include <set>

namespace agri110::routing {
namespace {

TEST(DecisionNames, StoredDecisionCanBeReadBack)
{
    for (const ReasonCode code : all_reason_codes()) EXPECT_EQ(reason_code_of(name_of(code)), code);
    for (const SkipReason reason : all_skip_reasons()) EXPECT_EQ(skip_reason_of(name_of(reason)), reason);
    for (const Factor factor : all_factors()) EXPECT_EQ(factor_of(name_of(factor)), factor);
    for (const Verdict verdict : {Verdict::assigned, Verdict::escalated, Verdict::triage}) {
        EXPECT_EQ(verdict_of(name_of(verdict)), verdict);
    }
    for (const Via via : {Via::coverage, Via::next_county, Via::transfer}) EXPECT_EQ(via_of(name_of(via)), via);
}

TEST(DecisionNames, NameStandsBesideItsOwnCode)
{
    EXPECT_EQ(name_of(ReasonCode::no_team_covers), "no_team_covers");
    EXPECT_EQ(name_of(ReasonCode::team_in_next_county), "team_in_next_county");
    EXPECT_EQ(name_of(ReasonCode::person_helped_before), "person_helped_before");
    EXPECT_EQ(name_of(ReasonCode::person_stands_in), "person_stands_in");
    EXPECT_EQ(name_of(ReasonCode::waits_in_triage), "waits_in_triage");
    EXPECT_EQ(name_of(SkipReason::absent), "absent");
    EXPECT_EQ(name_of(SkipReason::full), "full");
    EXPECT_EQ(name_of(Factor::earlier_contact), "earlier_contact");
    EXPECT_EQ(name_of(Verdict::escalated), "escalated");
    EXPECT_EQ(name_of(Via::next_county), "next_county");
}

TEST(DecisionNames, NoTwoReasonsShareAMessageKey)
{
    std::set<std::string_view> names;
    for (const ReasonCode code : all_reason_codes()) names.insert(name_of(code));
    EXPECT_EQ(names.size(), all_reason_codes().size());
}

TEST(DecisionNames, UnknownNameIsNotTakenForACode)
{
    EXPECT_EQ(verdict_of("lost"), std::nullopt);
    EXPECT_EQ(skip_reason_of(""), std::nullopt);
    EXPECT_EQ(factor_of("luck"), std::nullopt);
    EXPECT_EQ(via_of("?"), std::nullopt);
    EXPECT_EQ(reason_code_of("because"), std::nullopt);
}

}  // namespace
}  // namespace agri110::routing
