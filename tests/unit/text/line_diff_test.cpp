// Whoever loads knowledge sees exactly what will change.
#include "text/line_diff.hpp"

#include <gtest/gtest.h>

namespace agri110::text {
namespace {

TEST(LineDiff, ShowsChangedLinesWithTheirSurroundings)
{
    EXPECT_EQ(unified_diff("一\n二\n三\n", "一\n二改\n三\n"), "@@ -1,3 +1,3 @@\n 一\n-二\n+二改\n 三\n");
}

TEST(LineDiff, ShowsWhatIsNewAndWhatIsGone)
{
    EXPECT_EQ(unified_diff("", "新\n"), "@@ -1,0 +1,1 @@\n+新\n");
    EXPECT_EQ(unified_diff("旧\n", ""), "@@ -1,1 +1,0 @@\n-旧\n");
}

TEST(LineDiff, SaysNothingWhenNothingDiffers)
{
    EXPECT_EQ(unified_diff("一\n", "一\n"), "");
}

TEST(LineDiff, LeavesOutWhatIsFarFromAnyChange)
{
    std::string before, after;
    for (int i = 0; i < 1000; ++i) before += std::to_string(i) + "\n";
    after = before + "1000\n";
    const auto diff = unified_diff(before, after);
    EXPECT_NE(diff.find("+1000\n"), std::string::npos);
    EXPECT_EQ(diff.find(" 500\n"), std::string::npos);
}

}  // namespace
}  // namespace agri110::text
