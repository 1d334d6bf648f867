// What was measured, exactly: every latency is kept, so that a percentile is one of them and not an estimate.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace agri110::bench {

using Clock = std::chrono::steady_clock;

class Samples {
public:
    void add(Clock::duration latency);
    std::size_t size() const { return microseconds_.size(); }
    /// The latency, in microseconds, that a share `q` (0..1) of the samples does not exceed; 0 without samples.
    std::uint32_t percentile(double q);
    std::uint32_t longest() { return percentile(1); }

private:
    std::vector<std::uint32_t> microseconds_;
    bool sorted_ = false;
};

/// Everything that came of one run.
struct Results {
    Samples samples;  // of answers that passed their check, within the measured time
    std::map<int, std::int64_t> statuses;
    std::int64_t lost = 0;            // requests whose connection broke before the answer
    std::int64_t unanswered = 0;      // open loop: arrived within the measured time, no answer at its end
    std::vector<std::string> faults;  // the first few answers that failed their check, in words
    std::int64_t failed = 0;          // how many did

    void fault(std::string what);
};

}  // namespace agri110::bench
