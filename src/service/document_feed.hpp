// Keeps an index in step with the cases and counts of the database.
#pragma once

#include <memory>
#include <mutex>

#include "search/index.hpp"
#include "service/documents.hpp"
#include "storage/database.hpp"

namespace agri110::service {

/// Belongs to one index; may be used from any thread.
class DocumentFeed {
public:
    explicit DocumentFeed(std::shared_ptr<search::Index> index) : index_(std::move(index)) {}

    /// How far the index has come.
    std::int64_t revision() const;
    /// Takes over changes that begin where the index stands; false when somebody else has brought it further meanwhile.
    bool take(const DocumentChanges& changes);
    /// Takes over everything there is. For loops and the command line: blocks the calling thread.
    void catch_up(storage::Database& db);

private:
    std::shared_ptr<search::Index> index_;
    mutable std::mutex mutex_;
    std::int64_t revision_ = 0;
};

}  // namespace agri110::service
