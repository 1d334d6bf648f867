#include "samples.hpp"

#include <algorithm>
#include <cmath>

namespace agri110::bench {

void Samples::add(Clock::duration latency)
{
    sorted_ = false;
    microseconds_.push_back(
        static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(latency).count()));
}

std::uint32_t Samples::percentile(double q)
{
    if (microseconds_.empty()) return 0;
    if (!sorted_) std::ranges::sort(microseconds_);
    sorted_ = true;
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(microseconds_.size())));
    return microseconds_[std::clamp<std::size_t>(rank, 1, microseconds_.size()) - 1];
}

void Results::fault(std::string what)
{
    constexpr std::size_t told = 5;
    ++failed;
    if (faults.size() < told) faults.push_back(std::move(what));
}

}  // namespace agri110::bench
