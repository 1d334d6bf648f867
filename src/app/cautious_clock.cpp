#include "app/cautious_clock.hpp"

#include <spdlog/spdlog.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

namespace agri110::app {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds a_step = std::chrono::minutes{1};  // of a clock that is kept right
constexpr milliseconds longest_leap = std::chrono::days{1};
constexpr milliseconds believed_after = std::chrono::hours{1};
constexpr milliseconds longest_rest = std::chrono::days{180};  // without the service running

/// Counts also while the machine sleeps. Asked of the kernel itself, since what shifts a program's clock is often a
/// preloaded library, which shifts this one along with it.
milliseconds uptime()
{
    timespec time{};
    ::syscall(SYS_clock_gettime, CLOCK_BOOTTIME, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::floor<milliseconds>(std::chrono::nanoseconds{time.tv_nsec});
}

MachineTime machine_time()
{
    return {std::chrono::floor<milliseconds>(std::chrono::system_clock::now()), uptime()};
}

}  // namespace

CautiousTime::CautiousTime(MachineTime start, std::optional<Instant> recorded)
    : now_(start.clock), uptime_(start.uptime)
{
    if (!recorded) return;
    doubts_ = start.clock < *recorded || start.clock - *recorded > longest_rest;
    if (doubts_) now_ = *recorded;
}

Instant CautiousTime::at(MachineTime machine)
{
    if (machine.uptime < uptime_) return now_;
    const auto passed = machine.uptime - uptime_;
    uptime_ = machine.uptime;
    const auto ahead = machine.clock - (now_ + passed);
    if (ahead <= a_step) ahead_since_.reset();
    if (ahead > a_step && !ahead_since_) ahead_since_ = uptime_;

    const bool kept_right = ahead >= milliseconds{0} && ahead <= a_step;
    const bool stands = ahead > a_step && ahead <= longest_leap && uptime_ - *ahead_since_ >= believed_after;
    const bool behind = ahead < milliseconds{0} && ahead >= -longest_leap;
    if (kept_right || stands)
        now_ = machine.clock;
    else if (behind)
        now_ = std::max(machine.clock, now_ + passed / 2);
    else
        now_ += passed;
    doubts_ = machine.clock - now_ > a_step || now_ - machine.clock > a_step;
    return now_;
}

CautiousClock::CautiousClock(std::optional<Instant> recorded) : time_(machine_time(), recorded) {}

Instant CautiousClock::now()
{
    const auto machine = machine_time();  // before the lock, which every request takes
    const std::scoped_lock lock(mutex_);
    const auto now = time_.at(machine);
    if (time_.doubts() != doubted_) {
        doubted_ = time_.doubts();
        if (doubted_)
            spdlog::critical(
                "the machine's clock is in doubt: it has leapt, or does not fit what is recorded. Time goes on without "
                "it. Set it right; if it is right, start once with --clock.trusted true");
        else
            spdlog::warn("the machine's clock is trusted again");
    }
    return now;
}

}  // namespace agri110::app
