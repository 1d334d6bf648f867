// The outbox: a notice that was promised is delivered, and by one deliverer at a time.
#include "storage/outbox.hpp"

#include <map>
#include <mutex>
#include <thread>

#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;

class Outbox : public OnEveryEngine {
protected:
    void add(std::int64_t id, Instant at = a_monday_morning)
    {
        write([&](Transaction& tx) {
            insert_notice(tx, {{id}, "assigned", "13900000007", {{"number", "260302-000001"}, {"crop", "茶\"'"}}, 0},
                          at);
        });
    }
    std::vector<std::int64_t> claim(Instant now, int most = 100)
    {
        std::vector<std::int64_t> ids;
        for (const auto& notice : write([&](Transaction& tx) { return claim_notices(tx, now, now + 5min, most); }))
            ids.push_back(notice.id.value);
        return ids;
    }
};
ON_EVERY_ENGINE(Outbox);
using Ids = std::vector<std::int64_t>;

TEST_P(Outbox, ANoticeKeepsItsWords)
{
    add(1);
    const auto claimed =
        write([](Transaction& tx) { return claim_notices(tx, a_monday_morning, a_monday_morning + 5min, 10); });
    ASSERT_EQ(claimed.size(), 1U);
    EXPECT_EQ(claimed[0].template_key, "assigned");
    EXPECT_EQ(claimed[0].phone, "13900000007");
    EXPECT_EQ(claimed[0].arguments,
              (std::map<std::string, std::string>{{"number", "260302-000001"}, {"crop", "茶\"'"}}));
    EXPECT_EQ(claimed[0].tries, 1);
}

TEST_P(Outbox, ANoticeIsTakenOnceAndComesBackWhenItsDelivererDied)
{
    add(1);
    add(2, a_monday_morning + 1h);
    EXPECT_EQ(claim(a_monday_morning - 1ms), Ids{}) << "not before its time";
    EXPECT_EQ(claim(a_monday_morning), Ids{1});
    EXPECT_EQ(claim(a_monday_morning), Ids{});
    EXPECT_EQ(claim(a_monday_morning + 5min - 1ms), Ids{});
    EXPECT_EQ(claim(a_monday_morning + 5min), Ids{1});
}

TEST_P(Outbox, WhatIsSentStaysSentAndWhatFailedIsTriedAgain)
{
    add(1);
    add(2);
    claim(a_monday_morning);
    write([](Transaction& tx) {
        mark_notice_sent(tx, NoticeId{1}, a_monday_morning + 1s);
        mark_notice_failed(tx, NoticeId{2}, a_monday_morning + 30min, "timeout");
    });
    EXPECT_EQ(read([](Transaction& tx) { return count_waiting_notices(tx); }), 1);
    EXPECT_EQ(claim(a_monday_morning + 30min - 1ms), Ids{});
    EXPECT_EQ(claim(a_monday_morning + 24h), Ids{2});
}

TEST_P(Outbox, TheOldestGoFirstWhenThereAreMany)
{
    for (std::int64_t id = 1; id <= 10; ++id) add(id, a_monday_morning - std::chrono::minutes{id});
    EXPECT_EQ(claim(a_monday_morning, 3), (Ids{8, 9, 10}));
    EXPECT_EQ(claim(a_monday_morning, 100).size(), 7U);
}

TEST_P(Outbox, TwoDeliverersAtOnceNeverSendTheSame)
{
    constexpr std::int64_t notices = 300;
    for (std::int64_t id = 1; id <= notices; ++id) add(id);
    std::map<std::int64_t, int> times;
    std::mutex mutex;
    std::vector<std::jthread> deliverers;
    for (int d = 0; d < 4; ++d)
        deliverers.emplace_back([&] {
            for (auto mine = claim(a_monday_morning, 7); !mine.empty(); mine = claim(a_monday_morning, 7)) {
                const std::scoped_lock lock(mutex);
                for (const auto id : mine) ++times[id];
            }
        });
    deliverers.clear();
    EXPECT_EQ(times.size(), static_cast<std::size_t>(notices));
    for (const auto& [id, n] : times) EXPECT_EQ(n, 1) << id;
}

TEST_P(Outbox, ANoticeOfAnUndoneChangeIsNeverSent)
{
    EXPECT_THROW(write([](Transaction& tx) {
                     insert_notice(tx, {{1}, "assigned", "13900000007", {}, 0}, a_monday_morning);
                     throw std::runtime_error("later in the same use case");
                 }),
                 std::runtime_error);
    EXPECT_EQ(claim(a_monday_morning + 24h), Ids{});
}

}  // namespace
}  // namespace agri110
