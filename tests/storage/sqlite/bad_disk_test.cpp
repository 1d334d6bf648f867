// What happens when the disk is slow, full or broken: nobody is told "kept" for what is not.
#include "tests/support/bad_disk.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "storage/knowledge_files.hpp"
#include "storage/sqlite/sqlite_database.hpp"
#include "storage/teams.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/work.hpp"

namespace agri110::storage::sqlite {
namespace {

using File = BadDisk::File;
using Doing = BadDisk::Doing;

SmallUse adding_team(std::int64_t id)
{
    return [id](Transaction& tx) -> Outcome<std::int64_t> {
        insert_team(tx, a_team(id));
        return id;
    };
}

std::vector<SmallUse> adding_teams(std::int64_t first, std::int64_t last)
{
    std::vector<SmallUse> uses;
    for (auto id = first; id <= last; ++id) uses.push_back(adding_team(id));
    return uses;
}

std::int64_t count_teams(Database& db)
{
    return read_in(db, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team"); });
}

class OnABadDisk : public testing::Test {
protected:
    Options options() const { return {.path = folder_.path() / "agri110.db"}; }

private:
    TempFolder folder_;
};

TEST_F(OnABadDisk, NobodyIsAnsweredBeforeTheLogIsOnTheDisk)
{
    std::atomic<bool> hold = false;
    std::promise<void> flushing;
    std::promise<void> go;
    const BadDisk disk([&](File file, Doing doing) {
        if (file == File::log && doing == Doing::sync && hold.exchange(false)) {
            flushing.set_value();
            go.get_future().wait();
        }
        return false;
    });
    SqliteDatabase db(options());
    hold = true;
    std::atomic<bool> answered = false;
    std::thread farmer([&] {
        write_in(db, [](Transaction& tx) { insert_team(tx, a_team(1)); });
        answered = true;
    });
    flushing.get_future().wait();
    EXPECT_FALSE(answered);
    EXPECT_EQ(count_teams(db), 0) << "nor may anybody else see it yet";
    go.set_value();
    farmer.join();
    EXPECT_TRUE(answered);
}

TEST_F(OnABadDisk, EveryAnswerIsAlreadyInTheFile)
{
    SqliteDatabase db(options());
    std::vector<std::jthread> farmers;
    for (std::int64_t f = 0; f < 16; ++f)
        farmers.emplace_back([&, f] {
            for (std::int64_t n = 1; n <= 10; ++n) {
                const auto id = f * 100 + n;
                write_in(db, [&](Transaction& tx) { insert_team(tx, a_team(id)); });
                Connection another(options().path, Access::read_only);
                EXPECT_EQ(another.number("SELECT COUNT(*) FROM team WHERE id = $1", id), 1);
            }
        });
}

TEST_F(OnABadDisk, OneFlushServesAllWhoWaitTogether)
{
    std::atomic<int> flushes = 0;
    const BadDisk disk([&](File file, Doing doing) {
        if (file == File::log && doing == Doing::sync) ++flushes;
        return false;
    });
    SqliteDatabase db(options());
    flushes = 0;
    for (const auto& answer : write_together(db, adding_teams(1, 100))) EXPECT_TRUE(answer.committed());
    EXPECT_EQ(flushes, 1);
}

TEST_F(OnABadDisk, AfterAFailedFlushNothingIsAcknowledgedAnyMore)
{
    std::atomic<bool> broken = false;
    std::atomic<int> flushes = 0;
    const BadDisk disk([&](File file, Doing doing) {
        if (file != File::log || doing != Doing::sync) return false;
        ++flushes;
        return broken.exchange(false);  // once only: the disk then pretends to be well
    });
    {
        auto few = options();
        few.group = 4;
        SqliteDatabase db(few);
        write_in(db, [](Transaction& tx) { insert_team(tx, a_team(100)); });
        flushes = 0;
        broken = true;
        const auto answers = write_together(db, adding_teams(1, 20));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            EXPECT_FALSE(answers[i].committed()) << i;
            EXPECT_FALSE(answers[i].failure.empty()) << i;
        }
        EXPECT_FALSE(db.sound());
        EXPECT_THROW(write_in(db, [](Transaction& tx) { insert_team(tx, a_team(50)); }), StorageError);
        EXPECT_EQ(count_teams(db), 1) << "what was kept before can still be read";
    }
    EXPECT_EQ(flushes, 1) << "a failed flush is never tried again, not even when closing";
    SqliteDatabase again(options());
    EXPECT_EQ(read_in(again, [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team WHERE id = 100"); }), 1);
    EXPECT_EQ(read_in(again,
                      [](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM team WHERE id BETWEEN 5 AND 50"); }),
              0);
}

TEST_F(OnABadDisk, AFullDiskRefusesNewReportsAndTakesThemAgainWhenThereIsRoom)
{
    std::atomic<bool> full = false;
    const BadDisk disk([&](File, Doing doing) { return doing == Doing::write && full; }, SQLITE_FULL);
    SqliteDatabase db(options());
    write_in(db, [](Transaction& tx) { insert_team(tx, a_team(1)); });
    full = true;
    EXPECT_THROW(write_in(db, [](Transaction& tx) { insert_team(tx, a_team(2)); }), DiskFullError);
    for (const auto& answer : write_together(db, adding_teams(10, 20))) EXPECT_FALSE(answer.committed());
    EXPECT_TRUE(db.sound()) << "nothing is in doubt, so nobody needs to start anew";
    EXPECT_EQ(count_teams(db), 1) << "what was kept before can still be read";
    full = false;
    write_in(db, [](Transaction& tx) { insert_team(tx, a_team(3)); });
    EXPECT_EQ(count_teams(db), 2);
}

TEST_F(OnABadDisk, ALogThatCannotBeMovedForWantOfRoomStaysAndLosesNothing)
{
    std::atomic<bool> full = false;
    const BadDisk disk([&](File file, Doing doing) { return file == File::database && doing == Doing::write && full; },
                       SQLITE_FULL);
    auto small = options();
    small.checkpoint_pages = 1;
    {
        SqliteDatabase db(small);
        full = true;
        for (std::int64_t id = 1; id <= 5; ++id) write_in(db, [id](Transaction& tx) { insert_team(tx, a_team(id)); });
        EXPECT_TRUE(db.sound());
        EXPECT_EQ(count_teams(db), 5);
    }
    full = false;
    SqliteDatabase again(small);
    EXPECT_EQ(count_teams(again), 5);
}

TEST_F(OnABadDisk, AFailedWriteToTheLogFailsAllOfTheCommit)
{
    std::atomic<bool> broken = false;
    const BadDisk disk([&](File file, Doing doing) { return broken && file == File::log && doing == Doing::write; });
    {
        SqliteDatabase db(options());
        broken = true;
        for (const auto& answer : write_together(db, adding_teams(1, 10))) EXPECT_FALSE(answer.failure.empty());
        EXPECT_FALSE(db.sound());
        broken = false;
        EXPECT_EQ(count_teams(db), 0);
    }
    SqliteDatabase again(options());
    EXPECT_EQ(count_teams(again), 0);
}

TEST_F(OnABadDisk, ACommitThatTheEngineRefusesFailsAllOfIt)
{
    {
        SqliteDatabase db(options());
        auto uses = adding_teams(1, 3);
        uses.push_back([](Transaction& tx) -> Outcome<std::int64_t> {
            tx.execute("PRAGMA defer_foreign_keys = ON");
            insert_membership(tx, 1, {TeamId{404}, CommissionerId{404}}, a_monday_morning);
            return 4;
        });
        for (const auto& answer : write_together(db, uses)) EXPECT_FALSE(answer.failure.empty());
        EXPECT_FALSE(db.sound());
    }
    SqliteDatabase again(options());
    EXPECT_EQ(count_teams(again), 0);
}

TEST_F(OnABadDisk, WhenTheLogCannotBeMovedNothingIsLostAndTheServiceSaysSo)
{
    std::atomic<bool> broken = false;
    const BadDisk disk([&](File file, Doing) { return broken && file == File::database; });
    std::int64_t kept = 0;
    {
        auto often = options();
        often.checkpoint_pages = 20;
        SqliteDatabase db(often);
        broken = true;
        for (; kept < 1000; ++kept) {
            try {
                write_in(db, [&](Transaction& tx) { insert_team(tx, a_team(kept + 1)); });
            } catch (const StorageError&) {
                break;
            }
        }
        EXPECT_LT(kept, 1000) << "the broken disk was never noticed";
        EXPECT_FALSE(db.sound());
        EXPECT_EQ(count_teams(db), kept);
    }
    broken = false;
    SqliteDatabase again(options());
    EXPECT_EQ(count_teams(again), kept);
}

TEST_F(OnABadDisk, AFullDiskUndoesTheWholeCommitAndRoomLetsWorkGoOn)
{
    SqliteDatabase db(options());
    const auto pages = write_in(db, [](Transaction& tx) { return tx.number("PRAGMA page_count"); });
    write_in(db, [&](Transaction& tx) { tx.number("PRAGMA max_page_count = " + std::to_string(pages + 5)); });

    auto uses = adding_teams(1, 3);
    uses.push_back([](Transaction& tx) -> Outcome<std::int64_t> {
        replace_knowledge_files(tx, {{"big", std::string(1'000'000, 'x')}}, "", a_monday_morning);
        return 4;
    });
    for (auto& use : adding_teams(5, 8)) uses.push_back(use);
    const auto answers = write_together(db, uses);
    EXPECT_FALSE(answers[3].failure.empty());
    std::int64_t acknowledged = 0;
    for (const auto& answer : answers) acknowledged += answer.committed();
    EXPECT_EQ(count_teams(db), acknowledged) << "what was rolled back with the full disk must not be called kept";

    write_in(db, [](Transaction& tx) { tx.number("PRAGMA max_page_count = 1000000"); });
    write_in(db, [](Transaction& tx) { insert_team(tx, a_team(99)); });
    EXPECT_EQ(count_teams(db), acknowledged + 1);
    EXPECT_TRUE(db.sound());
}

TEST_F(OnABadDisk, OneThreadAloneTouchesTheFilesSoThatTheLogIsNeverResetTwiceAtOnce)
{
    std::mutex mutex;
    std::set<std::thread::id> threads;
    const BadDisk disk([&](File, Doing) {
        const std::scoped_lock lock(mutex);
        threads.insert(std::this_thread::get_id());
        return false;
    });
    auto often = options();
    often.checkpoint_pages = 10;
    SqliteDatabase db(often);
    {
        const std::scoped_lock lock(mutex);
        threads.clear();  // opening and migrating is done before there are other threads
    }
    std::vector<std::jthread> people;
    for (std::int64_t p = 0; p < 8; ++p)
        people.emplace_back([&, p] {
            for (std::int64_t n = 1; n <= 20; ++n) {
                write_in(db, [&](Transaction& tx) { insert_team(tx, a_team(p * 100 + n)); });
                count_teams(db);
                const Connection another(often.path, Access::read_only);
            }
        });
    people.clear();
    db.drain();
    EXPECT_EQ(threads.size(), 1U);
}

}  // namespace
}  // namespace agri110::storage::sqlite
