// The parts of a running program, made from the configuration: shared by `serve` and the commands that touch data.
#pragma once

#include <memory>

#include "app/chance.hpp"
#include "app/configuration.hpp"
#include "app/home.hpp"
#include "photos/photo_store.hpp"
#include "service/app.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace agri110::app {

/// Holds the data folder, the open database and the knowledge stored in it.
class Parts {
public:
    /// Locks the folder, opens and migrates the database, and reads the knowledge in it; an empty database takes the
    /// files of the knowledge folder first. Throws ConfigurationError and StorageError.
    explicit Parts(const Configuration& configuration);

    service::App& app() { return app_; }
    storage::Database& db() { return database_; }
    const Paths& paths() const { return paths_; }
    service::Context system_context() { return app_.context(Actor{.role = Role::system}); }

private:
    HomeLock lock_;
    Paths paths_;
    SystemClock clock_{};
    RandomIds ids_{};
    std::unique_ptr<photos::PhotoStore> photos_;
    boost::asio::thread_pool workers_{1};  // one: each decoded photo takes up to 120 MB
    boost::asio::thread_pool waiters_{8};
    storage::sqlite::SqliteDatabase database_;
    service::App app_;
};

}  // namespace agri110::app
