#include "storage/heartbeat.hpp"

#include <algorithm>
#include <string>

namespace agri110::storage {

void beat(Transaction& tx, Instant now)
{
    tx.execute("INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = $1", now);
}

std::optional<Instant> last_moment(Transaction& tx)
{
    return tx.row(
        "SELECT MAX(at) FROM (SELECT at FROM heartbeat UNION ALL SELECT at FROM event WHERE id = (SELECT MAX(id) FROM "
        "event)) AS moments HAVING COUNT(*) > 0",
        [](const Row& row) { return row.instant(0); });
}

std::int64_t newest_id(Transaction& tx)
{
    std::int64_t newest = 0;
    for (const auto* table : {"report", "event", "message", "photo", "assignment", "routing_decision", "notice",
                              "roster_change", "reporter", "commissioner", "account"})
        newest = std::max(newest, tx.number(std::string("SELECT MAX(id) FROM ") + table));
    return newest;
}

}  // namespace agri110::storage
