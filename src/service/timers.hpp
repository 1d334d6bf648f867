// What happens by itself: deadlines that pass, people who leave or go on leave, and old things that are swept away.
#pragma once

#include <vector>

#include "service/report_edit.hpp"
#include "storage/history.hpp"

namespace agri110::service {

/// Deadlines passed and not yet dealt with, at most `most`.
Outcome<std::vector<storage::DueDeadline>> find_due(storage::Transaction& tx, const Context& context, int most);
/// Deals with one, if it is still due: an offer goes to the next person, a missed answer is marked and told to the
/// leader, an answered report without a word is closed. True when something was done.
Outcome<bool> pass_deadline(storage::Transaction& tx, const Context& context, const storage::DueDeadline& due);

/// Whether hand_over would find anything: reading that takes a while need not hold up those who write.
Outcome<bool> is_there_work_to_hand_over(storage::Transaction& tx, const Context& context);
/// Moves on the work of people without a term or suspended, and offers waiting for people on leave. The number moved.
Outcome<int> hand_over(storage::Transaction& tx, const Context& context);
/// Moves on all unfinished work of one person; used when that person is suspended or a term ends.
int hand_over_work_of(storage::Transaction& tx, const Context& context, CommissionerId person);

/// Forgets expired sessions, old idempotency keys, throttle windows and untaken uploads; gives the hashes of photo
/// files that nothing names any more.
Outcome<std::vector<std::string>> sweep(storage::Transaction& tx, const Context& context);

}  // namespace agri110::service
