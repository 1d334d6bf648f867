// Real time and real chance.
#pragma once

#include <mutex>

#include "domain/random.hpp"
#include "domain/time.hpp"

namespace agri110::app {

class SystemClock final : public Clock {
public:
    Instant now() override;
};

/// Ids hold the milliseconds since 2024 in their upper bits, then a number of this process drawn at its start, then a
/// count, so that they grow with time and several processes hardly ever meet; the primary key decides in the end.
class RandomIds final : public IdSource {
public:
    /// Ids become larger than `newest`, also when the clock has been set back since.
    explicit RandomIds(std::int64_t newest = 0);
    std::int64_t next(Instant now) override;
    std::uint32_t below(std::uint32_t below) override;
    std::string secret(std::size_t bytes) override;

private:
    std::mutex mutex_;
    std::int64_t process_;
    std::int64_t last_tick_ = 0;
    std::int64_t count_ = 0;
};

}  // namespace agri110::app
