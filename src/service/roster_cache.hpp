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
    /// The snapshot for the roster as `tx` sees it. Rebuilt when the roster, the knowledge or the day has changed.
    std::shared_ptr<const routing::Snapshot> snapshot(storage::Transaction& tx,
                                                      const std::shared_ptr<const Knowledge>& knowledge, Day today);

private:
    struct Key {
        std::string version;
        std::string knowledge;
        Day day{};
        friend bool operator==(const Key&, const Key&) = default;
    };

    std::mutex mutex_;
    Key key_;
    std::shared_ptr<const routing::Snapshot> snapshot_;
};

}  // namespace agri110::service
