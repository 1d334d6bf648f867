// Where chance comes from: ids, numbers, secrets. Tests decide it.
#pragma once

#include <string>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace agri110 {

/// Safe to call from any thread.
class IdSource {
public:
    virtual ~IdSource() = default;
    /// A new positive 53-bit number; later calls give larger ones within one process.
    virtual std::int64_t next(Instant now) = 0;
    /// A number in 0..below-1, not predictable.
    virtual std::uint32_t below(std::uint32_t below) = 0;
    /// `bytes` random bytes as lower-case hex; for tokens and session keys.
    virtual std::string secret(std::size_t bytes) = 0;

    template <class AnyId>
    AnyId next_id(Instant now)
    {
        return AnyId{next(now)};
    }
};

}  // namespace agri110
