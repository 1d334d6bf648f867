// Days are Beijing days: a report told at 00:30 in Kunming belongs to that day, though UTC says yesterday.
#include "domain/time.hpp"

#include <gtest/gtest.h>

namespace agri110 {
namespace {

using namespace std::chrono;

constexpr Instant utc(year_month_day day, milliseconds time)
{
    return Instant{sys_days{day}.time_since_epoch()} + time;
}

TEST(Time, ADayBeginsAtMidnightInBeijingNotInGreenwich)
{
    const Day new_year{local_days{2026y / January / 1}};
    EXPECT_EQ(day_of(utc(2025y / December / 31, 16h)), new_year);
    EXPECT_EQ(day_of(utc(2025y / December / 31, 16h - 1ms)), new_year - days{1});
    EXPECT_EQ(day_of(utc(2026y / January / 1, 16h - 1ms)), new_year);
    EXPECT_EQ(start_of(new_year), utc(2025y / December / 31, 16h));
}

TEST(Time, EveryMomentLiesInsideItsDay)
{
    for (auto moment = utc(1969y / December / 30, 0h); moment < utc(1970y / January / 4, 0h); moment += 29min + 7ms) {
        EXPECT_LE(start_of(day_of(moment)), moment);
        EXPECT_LT(moment, start_of(day_of(moment) + days{1}));
    }
}

TEST(Time, TheLeapDayIsADay)
{
    EXPECT_EQ(day_of(utc(2028y / February / 29, 1h)), Day{local_days{2028y / February / 29}});
    EXPECT_EQ(start_of(Day{local_days{2028y / March / 1}}) - start_of(Day{local_days{2028y / February / 29}}), 24h);
}

}  // namespace
}  // namespace agri110
