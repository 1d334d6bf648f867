// A county that outgrows SQLite takes everything along, or knows that it has not.
#include "storage/moving.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/document_counts.hpp"
#include "storage/knowledge_files.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"
#include "storage/revisions.hpp"
#include "storage/solved_cases.hpp"
#include "storage/teams.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110::storage {
namespace {

struct Way {
    Engine from;
    Engine to;
};

std::vector<Way> all_ways()
{
    std::vector<Way> ways;
    for (const auto& from : all_engines())
        for (const auto& to : all_engines()) ways.push_back({from, to});
    return ways;
}

const MoveProgress unwatched = [](const std::string&, std::int64_t, std::int64_t) {};

class Moving : public testing::TestWithParam<Way> {
protected:
    void SetUp() override
    {
        source_ = GetParam().from.open(here_.path());
        target_ = GetParam().to.open(there_.path());
        write_in(*source_, [](Transaction& tx) {
            for (std::int64_t id = 1; id <= 1200; ++id) insert_team(tx, a_team(id));
            for (std::int64_t id = 1; id <= 20; ++id) {
                auto report = a_report(id).held_by(CommissionerId{7}, TeamId{3}).build();
                report.text = "𠮷祥村 ' \" \\ \n 第" + std::to_string(id);
                ensure_reporter(tx, report.reporter.phone, report.reporter_id, report.submitted_at);
                insert_report(tx, report);
            }
            insert_case(tx, {.id = {1}, .report = {1}, .title = "茶：卷叶", .crop = "tea"}, {});
            add_to_document_count(tx, {{"case", "1"}, 1, 1}, next_revision(tx, documents_revision));
            insert_inserted_document(tx, ReportId{2}, {"case", "1"});
            count_solved_by_knowledge(tx, 532822, 24300);
            replace_knowledge_files(tx, {{"a.toml", "x = 1"}}, "folder", a_monday_morning);
        });
    }
    void TearDown() override
    {
        source_.reset();
        target_.reset();
        GetParam().from.forget(here_.path());
        GetParam().to.forget(there_.path());
    }
    static std::vector<TablePrint> prints(Database& db)
    {
        return read_in(db, [](Transaction& tx) { return print_tables(tx); });
    }
    static bool half_moved(Database& db)
    {
        return read_in(db, [](Transaction& tx) { return is_half_moved(tx); });
    }
    Database& source() { return *source_; }
    Database& target() { return *target_; }

private:
    TempFolder here_;
    TempFolder there_;
    std::unique_ptr<Database> source_;
    std::unique_ptr<Database> target_;
};
INSTANTIATE_TEST_SUITE_P(Each, Moving, testing::ValuesIn(all_ways()),
                         [](const auto& tested) { return tested.param.from.name + "_to_" + tested.param.to.name; });

TEST_P(Moving, TakesEverythingAlong)
{
    const auto moved = move_database(source(), target(), unwatched);
    ASSERT_TRUE(moved);
    EXPECT_EQ(prints(target()), prints(source()));
    EXPECT_THAT(*moved, testing::Contains(testing::AllOf(testing::Field(&TablePrint::table, "team"),
                                                         testing::Field(&TablePrint::rows, 1200))));
    for (const auto* table : {"solved_case", "solved_case_version", "document_count", "inserted_document",
                              "solved_by_knowledge", "revision", "knowledge_version"})
        EXPECT_THAT(*moved, testing::Contains(testing::AllOf(testing::Field(&TablePrint::table, table),
                                                             testing::Field(&TablePrint::rows, testing::Gt(0)))))
            << table;
    EXPECT_FALSE(half_moved(target()));
}

TEST_P(Moving, GoesOnWhereAKilledOneHasStopped)
{
    const auto kill = [](const std::string& table, std::int64_t done, std::int64_t) {
        if (table == "team" && done >= 1000) throw std::runtime_error("killed");
    };
    EXPECT_THROW(static_cast<void>(move_database(source(), target(), kill)), std::runtime_error);
    EXPECT_TRUE(half_moved(target())) << "a half moved database must not be served";

    std::int64_t first_seen = -1;
    const auto watch = [&](const std::string& table, std::int64_t done, std::int64_t) {
        if (table == "team" && first_seen < 0) first_seen = done;
    };
    ASSERT_TRUE(move_database(source(), target(), watch));
    EXPECT_GE(first_seen, 1000) << "it began again instead of going on";
    EXPECT_EQ(prints(target()), prints(source()));
}

TEST_P(Moving, NeverMixesWithWhatIsThereAlready)
{
    write_in(target(), [](Transaction& tx) { insert_team(tx, a_team(5)); });
    const auto before = prints(target());
    const auto moved = move_database(source(), target(), unwatched);
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error(), MoveFault::target_not_empty);
    EXPECT_EQ(prints(target()), before);
}

TEST_P(Moving, DoesNotGoOnWithASourceThatHasChanged)
{
    const auto kill = [](const std::string& table, std::int64_t done, std::int64_t) {
        if (table == "team" && done >= 500) throw std::runtime_error("killed");
    };
    EXPECT_THROW(static_cast<void>(move_database(source(), target(), kill)), std::runtime_error);
    write_in(source(), [](Transaction& tx) { insert_team(tx, a_team(5000)); });
    const auto moved = move_database(source(), target(), unwatched);
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error(), MoveFault::source_has_changed);
}

TEST_P(Moving, ACopyThatDiffersIsNotCalledDone)
{
    const auto spoil = [this](const std::string& table, std::int64_t done, std::int64_t of) {
        if (table != "team" || done < of) return;
        write_in(target(), [](Transaction& tx) { tx.execute("UPDATE team SET name = 'x' WHERE id = 3"); });
    };
    const auto moved = move_database(source(), target(), spoil);
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error(), MoveFault::copy_differs);
    EXPECT_TRUE(half_moved(target()));
}

}  // namespace
}  // namespace agri110::storage
