// Keeps the routing snapshot of the newest roster version, so that a decision does not read every person again.
#pragma once

#include <memory>
#include <mutex>

#include "knowledge/knowledge.hpp"
#include "routing/snapshot.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// Safe from any thread. A version never comes back, so a snapshot can never belong to a rolled-back roster.
class RosterCache {
public:
    /// The roster as `tx` sees it. Asked for ahead of the first report, that one need not wait for it.
    std::shared_ptr<const Roster> roster(storage::Transaction& tx, Day today);
    /// The snapshot for the roster as `tx` sees it. Rebuilt when the roster, the knowledge or the day has changed.
    std::shared_ptr<const routing::Snapshot> snapshot(storage::Transaction& tx,
                                                      const std::shared_ptr<const Knowledge>& knowledge, Day today);

private:
    struct Key {
        std::shared_ptr<const Roster> roster;
        std::string knowledge;
        friend bool operator==(const Key&, const Key&) = default;
    };

    std::mutex mutex_;
    Day day_{};  // of roster_
    std::shared_ptr<const Roster> roster_;
    Key built_from_;
    std::shared_ptr<const routing::Snapshot> snapshot_;
};

}  // namespace agri110::service
