// "Kept" means kept on two machines where the server is told so: a standby that does not confirm is no confirmation.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

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
    int kept = 0;
    auto write = [&, id = 0]() mutable {
        write_in(db, [id = ++id](Transaction& tx) { insert_team(tx, a_team(id)); });
        ++kept;
    };
    write();
    wait_for_standby("nobody");
    // Sessions know the new rule before the server's own process that enforces it does.
    const auto refused = [&] {
        try {
            write();
            return false;
        } catch (const StorageError&) {
            return true;
        }
    };
    while (!refused()) ASSERT_LT(kept, 1000);
    wait_for_standby("");
    once_it_is_back(std::ref(write));
    // The refused one stands on this one machine; whoever asks again under the same key finds it.
    EXPECT_EQ(read_in(db, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team"); }), kept + 1);
}

}  // namespace
}  // namespace agri110::storage::postgres
