// Time that a wrong clock cannot turn: deadlines must not pass, nor sessions and answers be swept away, because
// somebody set the machine's clock or its battery ran out.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "domain/time.hpp"

namespace agri110::app {

/// What the machine says at one moment: its clock, which can be set, and how long it has been up, which cannot.
struct MachineTime {
    Instant clock{};
    std::chrono::milliseconds uptime{};
};

/// The rules. Time never goes back. A clock that is behind makes time go at half its pace until it has caught up. One
/// that leaps ahead by more than a minute is believed after an hour, and never when the leap is longer than a day.
class CautiousTime {
public:
    /// `recorded` is the latest moment of which there is a record; a clock before it, or more than 180 days after it,
    /// is in doubt, and time goes on from the record. Empty: the clock is taken as it is.
    CautiousTime(MachineTime start, std::optional<Instant> recorded);

    /// One of two threads may have looked at the machine earlier and come here later: it gets the later time.
    Instant at(MachineTime machine);
    /// True while time is not what the clock says.
    bool doubts() const { return doubts_; }

private:
    Instant now_;
    std::chrono::milliseconds uptime_;
    std::optional<std::chrono::milliseconds> ahead_since_;  // uptime
    bool doubts_ = false;
};

/// Says in the log when it begins and ceases to doubt the machine's clock. Safe from any thread.
class CautiousClock final : public Clock {
public:
    explicit CautiousClock(std::optional<Instant> recorded);
    Instant now() override;

private:
    std::mutex mutex_;
    CautiousTime time_;
    bool doubted_ = false;
};

}  // namespace agri110::app
