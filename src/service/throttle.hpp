// How often the same phone or address may do the same thing. Keys are kept as hashes: an address is personal data too.
#pragma once

#include <chrono>
#include <string>

#include "domain/outcome.hpp"
#include "service/context.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// Counts one more `what` for `whom`; false when that is more than `limit` in the window.
bool count_within(storage::Transaction& tx, const Context& context, std::string_view what, std::string_view whom,
                  int limit, std::chrono::seconds window);

/// Refuses `throttled` (429) beyond the limits for a phone or a sender.
Outcome<void> throttle_reports(storage::Transaction& tx, const Context& context, std::string_view phone);

/// The hex hash under which a key is kept.
std::string hash_of(std::string_view text);
/// Its first 96 bits, for keys that are many and only have to differ: their index takes a third of the room.
std::string short_hash_of(std::string_view text);

}  // namespace agri110::service
