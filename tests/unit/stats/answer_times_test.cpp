// How long answers took, as officials are told it: off by a sixteenth at most, whatever is added up.
#include "stats/answer_times.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace agri110::stats {
namespace {

using namespace std::chrono;

AnswerTimes kept_as(std::string_view text)
{
    AnswerTimes times;
    times.add(text);
    return times;
}

TEST(AnswerTimes, AMedianIsNeverMoreThanASixteenthOff)
{
    constexpr int two_years = (1 << 20) - 1;
    for (int m = 0; m <= two_years; m += m < 5000 ? 1 : 97) {
        const auto shown = minutes_of(bucket_of(minutes{m}));
        ASSERT_LE(std::abs(shown - m), 0.0625 * m) << m;
    }
}

TEST(AnswerTimes, ALongerWaitNeverLooksShorter)
{
    int last = 0;
    for (int m = 0; m < (1 << 20) + 1000; m += m < 5000 ? 1 : 31) {
        const int bucket = bucket_of(minutes{m});
        ASSERT_GE(bucket, last) << m;
        ASSERT_LE(bucket, last + 1) << "no bucket may be left out at " << m;
        if (bucket > last) {
            ASSERT_GT(minutes_of(bucket), minutes_of(last)) << m;
        }
        last = bucket;
    }
}

TEST(AnswerTimes, TheFirstQuarterOfAnHourIsExact)
{
    for (int m = 0; m < 16; ++m) {
        EXPECT_EQ(minutes_of(bucket_of(minutes{m})), m);
        EXPECT_EQ(bucket_of(minutes{m} + 59s + 999ms), bucket_of(minutes{m}));
    }
}

TEST(AnswerTimes, ExtremeWaitsStayInsideTheTable)
{
    EXPECT_EQ(bucket_of(-5h), 0) << "a clock that was set back";
    EXPECT_EQ(bucket_of(hours{24 * 365 * 100}), bucket_of(minutes{(1 << 20) - 1}));
    EXPECT_EQ(bucket_of(milliseconds::max()), bucket_of(minutes{(1 << 20) - 1}));
}

TEST(AnswerTimes, AreKeptAsATextThatReadsBackTheSame)
{
    AnswerTimes times;
    times.add(143, 1'000'000'000'000);
    times.add(0, 1);
    times.add(12, 3);
    EXPECT_EQ(times.text(), "0:1 12:3 143:1000000000000");
    EXPECT_EQ(kept_as(times.text()), times);
    EXPECT_EQ(AnswerTimes{}.text(), "");
    EXPECT_EQ(kept_as(""), AnswerTimes{});
}

TEST(AnswerTimes, AddUpInAnyOrder)
{
    EXPECT_EQ(kept_as("45:1 12:3 45:2").text(), "12:3 45:3");
    auto sum = kept_as("12:3 45:1");
    sum += kept_as("3:4 45:2 50:1");
    EXPECT_EQ(sum.text(), "3:4 12:3 45:3 50:1");
}

TEST(AnswerTimes, WhatIsTakenAwayAgainLeavesNothing)
{
    auto times = kept_as("12:3 45:1");
    times.add(12, -3);
    EXPECT_EQ(times.text(), "45:1");
    times += kept_as("45:-1");
    EXPECT_TRUE(times.empty());
    EXPECT_EQ(times, AnswerTimes{});
    EXPECT_FALSE(times.minutes(0.5));
}

TEST(AnswerTimes, ADamagedTextDoesNotStopTheStatistics)
{
    for (const auto* text : {"twelve", "12", "12:", ":", " ", ":3", "12 3"})
        EXPECT_TRUE(kept_as(text).empty()) << text << " became " << kept_as(text).text();
    EXPECT_EQ(kept_as("12:3 x 45:1").text(), "12:3");
}

TEST(AnswerTimes, AnyShareOfWaitsIsNeverMoreThanASixteenthOff)
{
    std::mt19937_64 dice(110);
    std::vector<int> waits;
    AnswerTimes first_half;
    AnswerTimes second_half;
    for (int i = 0; i < 1000; ++i) {
        waits.push_back(std::uniform_int_distribution(0, 1 << std::uniform_int_distribution(1, 19)(dice))(dice));
        (i % 2 ? first_half : second_half).add(bucket_of(minutes{waits.back()}), 1);
    }
    first_half += second_half;
    std::ranges::sort(waits);
    for (const double q : {0.0, 0.1, 0.5, 0.9, 0.99, 1.0}) {
        const auto place = std::max(1.0, std::ceil(q * 1000)) - 1;
        const double exact = waits.at(static_cast<std::size_t>(place));
        EXPECT_LE(std::abs(first_half.minutes(q).value() - exact), 0.0625 * exact) << q;
    }
}

}  // namespace
}  // namespace agri110::stats
