#include "notify/outbox.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace agri110::notify {
namespace {

constexpr std::chrono::minutes hidden_while_delivering{2};
constexpr std::array<std::chrono::minutes, 5> pauses{std::chrono::minutes{1}, std::chrono::minutes{5},
                                                     std::chrono::minutes{30}, std::chrono::hours{2},
                                                     std::chrono::hours{12}};
constexpr int tries_at_most = 8;
constexpr std::chrono::years never{100};
constexpr int at_once = 50;

}  // namespace

Outcome<std::vector<storage::Notice>> claim_due(storage::Transaction& tx, const Instant& now, const int& most)
{
    return storage::claim_notices(tx, now, now + hidden_while_delivering, most);
}

Outcome<bool> record_delivery(storage::Transaction& tx, const storage::Notice& notice, const std::string& error,
                              const Instant& now)
{
    if (error.empty()) {
        storage::mark_notice_sent(tx, notice.id, now);
        return true;
    }
    const auto pause = pauses.at(std::min<std::size_t>(static_cast<std::size_t>(notice.tries) - 1, pauses.size() - 1));
    const bool gives_up = notice.tries >= tries_at_most;
    storage::mark_notice_failed(
        tx, notice.id, gives_up ? now + std::chrono::ceil<std::chrono::milliseconds>(never) : now + pause, error);
    return true;
}

std::size_t Dispatcher::run_once()
{
    const auto claimed = *db_.write_now(claim_due, clock_.now(), at_once);
    for (const auto& notice : claimed) {
        const auto text = text_of_(notice.template_key, notice.arguments);
        const auto delivered = channel_.deliver({notice.id, notice.phone, text, notice.template_key, notice.arguments});
        const auto error = delivered ? std::string{} : delivered.error();
        if (!delivered) spdlog::warn("notice={} try={} failed: {}", notice.id.value, notice.tries, error);
        db_.write_now(record_delivery, notice, error, clock_.now());
    }
    return claimed.size();
}

}  // namespace agri110::notify
