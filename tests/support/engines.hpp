// The engines that every storage test runs on: the one place to add another.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "storage/sqlite/sqlite_database.hpp"

namespace agri110::storage {

/// `open` makes the database that belongs to `folder` at the first call and opens the same one again afterwards.
/// An engine that cannot start throws, which fails the test.
struct Engine {
    std::string name;
    std::unique_ptr<Database> (*open)(const std::filesystem::path& folder);

    friend void PrintTo(const Engine& engine, std::ostream* out) { *out << engine.name; }
};

inline std::unique_ptr<Database> open_sqlite(const std::filesystem::path& folder)
{
    return std::make_unique<sqlite::SqliteDatabase>(sqlite::Options{.path = folder / "agri110.db"});
}

inline std::vector<Engine> all_engines()
{
    return {{"sqlite", open_sqlite}};
}

}  // namespace agri110::storage
