// Proof that the database can still keep something, and what it says of the time before this start.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/transaction.hpp"

namespace agri110::storage {

/// A durable write that means nothing: what /readyz proves.
void beat(Transaction& tx, Instant now);
/// The latest moment of which there is a record; empty in a new database.
std::optional<Instant> last_moment(Transaction& tx);
/// The largest id made by the program; 0 in a new database.
std::int64_t newest_id(Transaction& tx);

}  // namespace agri110::storage
