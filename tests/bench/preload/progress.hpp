// A line on the terminal that says how far work has come, how fast it goes, and how long it will take.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace agri110::bench {

class Progress {
public:
    Progress(std::string what, std::int64_t of);
    ~Progress();
    void show(std::int64_t done);

private:
    using Clock = std::chrono::steady_clock;

    std::string what_;
    std::int64_t of_;
    Clock::time_point began_ = Clock::now();
    Clock::time_point shown_{};
    std::int64_t done_ = 0;
};

}  // namespace agri110::bench
