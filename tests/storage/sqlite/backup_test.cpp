// A copy taken beside a running service must be whole, or it is no backup.
#include <gtest/gtest.h>

#include <thread>

#include "storage/migrations.hpp"
#include "storage/sqlite/copy.hpp"
#include "storage/sqlite/sqlite_database.hpp"
#include "storage/teams.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/work.hpp"

namespace agri110::storage::sqlite {
namespace {

struct Backup : testing::Test {
    TempFolder here;
    TempFolder elsewhere;
    std::string path = here.path() / "agri110.db";
    std::string copy = elsewhere.path() / "agri110.db";
    SqliteDatabase database{{.path = path}};

    static void add_team(Database& db, std::int64_t id)
    {
        write_in(db, [&](Transaction& tx) { insert_team(tx, a_team(id)); });
    }
};

TEST_F(Backup, TakenAtWorkHoldsAllThatWasAnsweredBefore)
{
    std::jthread writer([&](const std::stop_token& stop) {
        for (std::int64_t id = 1000; !stop.stop_requested(); ++id) add_team(database, id);
    });
    for (std::int64_t id = 1; id <= 50; ++id) add_team(database, id);
    copy_database(path, copy);
    writer.request_stop();
    writer.join();

    SqliteDatabase copied{{.path = copy}};
    EXPECT_EQ(read_in(copied, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team WHERE id <= 50"); }),
              50);
    add_team(copied, 60);
    EXPECT_EQ(read_in(copied, [](Transaction& tx) { return schema_version(tx); }), newest_schema());
}

TEST_F(Backup, NeverOverwritesAnEarlierOne)
{
    copy_database(path, copy);
    add_team(database, 1);
    EXPECT_THROW(copy_database(path, copy), StorageError);
}

}  // namespace
}  // namespace agri110::storage::sqlite
