#include "storage/outbox.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace agri110::storage {
namespace {

Notice read_notice(const Row& row)
{
    return {row.id<NoticeId>(0), row.text(1), row.text(2),
            nlohmann::json::parse(row.text(3)).get<std::map<std::string, std::string>>(),
            static_cast<int>(row.integer(4))};
}

}  // namespace

void insert_notice(Transaction& tx, const Notice& n, Instant now)
{
    tx.execute(
        "INSERT INTO notice (id, template, phone, arguments, created_at, due_at, tries, last_error) "
        "VALUES ($1, $2, $3, $4, $5, $5, 0, '')",
        n.id, n.template_key, n.phone, nlohmann::json(n.arguments).dump(), now);
}

std::vector<Notice> claim_notices(Transaction& tx, Instant now, Instant next_try, int most)
{
    auto claimed = tx.rows(
        "UPDATE notice SET due_at = $2, tries = tries + 1 WHERE id IN (SELECT id FROM notice "
        "WHERE sent_at IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT $3) "
        "RETURNING id, template, phone, arguments, tries",
        read_notice, now, next_try, most);
    std::ranges::sort(claimed, {}, [](const Notice& n) { return n.id; });
    return claimed;
}

void mark_notice_sent(Transaction& tx, NoticeId id, Instant now)
{
    tx.execute("UPDATE notice SET sent_at = $2, last_error = '' WHERE id = $1", id, now);
}

void mark_all_notices_sent(Transaction& tx, Instant now)
{
    tx.execute("UPDATE notice SET sent_at = $1 WHERE sent_at IS NULL", now);
}

void mark_notice_failed(Transaction& tx, NoticeId id, Instant next_try, std::string_view error)
{
    tx.execute("UPDATE notice SET due_at = $2, last_error = $3 WHERE id = $1", id, next_try, error);
}

std::int64_t count_waiting_notices(Transaction& tx)
{
    return tx.number("SELECT COUNT(*) FROM notice WHERE sent_at IS NULL");
}

}  // namespace agri110::storage
