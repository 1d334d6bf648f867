// Several processes on one database act as one: limits hold, and nothing is done twice.
#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "stats/counters.hpp"
#include "storage/outbox.hpp"
#include "tests/storage/postgres/own_database.hpp"

namespace agri110::storage::postgres {
namespace {

Outcome<std::int64_t> claim_one_of_ten(Transaction& tx, std::int64_t id)
{
    if (tx.number("SELECT COUNT(*) FROM team") >= 10) return refuse(Fault::conflict, "full");
    insert_team(tx, a_team(id));
    return id;
}

TEST_F(Postgres, ALimitHoldsWhenSixtyFourAskAtOnceOnTwoProcesses)
{
    PostgresDatabase first(options());
    PostgresDatabase second(options());
    std::atomic<int> served = 0;
    {
        std::vector<std::jthread> clients;
        for (std::int64_t i = 1; i <= 64; ++i)
            clients.emplace_back([&, i] {
                if ((i % 2 == 0 ? first : second).write_now(claim_one_of_ten, i)) ++served;
            });
    }
    EXPECT_EQ(served, 10);
    EXPECT_EQ(teams_in(first), 10);
    EXPECT_EQ(teams_in(second), 10);
}

TEST_F(Postgres, TwoProcessesThatStartTogetherMigrateOnce)
{
    std::vector<std::jthread> starts;
    std::atomic<int> started = 0;
    for (int i = 0; i < 4; ++i)
        starts.emplace_back([&] {
            PostgresDatabase db(options());
            ++started;
        });
    starts.clear();
    EXPECT_EQ(started, 4);
}

Outcome<std::vector<NoticeId>> claim_some(Transaction& tx)
{
    std::vector<NoticeId> ids;
    for (const auto& notice : claim_notices(tx, a_monday_morning, a_monday_morning + std::chrono::minutes{2}, 7))
        ids.push_back(notice.id);
    return ids;
}

TEST_F(Postgres, ANoticeIsTakenByOneProcessOnly)
{
    PostgresDatabase first(options());
    PostgresDatabase second(options());
    write_in(first, [](Transaction& tx) {
        for (std::int64_t id = 1; id <= 200; ++id)
            insert_notice(tx, {NoticeId{id}, "notice.answer", "13800000001", {}}, a_monday_morning);
    });
    std::mutex mutex;
    std::multiset<std::int64_t> taken;
    const auto take_all = [&](Database& db) {
        for (auto ids = db.write_now(claim_some).value(); !ids.empty(); ids = db.write_now(claim_some).value()) {
            const std::scoped_lock lock(mutex);
            for (const auto id : ids) taken.insert(id.value);
        }
    };
    {
        std::vector<std::jthread> processes;
        for (auto* db : {&first, &second, &first, &second}) processes.emplace_back([&, db] { take_all(*db); });
    }
    EXPECT_EQ(taken.size(), 200U);
    EXPECT_EQ(std::set<std::int64_t>(taken.begin(), taken.end()).size(), 200U);
}

TEST_F(Postgres, WhatOneProcessHasAcknowledgedTheOtherShowsAtOnce)
{
    PostgresDatabase first(options());
    PostgresDatabase second(options());
    for (std::int64_t id = 1; id <= 50; ++id) {
        write_in(id % 2 == 0 ? first : second, [&](Transaction& tx) { add_team(tx, id); });
        EXPECT_EQ(teams_in(id % 2 == 0 ? second : first), id);
    }
}

Outcome<bool> tell_and_answer(Transaction& tx, std::int64_t id)
{
    auto report = a_report(id).standing(State::answered).build();
    report.first_answer_at = report.submitted_at + std::chrono::hours{id % 5};
    stats::move_counters(tx, nullptr, report);
    return true;
}

TEST_F(Postgres, NoAnswerTimeIsLostWhenTwoProcessesCountAtOnce)
{
    constexpr std::int64_t answers = 200;
    PostgresDatabase first(options());
    PostgresDatabase second(options());
    std::atomic<std::int64_t> next = 0;
    {
        std::vector<std::jthread> clients;
        for (auto* db : {&first, &second, &first, &second})
            clients.emplace_back([&, db] {
                for (auto id = ++next; id <= answers; id = ++next) db->write_now(tell_and_answer, id).value();
            });
    }
    stats::AnswerTimes expected;
    for (int hours = 0; hours < 5; ++hours) expected.add(stats::bucket_of(std::chrono::hours{hours}), answers / 5);
    const auto month = stats::month_of(a_report(1).build().submitted_at);
    const auto shown = read_in(first, [&](Transaction& tx) { return stats::totals(tx, {530000, month, month}); });
    EXPECT_EQ(shown.answer_times.text(), expected.text());
}

}  // namespace
}  // namespace agri110::storage::postgres
