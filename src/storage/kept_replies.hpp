// Answers remembered under idempotency keys, written with the change they belong to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/transaction.hpp"

namespace agri110::storage {

struct KeptReply {
    std::string request_hash{};
    int status = 0;
    std::string body{};
};
std::optional<KeptReply> find_kept_reply(Transaction& tx, std::string_view key_hash);
void insert_kept_reply(Transaction& tx, std::string_view key_hash, const KeptReply& reply, Instant now);
void remove_old_replies(Transaction& tx, Instant before);

}  // namespace agri110::storage
