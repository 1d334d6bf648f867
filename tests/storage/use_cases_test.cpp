// What Database promises to whoever waits for an answer: all or nothing, durable before the answer, nobody else's
// fault.
#include <algorithm>
#include <array>
#include <atomic>
#include <stdexcept>
#include <thread>

#include "storage/migrations.hpp"
#include "storage/people.hpp"
#include "storage/teams.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;

class UseCases : public OnEveryEngine {
protected:
    static void note(Transaction& tx, std::int64_t id) { insert_team(tx, a_team(id)); }
    std::vector<std::int64_t> noted()
    {
        return read([](Transaction& tx) {
            return tx.rows("SELECT id FROM team ORDER BY id", [](const Row& row) { return row.integer(0); });
        });
    }
};
ON_EVERY_ENGINE(UseCases);

Outcome<int> add_team_then_refuse(Transaction& tx, std::int64_t id)
{
    insert_team(tx, a_team(id));
    return refuse(Fault::conflict, "team.unwanted");
}

Outcome<int> add_team_then_break(Transaction& tx, std::int64_t id)
{
    insert_team(tx, a_team(id));
    throw std::runtime_error("a bug");
}

Outcome<std::int64_t> count_teams(Transaction& tx)
{
    return tx.number("SELECT COUNT(*) FROM team");
}

boost::asio::awaitable<void> add_and_count(Database& db, std::int64_t& counted)
{
    const Work add = [](Transaction& tx) { insert_team(tx, a_team(1)); };
    co_await db.write(run_work, add);
    const auto found = co_await db.read(count_teams);
    counted = found.value();
}

TEST_P(UseCases, AValueIsKept)
{
    write([](Transaction& tx) { note(tx, 1); });
    EXPECT_EQ(noted(), (std::vector<std::int64_t>{1}));
}

TEST_P(UseCases, ARefusalLeavesNothingBehindAndReachesTheCaller)
{
    const auto refused = db().write_now(add_team_then_refuse, 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "team.unwanted");
    EXPECT_TRUE(noted().empty());
}

TEST_P(UseCases, AnExceptionLeavesNothingBehindAndReachesTheCaller)
{
    EXPECT_THROW((void)db().write_now(add_team_then_break, 1), std::runtime_error);
    EXPECT_TRUE(noted().empty());
    EXPECT_TRUE(db().sound()) << "a bug in one use case must not stop the service";
    write([](Transaction& tx) { note(tx, 2); });
    EXPECT_EQ(noted().size(), 1U);
}

TEST_P(UseCases, AReaderChangesNothing)
{
    EXPECT_THROW(read([](Transaction& tx) { note(tx, 1); }), StorageError);
    EXPECT_TRUE(noted().empty());
}

TEST_P(UseCases, WhoeverWaitsInACoroutineReadsItsOwnWriting)
{
    boost::asio::io_context io;
    std::int64_t counted = 0;
    boost::asio::co_spawn(io, add_and_count(db(), counted), boost::asio::detached);
    io.run();
    EXPECT_EQ(counted, 1);
}

TEST_P(UseCases, FaultsOfOthersInTheSameCommitCostNobodyElseHisReport)
{
    std::vector<SmallUse> uses;
    for (std::int64_t id = 1; id <= 60; ++id)
        uses.push_back([id](Transaction& tx) -> Outcome<std::int64_t> {
            note(tx, id);
            if (id % 3 == 1) return refuse(Fault::invalid, "refused");
            if (id % 3 == 2) throw std::runtime_error("broken");
            return id;
        });
    const auto answers = write_together(db(), uses);

    std::vector<std::int64_t> expected;
    for (std::int64_t id = 1; id <= 60; ++id) {
        const auto& answer = answers[static_cast<std::size_t>(id - 1)];
        if (id % 3 == 0) expected.push_back(id);
        EXPECT_EQ(answer.committed(), id % 3 == 0) << id;
        EXPECT_EQ(answer.outcome && !answer.outcome->has_value(), id % 3 == 1) << id;
        EXPECT_EQ(answer.failure, id % 3 == 2 ? "broken" : "") << id;
    }
    EXPECT_EQ(noted(), expected);
}

TEST_P(UseCases, AConstraintBrokenInTheSameCommitUndoesOnlyTheSecond)
{
    const SmallUse add = [](Transaction& tx) -> Outcome<std::int64_t> {
        note(tx, 7);
        return 7;
    };
    const auto answers = write_together(db(), {add, add, add});
    EXPECT_TRUE(answers[0].committed());
    EXPECT_FALSE(answers[1].failure.empty());
    EXPECT_FALSE(answers[2].failure.empty());
    EXPECT_EQ(noted(), (std::vector<std::int64_t>{7}));
}

