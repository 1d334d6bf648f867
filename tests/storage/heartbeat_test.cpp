// What the next start knows of the time before it, so that a wrong clock is noticed and order is kept.
#include "storage/heartbeat.hpp"

#include "storage/history.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;

class Heartbeat : public OnEveryEngine {};
ON_EVERY_ENGINE(Heartbeat);

TEST_P(Heartbeat, ANewDatabaseKnowsOfNoTimeBefore)
{
    EXPECT_EQ(read([](Transaction& tx) { return last_moment(tx); }), std::nullopt);
    EXPECT_EQ(read([](Transaction& tx) { return newest_id(tx); }), 0);
}

TEST_P(Heartbeat, TheLastMomentIsThatOfTheLastBeatOrEvent)
{
    keep(a_report(1).build());
    const auto event = [](std::int64_t id, Instant at) {
        return Event{{id}, {1}, at, {Party::system, {}, ""}, "assign", std::nullopt, State::assigned, ""};
    };
    write([&](Transaction& tx) { append_event(tx, event(11, a_monday_morning)); });
    EXPECT_EQ(read([](Transaction& tx) { return last_moment(tx); }), a_monday_morning);
    write([&](Transaction& tx) { beat(tx, a_monday_morning + 10min); });
    EXPECT_EQ(read([](Transaction& tx) { return last_moment(tx); }), a_monday_morning + 10min);
    write([&](Transaction& tx) { append_event(tx, event(5000, a_monday_morning + 1h)); });
    EXPECT_EQ(read([](Transaction& tx) { return last_moment(tx); }), a_monday_morning + 1h);
    EXPECT_GE(read([](Transaction& tx) { return newest_id(tx); }), 5000);
}

}  // namespace
}  // namespace agri110
