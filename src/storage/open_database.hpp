// The one place that knows which engines there are.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "storage/database.hpp"

namespace agri110::storage {

/// `url` is "sqlite:<file>", or "postgresql://…" as libpq reads it.
struct DatabaseOptions {
    std::string url;
    std::string replica_url{};  // a standby for figures; PostgreSQL only
    int readers = 2;
    int cache_mib = 8;                          // SQLite only: for writing; a quarter for each reader
    std::chrono::milliseconds patience{8'000};  // how long work waits for a server that is away
};

/// Opens, creates where there is none yet, and migrates. Throws StorageError, also for an unknown kind of URL.
std::unique_ptr<Database> open_database(const DatabaseOptions& options);

/// The file of an SQLite database; nothing for another engine.
std::optional<std::filesystem::path> sqlite_file(const std::string& url);
bool is_postgres(const std::string& url);

}  // namespace agri110::storage
