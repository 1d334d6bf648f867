// Moments and days. The province lives on Beijing time (UTC+8, no daylight saving), so a "day" here is a Beijing day.
#pragma once

#include <chrono>

namespace agri110 {

/// Milliseconds since 1970 UTC; the only representation of a moment in code and tables.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A calendar day in Beijing, as days since 1970-01-01.
using Day = std::chrono::local_days;

inline constexpr std::chrono::hours beijing_offset{8};

/// The Beijing day that `instant` falls on.
inline Day day_of(Instant instant)
{
    return Day{std::chrono::floor<std::chrono::days>(instant + beijing_offset).time_since_epoch()};
}

/// Midnight in Beijing at which `day` begins.
inline Instant start_of(Day day)
{
    return Instant{std::chrono::milliseconds{day.time_since_epoch()}} - beijing_offset;
}

/// Where "now" comes from; tests decide it.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
};

}  // namespace agri110
