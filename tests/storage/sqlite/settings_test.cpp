// The settings that keep reports through a power loss and around the log-reset fault of SQLite 3.40.1.
#include <gtest/gtest.h>

#include "storage/sqlite/sqlite_database.hpp"
#include "storage/teams.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/work.hpp"

namespace agri110::storage::sqlite {
namespace {

class Settings : public testing::Test {
protected:
    std::string path() const { return folder_.path() / "agri110.db"; }
    SqliteDatabase open() const { return SqliteDatabase(Options{.path = path()}); }

    static std::int64_t pragma(Transaction& tx, const std::string& name) { return tx.number("PRAGMA " + name); }
    static std::string word(Transaction& tx, const std::string& name)
    {
        return tx.row("PRAGMA " + name, [](const Row& row) { return row.text(0); }).value_or("");
    }
    static int no_checkpoint_on_close(Connection& connection)
    {
        int on = -1;
        sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &on);
        return on;
    }

private:
    TempFolder folder_;
};

TEST_F(Settings, TheWriterFlushesEveryCommit)
{
    auto db = open();
    write_in(db, [](Transaction& tx) {
        EXPECT_EQ(word(tx, "journal_mode"), "wal");
        EXPECT_EQ(pragma(tx, "synchronous"), 2) << "FULL";
        EXPECT_EQ(pragma(tx, "foreign_keys"), 1);
        EXPECT_EQ(pragma(tx, "mmap_size"), 0);
        EXPECT_EQ(pragma(tx, "wal_autocheckpoint"), 0) << "only the write loop decides when the log is moved";
        EXPECT_EQ(pragma(tx, "trusted_schema"), 0);
    });
}

TEST_F(Settings, ReadersCanNeitherWriteNorMoveTheLog)
{
    auto db = open();
    read_in(db, [](Transaction& tx) {
        EXPECT_EQ(word(tx, "journal_mode"), "wal");
        EXPECT_EQ(pragma(tx, "query_only"), 1);
        EXPECT_EQ(pragma(tx, "mmap_size"), 0);
        EXPECT_EQ(pragma(tx, "wal_autocheckpoint"), 0);
    });
    Connection reader(path(), Access::read_only);
    EXPECT_EQ(no_checkpoint_on_close(reader), 1);
    EXPECT_EQ(sqlite3_db_readonly(reader.handle(), "main"), 1);
}

TEST_F(Settings, OnlyTheWriterMovesTheLogWhenItCloses)
{
    {
        Connection writer(path(), Access::read_write);
        EXPECT_EQ(no_checkpoint_on_close(writer), 0);
    }
    auto db = open();
    write_in(db, [](Transaction& tx) { insert_team(tx, a_team(1)); });
    const auto log = std::filesystem::file_size(path() + "-wal");
    EXPECT_GT(log, 0U);
    {
        Connection reader(path(), Access::read_only);
        EXPECT_EQ(reader.number("SELECT COUNT(*) FROM team"), 1);
    }
    EXPECT_EQ(std::filesystem::file_size(path() + "-wal"), log);
}

TEST_F(Settings, TheLogIsMovedBeforeItFillsTheDisk)
{
    SqliteDatabase db({.path = path(), .checkpoint_pages = 50});
    for (std::int64_t id = 1; id <= 300; ++id) write_in(db, [&](Transaction& tx) { insert_team(tx, a_team(id)); });
    EXPECT_LT(std::filesystem::file_size(path() + "-wal"), 200U * 4096)
        << "three hundred commits would fill three times as much";
    EXPECT_EQ(read_in(db, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team"); }), 300);
}

TEST_F(Settings, AFolderThatCannotBeWrittenIsSaidAtTheStart)
{
    EXPECT_THROW(SqliteDatabase({.path = "/proc/agri110.db"}), StorageError);
    EXPECT_THROW(SqliteDatabase({.path = path() + "/no/such/folder.db"}), StorageError);
}

TEST_F(Settings, AFileThatIsNoDatabaseIsSaidAtTheStart)
{
    {
        std::FILE* file = std::fopen(path().c_str(), "wb");
        ASSERT_NE(file, nullptr);
        for (int i = 0; i < 400; ++i) std::fputs("these are not tables\n", file);
        std::fclose(file);
    }
    EXPECT_THROW(SqliteDatabase({.path = path()}), StorageError);
}

}  // namespace
}  // namespace agri110::storage::sqlite
