// "Kept" means kept on two machines where the server is told so: a standby that does not confirm is no confirmation.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/storage/postgres/own_database.hpp"
#include "tests/support/patience.hpp"

namespace agri110::storage::postgres {
namespace {

/// A server of this test's own, since what it is told concerns all its databases.
class OwnServer : public testing::Test {
protected:
    OwnServer() { run("start"); }
    ~OwnServer() override { run("stop"); }

    std::string url() const { return fmt::format("postgresql://agri110@/postgres?host={}", folder_); }
    void wait_for_standby(const std::string& name) const
    {
        Connection admin(url(), Server::primary);
        admin.execute(fmt::format("ALTER SYSTEM SET synchronous_standby_names = '{}'", name));
        admin.execute("SELECT pg_reload_conf()");
        for (std::string now = "?"; now != name;)  // a reload takes a moment to reach every session
            now = admin
                      .row("SELECT current_setting('synchronous_standby_names')",
                           [](const Row& row) { return row.text(0); })
                      .value_or("?");
    }

private:
    void run(const char* what) const
    {
        const auto command = fmt::format("{}/tests/support/postgres {} {}", AGRI110_SOURCE, what, folder_);
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }
    std::string folder_ = fmt::format("/tmp/agri110-standby-{}", ::getpid());
};

TEST_F(OwnServer, WhatNoStandbyHasConfirmedIsNotAcknowledgedUntilOneDoes)
{
    PostgresDatabase db({.url = url(),
                         .readers = 1,
                         .patience = std::chrono::milliseconds{1500},
                         .timeouts = {.statement = std::chrono::milliseconds{300}}});
    write_in(db, [](Transaction& tx) { insert_team(tx, a_team(1)); });
    wait_for_standby("nobody");
    EXPECT_THROW(write_in(db, [](Transaction& tx) { insert_team(tx, a_team(2)); }), StorageError);
    wait_for_standby("");
    once_it_is_back([&] { write_in(db, [](Transaction& tx) { insert_team(tx, a_team(3)); }); });
    // The second one stands on this one machine; whoever asks again under the same key finds it.
    EXPECT_EQ(read_in(db, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team"); }), 3);
}

}  // namespace
}  // namespace agri110::storage::postgres
