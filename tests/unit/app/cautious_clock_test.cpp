// Somebody sets the machine's clock wrong: no deadline passes early, no answer is forgotten early, order stays.
#include "app/cautious_clock.hpp"

#include <gtest/gtest.h>

#include "app/chance.hpp"

namespace agri110::app {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + 12h};

/// A machine that has been up for a while, with a clock that can be set.
struct Machine {
    Instant clock = noon;
    std::chrono::milliseconds uptime = 5h;

    MachineTime after(std::chrono::milliseconds passed)
    {
        clock += passed;
        uptime += passed;
        return {clock, uptime};
    }
    MachineTime now() const { return {clock, uptime}; }
};

TEST(CautiousTime, FollowsAClockThatIsKeptRight)
{
    Machine machine;
    CautiousTime time(machine.now(), noon - 3h);
    EXPECT_EQ(time.at(machine.after(10min)), noon + 10min);
    machine.clock += 20s;  // a step of NTP
    EXPECT_EQ(time.at(machine.after(1s)), noon + 10min + 21s);
    EXPECT_FALSE(time.doubts());
}

TEST(CautiousTime, NeverGoesBackForOneWhoLookedEarlierAndComesLater)
{
    Machine machine;
    CautiousTime time(machine.now(), noon);
    const auto earlier = machine.after(1min);
    EXPECT_EQ(time.at(machine.after(5ms)), noon + 1min + 5ms);
    EXPECT_EQ(time.at(earlier), noon + 1min + 5ms);
    EXPECT_EQ(time.at(machine.after(1s)), noon + 1min + 1s + 5ms);
}

TEST(CautiousTime, NothingExpiresBecauseTheClockLeapsTenYears)
{
    Machine machine;
    CautiousTime time(machine.now(), noon);
    machine.clock += days{3652};
    EXPECT_EQ(time.at(machine.after(1min)), noon + 1min);
    EXPECT_EQ(time.at(machine.after(48h)), noon + 48h + 1min) << "not even if it stays wrong for days";
    EXPECT_TRUE(time.doubts());
    machine.clock -= days{3652};
    EXPECT_EQ(time.at(machine.after(1min)), noon + 48h + 2min);
    EXPECT_FALSE(time.doubts()) << "set right again, it is followed at once";
}

TEST(CautiousTime, AShortLeapIsBelievedWhenItHasStoodForAnHour)
{
    Machine machine;
    CautiousTime time(machine.now(), noon);
    machine.clock += 2h;
    EXPECT_EQ(time.at(machine.after(1s)), noon + 1s);
    EXPECT_EQ(time.at(machine.after(59min)), noon + 59min + 1s);
    EXPECT_EQ(time.at(machine.after(1min)), noon + 3h + 1s);
    EXPECT_FALSE(time.doubts());
}

TEST(CautiousTime, NeverGoesBackAndCatchesUpWithAClockSetBackAnHour)
{
    Machine machine;
    CautiousTime time(machine.now(), noon);
    machine.clock -= 1h;
    EXPECT_EQ(time.at(machine.after(1h)), noon + 30min) << "no deadline set meanwhile is an hour early";
    EXPECT_TRUE(time.doubts());
    EXPECT_EQ(time.at(machine.after(1h)), noon + 1h);
    EXPECT_EQ(time.at(machine.after(10min)), noon + 70min);
    EXPECT_FALSE(time.doubts());
}

TEST(CautiousTime, AStartWithADeadBatteryGoesOnFromTheRecord)
{
    Machine machine{.clock = Instant{}};
    CautiousTime time(machine.now(), noon);
    EXPECT_TRUE(time.doubts());
    EXPECT_EQ(time.at(machine.after(1h)), noon + 1h);
}

TEST(CautiousTime, AStartTenYearsAheadGoesOnFromTheRecordAndOneAfterAWinterDoesNot)
{
    Machine wrong{.clock = noon + days{3652}};
    EXPECT_EQ(CautiousTime(wrong.now(), noon).at(wrong.now()), noon);
    Machine rested{.clock = noon + days{150}};
    EXPECT_EQ(CautiousTime(rested.now(), noon).at(rested.now()), noon + days{150});
}

TEST(CautiousTime, WithoutARecordTheClockIsTakenAsItIs)
{
    Machine machine{.clock = noon + days{3652}};
    CautiousTime time(machine.now(), std::nullopt);
    EXPECT_EQ(time.at(machine.after(1s)), noon + days{3652} + 1s);
    EXPECT_FALSE(time.doubts());
}

TEST(Ids, GrowAlsoWhenTheClockWasSetBackBetweenTwoStarts)
{
    const auto newest = RandomIds().next(noon);
    EXPECT_GT(RandomIds(newest).next(noon - days{400}), newest);
    EXPECT_GT(RandomIds(newest).next(noon), newest) << "also within the same millisecond";
}

}  // namespace
}  // namespace agri110::app
