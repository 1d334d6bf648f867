// What every use case is told: who asks, when, and what the service knows at this moment.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "domain/permission.hpp"
#include "domain/random.hpp"
#include "domain/time.hpp"
#include "knowledge/knowledge.hpp"
#include "service/knowledge_index.hpp"
#include "service/roster_cache.hpp"
#include "triage/understand.hpp"

namespace agri110::service {

class DocumentFeed;

/// Knowledge with what is built from it once: replaced as a whole when the files change.
struct Library {
    explicit Library(std::shared_ptr<const Knowledge> files);
    ~Library();

    std::shared_ptr<const Knowledge> knowledge;
    triage::Matcher matcher;
    /// Holds the articles from the beginning; documents() brings cases in while it is in use. Built when either is
    /// first asked for, since neither a start nor most commands need it. Both are safe from any thread.
    search::Index& index() const;
    DocumentFeed& documents() const;

private:
    struct Shelf;
    Shelf& shelf() const;

    mutable std::once_flag built_{};
    mutable std::unique_ptr<Shelf> shelf_{};
};

/// What the installation allows; from the configuration.
struct Limits {
    int reports_per_phone_per_hour = 300;
    int reports_per_sender_per_hour = 3000;
    int codes_per_phone_per_hour = 5;
    int helped_per_sender_per_hour = 60;
    int logins_failed_per_phone = 8;  // in a quarter of an hour
    int logins_failed_per_sender = 200;
    int photos = 6;  // with one report or message
    std::int64_t photo_bytes = 12 << 20;
    bool demo = false;  // invented people are in the database
    std::string public_url = "http://127.0.0.1:8110";
};

/// A value, cheap to copy; what it points to outlives every use case.
struct Context {
    Actor actor{};
    Instant now{};
    std::shared_ptr<const Library> library{};
    IdSource* ids = nullptr;
    RosterCache* rosters = nullptr;
    std::shared_ptr<const Limits> limits{};

    const Knowledge& knowledge() const { return *library->knowledge; }
    template <class AnyId>
    AnyId new_id() const
    {
        return ids->next_id<AnyId>(now);
    }
};

/// The same moment and knowledge, seen by the service itself.
inline Context as_system(Context context)
{
    context.actor = Actor{.role = Role::system};
    return context;
}

}  // namespace agri110::service
