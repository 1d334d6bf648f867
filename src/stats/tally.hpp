// What one report counts for. Pure: a recount and the counters kept in step both use this and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/report.hpp"

namespace agri110::stats {

/// The measures, in the order of the table's columns. Each is 0 or 1 for one report, `reopened` may be more.
enum class Measure {
    reports,  // told, and not a duplicate or rejected
    open,
    answered,
    on_time,   // first answer by its deadline
    late,      // first answer after its deadline, or the deadline passed without one
    solved,    // closed, and the reporter said so
    better,    // the same
    unsolved,  // the reporter's last word
    not_tried,
    no_feedback,  // closed without a word from the reporter
    reopened,
    withdrawn,
    duplicate,
    rejected,
};
inline constexpr std::size_t measure_count = 14;
std::string_view name_of(Measure measure);

struct Tally {
    std::array<std::int64_t, measure_count> values{};
    std::optional<int> answer_bucket{};  // see answer_times.hpp; empty without a first answer

    std::int64_t& operator[](Measure m) { return values[static_cast<std::size_t>(m)]; }
    std::int64_t operator[](Measure m) const { return values[static_cast<std::size_t>(m)]; }
    friend bool operator==(const Tally&, const Tally&) = default;
};

Tally tally(const Report& report);

/// The month a report counts in, the Beijing month it was told: year * 12 + month - 1.
int month_of(Instant instant);
int month_of(Day day);
Day first_day_of(int month);
Day last_day_of(int month);

}  // namespace agri110::stats
