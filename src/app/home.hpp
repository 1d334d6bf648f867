// The data folder of one installation, and the right to write in it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "app/configuration.hpp"

namespace agri110::app {

/// Where things lie inside the data folder.
struct Paths {
    explicit Paths(const std::filesystem::path& folder)
        : database(folder / "agri110.db"),
          photos(folder / "photos"),
          spool(folder / "spool"),
          notices(folder / "notices.jsonl"),
          handed_knowledge(folder / "knowledge.handed"),
          lock(folder / "agri110.lock"),
          backup_lock(folder / "backup.lock"),
          backup_scratch(folder / "backup.scratch"),
          verify_scratch(folder / "verify.scratch")
    {
    }
    std::filesystem::path database;
    std::filesystem::path photos;
    std::filesystem::path spool;
    std::filesystem::path notices;
    std::filesystem::path handed_knowledge;
    std::filesystem::path lock;
    std::filesystem::path backup_lock;
    std::filesystem::path backup_scratch;
    std::filesystem::path verify_scratch;
};

/// Only one process may write in a data folder: SQLite 3.40 can damage its log when two reset it at once.
class HomeLock {
public:
    /// Creates the folder when missing. Throws ConfigurationError when another process holds it.
    explicit HomeLock(const std::filesystem::path& folder);
    /// Another lock, beside a running service: one backup of a data folder at a time.
    static HomeLock for_backup(const std::filesystem::path& folder);
    ~HomeLock();
    HomeLock(HomeLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    HomeLock& operator=(HomeLock&&) = delete;

private:
    HomeLock(const std::filesystem::path& file, const std::string& complaint);

    int file_ = -1;
};

/// The lock that a database asks for: that of its folder for SQLite, none for a server, which many processes may share.
std::optional<HomeLock> lock_for(const std::string& database_url);

/// True when a process holds the folder now.
bool is_held(const std::filesystem::path& folder);

}  // namespace agri110::app
