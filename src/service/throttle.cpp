#include "service/throttle.hpp"

#include <sodium.h>

#include <array>

#include "storage/accounts.hpp"
#include "storage/reports.hpp"

namespace agri110::service {

bool count_within(storage::Transaction& tx, const Context& context, std::string_view what, std::string_view whom,
                  int limit, std::chrono::seconds window)
{
    const auto key = hash_of(std::string(what) + ":" + std::string(whom));
    return storage::count_throttle(tx, key, window, context.now).count <= limit;
}

Outcome<void> throttle_reports(storage::Transaction& tx, const Context& context, std::string_view phone)
{
    constexpr std::chrono::hours window{1};
    const auto& limits = *context.limits;
    // An operator calls in for many people, all from one desk.
    if (context.actor.role != Role::anyone) return {};
    const bool too_many =
        storage::has_told_since(tx, phone, limits.reports_per_phone_per_hour, context.now - window) ||
        !count_within(tx, context, "report.sender", context.actor.sender, limits.reports_per_sender_per_hour, window);
    if (too_many) return refuse(Fault::too_many, "throttled.reports");
    return {};
}

std::string hash_of(std::string_view text)
{
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

std::string short_hash_of(std::string_view text)
{
    constexpr std::size_t digits = 24;
    return hash_of(text).substr(0, digits);
}

}  // namespace agri110::service
