// A migration and its version row are one: a program that stops halfway starts again where it was.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "storage/sqlite/sqlite_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace agri110::storage::sqlite {
namespace {

class Migrating : public testing::Test {
protected:
    std::string path() const { return folder_.path() / "agri110.db"; }

private:
    TempFolder folder_;
};

TEST_F(Migrating, StopsHalfwayWithoutATraceAndGoesOnLater)
{
    {
        Connection writer(path(), Access::read_write);
        const auto run_but_break = [&](const std::string& script) {
            writer.run_script(script);
            if (writer.in_transaction() && script.contains("CREATE TABLE report")) throw StorageError("the power went");
        };
        EXPECT_THROW(migrate(writer, dialect, run_but_break), StorageError);
        EXPECT_FALSE(writer.in_transaction());
        EXPECT_EQ(schema_version(writer), 0);
        EXPECT_EQ(writer.number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'report'"), 0);
    }
    Connection writer(path(), Access::read_write);
    migrate(writer, dialect, [&](const std::string& script) { writer.run_script(script); });
    EXPECT_EQ(schema_version(writer), newest_schema());
}

TEST_F(Migrating, IsDoneWhenTheVersionRowCannotBeWritten)
{
    Connection writer(path(), Access::read_write);
    writer.run_script(
        "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name = '')) STRICT");
    EXPECT_THROW(migrate(writer, dialect, [&](const std::string& script) { writer.run_script(script); }), StorageError);
    EXPECT_EQ(writer.number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'report'"), 0)
        << "tables without their version row would be made twice at the next start";
    EXPECT_FALSE(writer.in_transaction());
}

TEST_F(Migrating, TwiceChangesNothing)
{
    Connection writer(path(), Access::read_write);
    const auto script = [&](const std::string& sql) { writer.run_script(sql); };
    migrate(writer, dialect, script);
    const auto shape = "SELECT COUNT(*) FROM sqlite_master";
    const auto before = writer.number(shape);
    migrate(writer, dialect, script);
    EXPECT_EQ(writer.number(shape), before);
}

TEST_F(Migrating, EveryTableKeepsItsTypes)
{
    Connection writer(path(), Access::read_write);
    migrate(writer, dialect, [&](const std::string& sql) { writer.run_script(sql); });
    const auto loose = writer.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
        "AND name NOT LIKE 'sqlite_%'",
        [](const Row& row) { return row.text(0); });
    EXPECT_TRUE(loose.empty()) << loose.front();
}

TEST_F(Migrating, UniqueRulesAreNamedAsBothEnginesWouldNameThem)
{
    Connection writer(path(), Access::read_write);
    migrate(writer, dialect, [&](const std::string& sql) { writer.run_script(sql); });
    const auto unique = writer.rows(
        "SELECT l.name, t.name FROM pragma_table_list t JOIN pragma_index_list(t.name) l WHERE t.schema = 'main' "
        "AND l.\"unique\" = 1 AND l.origin = 'c'",
        [](const Row& row) { return std::pair(row.text(0), row.text(1)); });
    EXPECT_FALSE(unique.empty());
    for (const auto& [name, table] : unique) {
        auto expected = "uq_" + table;
        writer.run("SELECT name FROM pragma_index_info($1) ORDER BY seqno", std::vector<Value>{name},
                   [&](const Row& row) { expected += "_" + row.text(0); });
        EXPECT_EQ(name, expected);
    }
}

}  // namespace
}  // namespace agri110::storage::sqlite
