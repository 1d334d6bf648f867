// A PostgreSQL database of one test's own, opened as often as the test wants.
#pragma once

#include <gtest/gtest.h>

#include "storage/postgres/postgres_database.hpp"
#include "storage/teams.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/work.hpp"

namespace agri110::storage::postgres {

class Postgres : public testing::Test {
protected:
    void TearDown() override { tell_postgres("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)"); }

    Options options() const { return {.url = url_, .readers = 1, .patience = std::chrono::milliseconds{3000}}; }
    const std::string& name() const { return name_; }
    const std::filesystem::path& folder() const { return folder_.path(); }

    /// Ends all connections of the database, as an administrator or a failing host would.
    void end_connections() const
    {
        tell_postgres("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name_ + "'");
    }
    static void add_team(Transaction& tx, std::int64_t id) { insert_team(tx, a_team(id)); }
    static std::int64_t teams_in(Database& db)
    {
        return read_in(db, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team"); });
    }

private:
    TempFolder folder_;
    std::string url_ = postgres_url_for(folder_.path());
    std::string name_ = postgres_database_of(folder_.path());
};

}  // namespace agri110::storage::postgres
