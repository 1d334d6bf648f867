// Live figures of commissioners: how much each has in hand, and how earlier work went. Kept in the same transaction as
// the report that changes them.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "storage/transaction.hpp"

namespace agri110::storage {

struct LiveLoad {
    int open = 0;
    int answered = 0;
    int solved = 0;
    Instant last_assigned{};

    bool operator==(const LiveLoad&) const = default;
};

/// Adds to a person's live figures. Written at the end of the commit, seen by `list_loads` at once.
void add_load(Transaction& tx, CommissionerId person, int open, int answered, int solved);
void set_last_assigned(Transaction& tx, CommissionerId person, Instant at);
/// Of those among `people` who exist, in their order.
std::vector<std::pair<CommissionerId, LiveLoad>> list_loads(Transaction& tx, std::span<const CommissionerId> people);
/// Replaces all live figures by a recount of the reports; last assignments stay.
void recount_loads(Transaction& tx);
/// All live figures, in id order, for comparing.
std::vector<std::pair<CommissionerId, LiveLoad>> list_all_loads(Transaction& tx);

}  // namespace agri110::storage