TEST_P(UseCases, ReportsOf64PeopleAtOnceAreAllKeptAndEachIsCountedOnce)
{
    constexpr int people = 64;
    constexpr int each = 40;
    write([](Transaction& tx) { insert_commissioner(tx, a_commissioner(1), a_monday_morning); });

    std::atomic<int> acknowledged = 0;
    std::vector<std::thread> threads;
    for (int p = 0; p < people; ++p)
        threads.emplace_back([&, p] {
            for (int n = 0; n < each; ++n) {
                write([&](Transaction& tx) {
                    note(tx, 1 + p * each + n);
                    add_load(tx, CommissionerId{1}, 1, 0, 0);
                });
                ++acknowledged;
            }
        });
    for (auto& thread : threads) thread.join();

    EXPECT_EQ(acknowledged, people * each);
    reopen();
    EXPECT_EQ(noted().size(), static_cast<std::size_t>(people * each));
    const auto loads = read([](Transaction& tx) { return list_all_loads(tx); });
    ASSERT_EQ(loads.size(), 1U);
    EXPECT_EQ(loads[0].second.open, people * each) << "no addition may be lost between two people";
}

/// How much commissioner 1 has in hand, as the next use case of the same commit sees it.
std::int64_t in_hand(Transaction& tx)
{
    return list_loads(tx, std::array{CommissionerId{1}}).front().second.open;
}

TEST_P(UseCases, ALimitHoldsWithinOneCommitToo)
{
    constexpr int limit = 5;
    write([](Transaction& tx) { insert_commissioner(tx, a_commissioner(1), a_monday_morning); });
    const SmallUse take = [](Transaction& tx) -> Outcome<std::int64_t> {
        if (in_hand(tx) >= limit) return refuse(Fault::conflict, "full");
        add_load(tx, CommissionerId{1}, 1, 0, 0);
        return in_hand(tx);
    };
    const auto answers = write_together(db(), std::vector<SmallUse>(20, take));
    EXPECT_EQ(std::ranges::count_if(answers, &storage::Answer::committed), limit);
    EXPECT_EQ(read(in_hand), limit);
}

TEST_P(UseCases, WhatARefusedUseCaseHadCountedIsNotKeptWithTheOthersOfItsCommit)
{
    write([](Transaction& tx) { insert_commissioner(tx, a_commissioner(1), a_monday_morning); });
    std::vector<SmallUse> uses;
    for (int n = 0; n < 30; ++n)
        uses.push_back([n](Transaction& tx) -> Outcome<std::int64_t> {
            add_load(tx, CommissionerId{1}, 1, 0, 0);
            if (n % 3 == 1) return refuse(Fault::invalid, "refused");
            if (n % 3 == 2) throw std::runtime_error("broken");
            return 1;
        });
    write_together(db(), uses);
    EXPECT_EQ(read(in_hand), 10);
}

TEST_P(UseCases, AReaderSeesWhatOthersHaveCommittedMeanwhile)
{
    write([](Transaction& tx) { insert_commissioner(tx, a_commissioner(1), a_monday_morning); });
    for (int n = 1; n <= 3; ++n) {
        write([](Transaction& tx) { add_load(tx, CommissionerId{1}, 1, 0, 0); });
        EXPECT_EQ(read(in_hand), n);
    }
}

TEST_P(UseCases, StoppingFinishesWhatWasAcceptedAndRefusesTheRest)
{
    std::vector<SmallUse> uses;
    for (std::int64_t id = 1; id <= 20; ++id)
        uses.push_back([id](Transaction& tx) -> Outcome<std::int64_t> {
            note(tx, id);
            return id;
        });
    for (const auto& answer : write_together(db(), uses)) EXPECT_TRUE(answer.committed());
    db().drain();
    EXPECT_THROW(write([](Transaction& tx) { note(tx, 99); }), StorageError);
    EXPECT_THROW((void)db().read_now(count_teams), StorageError);
    reopen();
    EXPECT_EQ(noted().size(), 20U);
}

TEST_P(UseCases, ARequestThatComesAfterTheStopGetsAnErrorNotACrash)
{
    db().drain();
    boost::asio::io_context io;
    storage::Answer answer;
    const SmallUse add = [](Transaction& tx) -> Outcome<std::int64_t> {
        note(tx, 1);
        return 1;
    };
    boost::asio::co_spawn(io, answer_one(db(), add, answer), boost::asio::detached);
    io.run();
    EXPECT_FALSE(answer.failure.empty());
}

TEST_P(UseCases, ReopeningKeepsEverything)
{
    keep(a_report(1).build());
    write([](Transaction& tx) { note(tx, 1); });
    const auto before = kept(1);
    reopen();
    EXPECT_EQ(kept(1).text, before.text);
    EXPECT_EQ(noted().size(), 1U);
    EXPECT_EQ(read([](Transaction& tx) { return schema_version(tx); }), newest_schema());
}

TEST_P(UseCases, ATextWithAZeroByteIsRefusedWholeInsteadOfCut)
{
    const auto store = [](Transaction& tx) {
        auto team = a_team(1);
        team.name += std::string(1, '\0') + "rest";
        insert_team(tx, team);
    };
    EXPECT_THROW(write(store), StorageError);
    EXPECT_TRUE(noted().empty());
}

}  // namespace
}  // namespace agri110
