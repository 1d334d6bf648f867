// The subcommands other than `serve`. Each prints what it did and gives the exit code.
#pragma once

#include <filesystem>
#include <string>

#include "app/configuration.hpp"

namespace agri110::app {

/// Brings the schema up to date and says which version it has.
int migrate(const Configuration& configuration);
struct LoadOptions {
    bool only_check = false;
    bool overwrite = false;  // also what was edited in the browser since the last load
};
/// Checks the files of the knowledge folder, shows line by line what differs from what is stored, and stores them.
int load_knowledge(const Configuration& configuration, const LoadOptions& options);
/// Writes the stored knowledge files into a new folder.
int export_knowledge(const Configuration& configuration, const std::filesystem::path& to);
/// Fills an empty database with invented people and reports.
int demo(const Configuration& configuration, int reports);
/// Compares counters and loads with a recount; rewrites them when `repair`.
int recount(const Configuration& configuration, bool repair);

struct UserOptions {
    std::string phone;
    std::string name;
    std::string role;
    std::int64_t region = 530000;
};
/// The password is read from standard input, so that it stands in no shell history.
int user_add(const Configuration& configuration, const UserOptions& options);
int user_passwd(const Configuration& configuration, const std::string& phone);
int user_disable(const Configuration& configuration, const std::string& phone);

/// Which backups are meant; what is empty is taken from the settings.
struct BackupPlace {
    std::filesystem::path folder{};
    std::filesystem::path key_file{};
};
struct BackupOptions {
    BackupPlace place{};
    int keep = 0;       // newest snapshots to keep; with keep_days 0 as well: all of them
    int keep_days = 0;  // and of so many days the last one each
};
/// A snapshot of database and photos, beside a running service. 1 when a photo was missing.
int backup(const Configuration& configuration, const BackupOptions& options);
/// Reads every piece of every snapshot and hashes it again; names what is damaged and gives 1.
int verify_backups(const Configuration& configuration, const BackupPlace& place);
int list_backups(const Configuration& configuration, const BackupPlace& place);
struct RestoreOptions {
    BackupPlace place{};
    int snapshot = 0;  // its number; 0: by the moment, or the newest
    std::string at{};  // the newest that was taken until then
    bool without_damaged_photos = false;
};
/// Brings a snapshot back into an empty data folder. Refuses one with a damaged piece, and names it.
int restore(const Configuration& configuration, const RestoreOptions& options);
int make_backup_key(const Configuration& configuration, const std::filesystem::path& file);

struct MoveOptions {
    std::string from;  // URLs of databases
    std::string to;
    std::filesystem::path from_photos;  // folders; empty: beside an SQLite database, else the configured photo store
    std::filesystem::path to_photos;
};
/// Copies a whole database and its photos to another engine and compares both. Goes on where a killed one has stopped.
int move(const Configuration& configuration, const MoveOptions& options);
/// Writes every row of every table as lines of JSON, one file a table, into a new folder.
int export_all(const Configuration& configuration, const std::filesystem::path& to);

/// Checks configuration, data folder, database, knowledge, disk and clock; says what to do. 0 when all is well.
int doctor(const Configuration& configuration);

}  // namespace agri110::app
