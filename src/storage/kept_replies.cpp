#include "storage/kept_replies.hpp"

namespace agri110::storage {

std::optional<KeptReply> find_kept_reply(Transaction& tx, std::string_view key_hash)
{
    return tx.row(
        "SELECT request_hash, status, body FROM idempotency_key WHERE key_hash = $1",
        [](const Row& row) { return KeptReply{row.text(0), static_cast<int>(row.integer(1)), row.text(2)}; }, key_hash);
}

void insert_kept_reply(Transaction& tx, std::string_view key_hash, const KeptReply& reply, Instant now)
{
    tx.execute(
        "INSERT INTO idempotency_key (key_hash, request_hash, status, body, created_at) VALUES ($1, $2, $3, $4, $5)",
        key_hash, reply.request_hash, reply.status, reply.body, now);
}

void remove_old_replies(Transaction& tx, Instant before)
{
    tx.execute("DELETE FROM idempotency_key WHERE created_at < $1", before);
}

}  // namespace agri110::storage
