#include "stats/tally.hpp"

#include "stats/answer_times.hpp"

namespace agri110::stats {
namespace {

constexpr std::array<std::string_view, measure_count> measure_names{
    "reports",  "open",      "answered",    "on_time",  "late",      "solved",    "better",
    "unsolved", "not_tried", "no_feedback", "reopened", "withdrawn", "duplicate", "rejected"};

void count_feedback(Tally& t, const Report& report)
{
    if (!report.confirmation) {
        if (report.state == State::closed) t[Measure::no_feedback] = 1;
        return;
    }
    switch (report.confirmation->outcome) {
        case Feedback::solved:
            t[Measure::solved] = report.state == State::closed;
            break;
        case Feedback::better:
            t[Measure::better] = report.state == State::closed;
            break;
        case Feedback::unsolved:
            t[Measure::unsolved] = 1;
            break;
        case Feedback::not_tried:
            t[Measure::not_tried] = 1;
            break;
    }
}

}  // namespace

std::string_view name_of(Measure measure)
{
    return measure_names.at(static_cast<std::size_t>(measure));
}

Tally tally(const Report& report)
{
    Tally t;
    t[Measure::duplicate] = report.state == State::duplicate;
    t[Measure::rejected] = report.state == State::rejected;
    if (t[Measure::duplicate] || t[Measure::rejected]) return t;

    t[Measure::reports] = 1;
    t[Measure::open] = is_open(report.state);
    t[Measure::withdrawn] = report.state == State::withdrawn;
    t[Measure::reopened] = report.reopened;
    if (report.first_answer_at) {
        t[Measure::answered] = 1;
        t[*report.first_answer_at <= report.answer_due ? Measure::on_time : Measure::late] = 1;
        t.answer_bucket = bucket_of(*report.first_answer_at - report.submitted_at);
    } else if (report.answer_missed) {
        t[Measure::late] = 1;
    }
    count_feedback(t, report);
    return t;
}

int month_of(Day day)
{
    const std::chrono::year_month_day date{day};
    return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

int month_of(Instant instant)
{
    return month_of(day_of(instant));
}

Day first_day_of(int month)
{
    using namespace std::chrono;
    return Day{local_days{year{month / 12} / std::chrono::month{static_cast<unsigned>(month % 12 + 1)} / day{1}}};
}

Day last_day_of(int month)
{
    return first_day_of(month + 1) - std::chrono::days{1};
}

}  // namespace agri110::stats
