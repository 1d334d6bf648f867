// What the running service consists of, for the doors and the loops that call use cases.
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <memory>

#include "domain/random.hpp"
#include "domain/time.hpp"
#include "photos/photo_store.hpp"
#include "service/context.hpp"
#include "service/roster_cache.hpp"
#include "storage/database.hpp"

namespace agri110::service {

/// Made once by `app`; everything in it may be used from any thread.
struct App {
    storage::Database& db;
    Clock& clock;
    IdSource& ids;
    photos::PhotoStore& photos;
    boost::asio::thread_pool& workers;  // for work that would hold up the event loop
    boost::asio::thread_pool& waiters;  // for calls that mostly wait for another machine, such as the photo store
    std::shared_ptr<const Limits> limits;
    std::atomic<std::shared_ptr<const Library>> library;  // replaced as a whole when knowledge changes
    RosterCache rosters{};

    /// The moment of one request, seen by `actor`.
    Context context(Actor actor) { return {std::move(actor), clock.now(), library.load(), &ids, &rosters, limits}; }
};

}  // namespace agri110::service
