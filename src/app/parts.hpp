// The parts of a running program, made from the configuration: shared by `serve` and the commands that touch data.
#pragma once

#include <memory>

#include "app/cautious_clock.hpp"
#include "app/chance.hpp"
#include "app/configuration.hpp"
#include "app/home.hpp"
#include "photos/photo_store.hpp"
#include "service/app.hpp"
#include "storage/open_database.hpp"

namespace agri110::app {

/// Opens and migrates the configured database. Throws StorageError.
std::unique_ptr<storage::Database> open_database(const Configuration& configuration);

/// Holds the open database, the right to write in it, and the knowledge stored in it.
class Parts {
public:
    /// Opens and migrates the database and reads the knowledge in it; an empty database takes the files of the
    /// knowledge folder first. A database into which a move has not come to its end is refused. Throws
    /// ConfigurationError and StorageError.
    explicit Parts(const Configuration& configuration);

    service::App& app() { return app_; }
    storage::Database& db() { return *database_; }
    const Paths& paths() const { return paths_; }
    service::Context system_context() { return app_.context(Actor{.role = Role::system}); }

private:
    std::optional<HomeLock> lock_;
    Paths paths_;
    std::unique_ptr<photos::PhotoStore> photos_;
    boost::asio::thread_pool workers_{1};  // one: each decoded photo takes up to 120 MB
    boost::asio::thread_pool waiters_{8};
    std::unique_ptr<storage::Database> database_;
    CautiousClock clock_;
    RandomIds ids_;
    service::App app_;
};

}  // namespace agri110::app
