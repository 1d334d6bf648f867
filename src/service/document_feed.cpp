#include "service/document_feed.hpp"

namespace agri110::service {

std::int64_t DocumentFeed::revision() const
{
    const std::lock_guard lock(mutex_);
    return revision_;
}

bool DocumentFeed::take(const DocumentChanges& changes)
{
    // Under the lock, so that an older state of a document never comes in behind a newer one.
    const std::lock_guard lock(mutex_);
    if (changes.after != revision_) return false;
    if (!changes.put.empty()) index_->put(changes.put);
    if (!changes.removed.empty()) index_->remove(changes.removed);
    for (const auto& count : changes.counts) {
        const auto type =
            count.document.type == "case" ? search::DocumentType::solved_case : search::DocumentType::article;
        index_->count({type, count.document.id}, count.used, count.helped);
    }
    revision_ = changes.upto;
    return true;
}

void DocumentFeed::catch_up(storage::Database& db)
{
    for (bool whole = false; !whole;) {
        const auto changes = db.read_now(document_changes, revision()).value();
        whole = take(changes) && changes.whole;
    }
}

}  // namespace agri110::service
