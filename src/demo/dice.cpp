#include "demo/dice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace agri110::demo {
namespace {

constexpr Instant id_epoch{std::chrono::milliseconds{1'704'067'200'000}};  // 2024-01-01 UTC, as real ids
constexpr int count_bits = 12;

}  // namespace

std::uint64_t Dice::next()
{
    state_ += 0x9e3779b97f4a7c15U;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

double Dice::fraction()
{
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

int Dice::between(int first, int last)
{
    const auto count = static_cast<std::uint64_t>(last - first) + 1;
    return first + static_cast<int>(next() % count);
}

bool Dice::chance(double share)
{
    return fraction() < share;
}

std::size_t Dice::weighted(std::span<const double> weights)
{
    auto left = fraction() * std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (left < weights[i]) return i;
        left -= weights[i];
    }
    return weights.size() - 1;
}

std::chrono::minutes Dice::wait(std::chrono::minutes shortest, std::chrono::minutes longest)
{
    const auto share = fraction();
    const auto span = static_cast<double>((longest - shortest).count());
    return shortest + std::chrono::minutes{static_cast<std::int64_t>(span * share * share * share)};
}

std::int64_t SimulatedIds::next(Instant now)
{
    last_ = std::max({(now - id_epoch).count() << count_bits, last_ + 1, std::int64_t{1}});
    return last_;
}

std::uint32_t SimulatedIds::below(std::uint32_t below)
{
    return static_cast<std::uint32_t>(dice_.next() % below);
}

std::string SimulatedIds::secret(std::size_t bytes)
{
    std::string hex;
    while (hex.size() < bytes * 2) hex += fmt::format("{:016x}", dice_.next());
    hex.resize(bytes * 2);
    return hex;
}

}  // namespace agri110::demo
