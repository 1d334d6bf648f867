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
