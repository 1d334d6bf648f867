// Proof that the database can still keep something.
#pragma once

#include "storage/transaction.hpp"

namespace agri110::storage {

/// A durable write that means nothing: what /readyz proves.
void beat(Transaction& tx, Instant now);

}  // namespace agri110::storage
