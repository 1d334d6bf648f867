// The engines that every storage test runs on: the one place to add another.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "storage/database.hpp"

namespace agri110::storage {

/// `open` makes the database that belongs to `folder` at the first call and opens the same one again afterwards;
/// `forget` removes it once it is closed. An engine that cannot start throws, which fails the test.
struct Engine {
    std::string name;
    std::string (*url)(const std::filesystem::path& folder);
    void (*forget)(const std::filesystem::path& folder);

    std::unique_ptr<Database> open(const std::filesystem::path& folder) const;
    friend void PrintTo(const Engine& engine, std::ostream* out) { *out << engine.name; }
};

std::vector<Engine> all_engines();

/// A server that tests/support/postgres has started in the folder $AGRI110_TEST_POSTGRES.
std::string postgres_url(const std::string& database);
/// One command to that server, outside of any transaction. A failure with the SQLSTATE `forgiven` is none.
void tell_postgres(const std::string& sql, const std::string& forgiven = {});
/// The name of the database that belongs to `folder`.
std::string postgres_database_of(const std::filesystem::path& folder);
/// Makes a database named after `folder` unless it is there.
std::string postgres_url_for(const std::filesystem::path& folder);

}  // namespace agri110::storage

/// Once in each file with a suite whose parameter is the engine.
#define ON_EVERY_ENGINE(suite)                                                                  \
    INSTANTIATE_TEST_SUITE_P(Each, suite, testing::ValuesIn(::agri110::storage::all_engines()), \
                             [](const auto& tested) { return tested.param.name; })
