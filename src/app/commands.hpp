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

/// A consistent copy of database and photos in a new folder, with a list of hashes. Works beside a running service.
int backup(const Configuration& configuration, const std::filesystem::path& to);
/// Puts a backup into an empty data folder after checking every hash.
int restore(const Configuration& configuration, const std::filesystem::path& from);

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
