#include "app/chance.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace agri110::app {
namespace {

constexpr Instant id_epoch{std::chrono::milliseconds{1'704'067'200'000}};  // 2024-01-01 UTC; 41 bits last until 2093
constexpr int process_bits = 4;
constexpr int count_bits = 8;
constexpr std::int64_t counts = std::int64_t{1} << count_bits;

}  // namespace

Instant SystemClock::now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

RandomIds::RandomIds(std::int64_t newest) : last_tick_(newest == 0 ? 0 : (newest >> (process_bits + count_bits)) + 1)
{
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine");
    process_ = randombytes_uniform(1 << process_bits);
}

std::int64_t RandomIds::next(Instant now)
{
    const std::scoped_lock lock(mutex_);
    const auto tick = std::max((now - id_epoch).count(), last_tick_);
    count_ = tick == last_tick_ ? count_ + 1 : 0;
    last_tick_ = tick;
    if (count_ == counts) {
        // More than a millisecond's worth: borrow from the next one rather than wait.
        count_ = 0;
        ++last_tick_;
    }
    return (last_tick_ << (process_bits + count_bits)) | (process_ << count_bits) | count_;
}

std::uint32_t RandomIds::below(std::uint32_t below)
{
    return randombytes_uniform(below);
}

std::string RandomIds::secret(std::size_t bytes)
{
    std::vector<unsigned char> raw(bytes);
    randombytes_buf(raw.data(), raw.size());
    std::string hex(bytes * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), raw.data(), raw.size());
    hex.pop_back();
    return hex;
}

}  // namespace agri110::app
