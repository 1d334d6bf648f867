// Chance that repeats itself: the same seed gives the same throws on every machine, which <random> does not promise.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "domain/random.hpp"

namespace agri110::demo {

/// A value; a copy goes on from the same place.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// SplitMix64 (Steele, Lea, Flood 2014).
    std::uint64_t next();
    /// A number in first..last, both included.
    int between(int first, int last);
    bool chance(double share);
    /// An index, drawn in proportion to the weights.
    std::size_t weighted(std::span<const double> weights);
    /// Mostly near `shortest`, seldom near `longest`, as times that people need are.
    std::chrono::minutes wait(std::chrono::minutes shortest, std::chrono::minutes longest);
    template <class T>
    const T& pick(const std::vector<T>& all)
    {
        if (all.empty()) throw std::logic_error("nothing to pick from");
        return all[static_cast<std::size_t>(between(0, static_cast<int>(all.size()) - 1))];
    }

private:
    double fraction();

    std::uint64_t state_;
};

/// Ids and secrets of the past that is played: shaped like the real ones (see app/chance.cpp), so that lists in id
/// order go on in the order of time. A value; for one thread at a time.
class SimulatedIds final : public IdSource {
public:
    explicit SimulatedIds(std::uint64_t seed) : dice_(seed) {}

    std::int64_t next(Instant now) override;
    std::uint32_t below(std::uint32_t below) override;
    std::string secret(std::size_t bytes) override;

private:
    Dice dice_;
    std::int64_t last_ = 0;
};

}  // namespace agri110::demo
