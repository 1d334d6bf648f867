#include "service/phone_codes.hpp"

#include <fmt/format.h>

#include "service/throttle.hpp"
#include "storage/accounts.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::minutes code_lives{10};
constexpr int tries_allowed = 5;

}  // namespace

std::string make_phone_code(storage::Transaction& tx, const Context& context, const std::string& phone)
{
    auto code = fmt::format("{:06}", context.ids->below(1'000'000));
    storage::set_phone_code(tx, phone, {hash_of(phone + ":" + code), context.now + code_lives, 0});
    return code;
}

bool use_phone_code(storage::Transaction& tx, const Context& context, const std::string& phone, const std::string& code)
{
    const auto kept = storage::find_phone_code(tx, phone);
    if (!kept || kept->expires_at < context.now || kept->tries >= tries_allowed) return false;
    storage::count_code_try(tx, phone);
    if (kept->code_hash != hash_of(phone + ":" + code)) return false;
    storage::remove_phone_code(tx, phone);
    return true;
}

}  // namespace agri110::service
