#include "storage/heartbeat.hpp"

namespace agri110::storage {

void beat(Transaction& tx, Instant now)
{
    tx.execute("INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = $1", now);
}

}  // namespace agri110::storage
