// The outbox: notices written with the change that causes them, waiting to be delivered.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

/// A message to be delivered outside. The text is made from `template_key` and `arguments` at delivery.
struct Notice {
    NoticeId id{};
    std::string template_key{};
    std::string phone{};
    std::map<std::string, std::string> arguments{};
    int tries = 0;
};

void insert_notice(Transaction& tx, const Notice& notice, Instant now);
/// Takes due notices and moves their next try to `next_try`, so that nobody else takes them meanwhile.
std::vector<Notice> claim_notices(Transaction& tx, Instant now, Instant next_try, int most);
void mark_notice_sent(Transaction& tx, NoticeId id, Instant now);
/// Nothing that waits now will be delivered any more; for a past that was only played.
void mark_all_notices_sent(Transaction& tx, Instant now);
void mark_notice_failed(Transaction& tx, NoticeId id, Instant next_try, std::string_view error);
std::int64_t count_waiting_notices(Transaction& tx);

}  // namespace agri110::storage
