// What one report counts for: honest rates begin here.
#include "stats/tally.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "stats/answer_times.hpp"
#include "tests/support/a_report.hpp"

namespace agri110::stats {
namespace {

using namespace std::chrono;
using Counts = std::map<std::string, std::int64_t>;

/// The measures that are not zero, by name.
Counts counts_of(const Report& report)
{
    const auto counted = tally(report);
    Counts counts;
    for (std::size_t i = 0; i < measure_count; ++i)
        if (counted.values[i] != 0) counts[std::string(name_of(static_cast<Measure>(i)))] = counted.values[i];
    return counts;
}

Report told()
{
    return a_report(1).build();
}

Report answered_after(milliseconds wait, State state = State::answered)
{
    auto report = a_report(1).standing(state).build();
    report.first_answer_at = report.submitted_at + wait;
    return report;
}

Report closed_with(Feedback said)
{
    auto report = answered_after(1h, State::closed);
    report.confirmation = Confirmation{.outcome = said};
    return report;
}

struct Life {
    std::string name;
    Report report;
    Counts counts;
};

Report missed()
{
    auto report = a_report(1).standing(State::accepted).build();
    report.answer_missed = true;
    return report;
}

Report missed_then_answered()
{
    auto report = answered_after(30h);
    report.answer_missed = true;
    return report;
}

Report disputed()
{
    auto report = answered_after(1h, State::accepted);
    report.confirmation = Confirmation{.outcome = Feedback::unsolved};
    return report;
}

Report disputed_then_closed_by_time()
{
    auto report = disputed();
    report.state = State::closed;
    return report;
}

Report reopened_twice()
{
    auto report = answered_after(1h, State::assigned);
    report.reopened = 2;
    return report;
}

Report was_answered_but(State state)
{
    auto report = answered_after(1h, state);
    report.confirmation = Confirmation{.outcome = Feedback::unsolved};
    report.reopened = 1;
    report.answer_missed = true;
    return report;
}

const Life lives[] = {
    {"JustTold", told(), {{"reports", 1}, {"open", 1}}},
    {"WaitingInTriage", a_report(1).standing(State::triage).build(), {{"reports", 1}, {"open", 1}}},
    {"AnsweredInTime", answered_after(24h), {{"reports", 1}, {"open", 1}, {"answered", 1}, {"on_time", 1}}},
    {"AnsweredAMillisecondLate",
     answered_after(24h + 1ms),
     {{"reports", 1}, {"open", 1}, {"answered", 1}, {"late", 1}}},
    {"DeadlineMissedWithoutAnAnswer", missed(), {{"reports", 1}, {"open", 1}, {"late", 1}}},
    {"MissedAndAnsweredLaterCountsLateOnce",
     missed_then_answered(),
     {{"reports", 1}, {"open", 1}, {"answered", 1}, {"late", 1}}},
    {"ResolvedIsStillOpen",
     answered_after(1h, State::resolved),
     {{"reports", 1}, {"open", 1}, {"answered", 1}, {"on_time", 1}}},
    {"Solved", closed_with(Feedback::solved), {{"reports", 1}, {"answered", 1}, {"on_time", 1}, {"solved", 1}}},
    {"BetterIsNotSolved",
     closed_with(Feedback::better),
     {{"reports", 1}, {"answered", 1}, {"on_time", 1}, {"better", 1}}},
    {"Unsolved", closed_with(Feedback::unsolved), {{"reports", 1}, {"answered", 1}, {"on_time", 1}, {"unsolved", 1}}},
    {"NotTriedIsNotSolved",
     closed_with(Feedback::not_tried),
     {{"reports", 1}, {"answered", 1}, {"on_time", 1}, {"not_tried", 1}}},
    {"SilenceIsNotSolved",
     answered_after(1h, State::closed),
     {{"reports", 1}, {"answered", 1}, {"on_time", 1}, {"no_feedback", 1}}},
    {"DisputedAndBackAtWork",
     disputed(),
     {{"reports", 1}, {"open", 1}, {"answered", 1}, {"on_time", 1}, {"unsolved", 1}}},
    {"DisputedThenSilentIsStillUnsolved",
     disputed_then_closed_by_time(),
     {{"reports", 1}, {"answered", 1}, {"on_time", 1}, {"unsolved", 1}}},
    {"ReopenedTwice",
     reopened_twice(),
     {{"reports", 1}, {"open", 1}, {"answered", 1}, {"on_time", 1}, {"reopened", 2}}},
    {"Withdrawn", a_report(1).standing(State::withdrawn).build(), {{"reports", 1}, {"withdrawn", 1}}},
    {"ADuplicateCountsOnlyAsOne", was_answered_but(State::duplicate), {{"duplicate", 1}}},
    {"SpamCountsOnlyAsRejected", was_answered_but(State::rejected), {{"rejected", 1}}},
};

class TallyOf : public testing::TestWithParam<Life> {};

TEST_P(TallyOf, CountsWhatHappenedAndNothingElse)
{
    EXPECT_EQ(counts_of(GetParam().report), GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(Tally, TallyOf, testing::ValuesIn(lives),
                         [](const auto& tested) { return tested.param.name; });

TEST(Tally, OnlyASolvedReportThatIsClosedCountsAsSolved)
{
    for (const auto state : all_states()) {
        auto report = closed_with(Feedback::solved);
        report.state = state;
        EXPECT_EQ(tally(report)[Measure::solved], state == State::closed) << name_of(state);
        report.confirmation->outcome = Feedback::better;
        EXPECT_EQ(tally(report)[Measure::better], state == State::closed) << name_of(state);
    }
}

TEST(Tally, EveryStateIsOpenOrFinishedNeverBothAndNeverLost)
{
    for (const auto state : all_states()) {
        const auto counted = tally(a_report(1).standing(state).build());
        const auto one = counted[Measure::reports] + counted[Measure::duplicate] + counted[Measure::rejected];
        EXPECT_EQ(one, 1) << name_of(state);
        EXPECT_EQ(counted[Measure::open], is_open(state)) << name_of(state);
    }
}

TEST(Tally, AnswersAreOnTimeOrLateNeverBoth)
{
    for (const auto wait : {0min, 10min, 23h + 59min, 24h + 0min, 25h + 0min, 900h + 0min})
        for (const bool noticed : {false, true}) {
            auto report = answered_after(wait);
            report.answer_missed = noticed;
            const auto counted = tally(report);
            EXPECT_EQ(counted[Measure::on_time] + counted[Measure::late], 1);
            ASSERT_TRUE(counted.answer_bucket);
            EXPECT_EQ(*counted.answer_bucket, bucket_of(wait));
        }
    EXPECT_FALSE(tally(told()).answer_bucket);
}

TEST(Tally, MeasuresHaveTheirOwnNames)
{
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < measure_count; ++i) names.insert(name_of(static_cast<Measure>(i)));
    EXPECT_EQ(names.size(), measure_count);
    EXPECT_EQ(static_cast<std::size_t>(Measure::rejected) + 1, measure_count);
}

Instant utc(year_month_day day, milliseconds time)
{
    return Instant{sys_days{day}.time_since_epoch()} + time;
}

TEST(Month, NewYearBeginsInBeijingEightHoursBeforeGreenwich)
{
    const int january = 2026 * 12;
    EXPECT_EQ(month_of(utc(2025y / December / 31, 16h)), january);
    EXPECT_EQ(month_of(utc(2025y / December / 31, 16h - 1ms)), january - 1);
    EXPECT_EQ(month_of(utc(2026y / January / 31, 16h)), january + 1);
    EXPECT_EQ(month_of(utc(2026y / January / 31, 16h - 1ms)), january);
}

TEST(Month, EveryDayLiesInItsMonthAndMonthsLeaveNoGap)
{
    for (int month = 1999 * 12; month < 2101 * 12; ++month) {
        EXPECT_EQ(month_of(first_day_of(month)), month);
        EXPECT_EQ(month_of(last_day_of(month)), month);
        EXPECT_EQ(last_day_of(month) + days{1}, first_day_of(month + 1));
        EXPECT_EQ(month_of(start_of(first_day_of(month))), month);
        EXPECT_EQ(month_of(start_of(first_day_of(month)) - 1ms), month - 1);
    }
    EXPECT_EQ(first_day_of(2026 * 12 + 11), Day{local_days{2026y / December / 1}});
    EXPECT_EQ(last_day_of(2028 * 12 + 1), Day{local_days{2028y / February / 29}});
}

}  // namespace
}  // namespace agri110::stats
