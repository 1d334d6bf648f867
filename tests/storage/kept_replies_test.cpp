// Answers under idempotency keys: a phone that asks twice on a bad line reports once and gets the same answer.
#include "storage/kept_replies.hpp"

#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;

class KeptReplies : public OnEveryEngine {};
ON_EVERY_ENGINE(KeptReplies);

TEST_P(KeptReplies, TheSameKeyGetsTheSameAnswerAlsoAfterARestart)
{
    write([](Transaction& tx) {
        insert_kept_reply(tx, "key", {"request", 201, R"({"number":"260302-000001"})"}, a_monday_morning);
    });
    reopen();
    read([](Transaction& tx) {
        const auto reply = find_kept_reply(tx, "key").value();
        EXPECT_EQ(reply.request_hash, "request");
        EXPECT_EQ(reply.status, 201);
        EXPECT_EQ(reply.body, R"({"number":"260302-000001"})");
        EXPECT_FALSE(find_kept_reply(tx, "another"));
    });
}

TEST_P(KeptReplies, TheFirstAnswerIsNeverReplaced)
{
    write([](Transaction& tx) { insert_kept_reply(tx, "key", {"request", 201, "first"}, a_monday_morning); });
    EXPECT_NE(constraint_that_stops(
                  [](Transaction& tx) { insert_kept_reply(tx, "key", {"request", 201, "second"}, a_monday_morning); }),
              "");
    EXPECT_EQ(read([](Transaction& tx) { return find_kept_reply(tx, "key").value().body; }), "first");
}

TEST_P(KeptReplies, OnlyOldAnswersAreForgotten)
{
    write([](Transaction& tx) {
        insert_kept_reply(tx, "old", {"", 201, ""}, a_monday_morning - 1ms);
        insert_kept_reply(tx, "new", {"", 201, ""}, a_monday_morning);
        remove_old_replies(tx, a_monday_morning);
        EXPECT_FALSE(find_kept_reply(tx, "old"));
        EXPECT_TRUE(find_kept_reply(tx, "new"));
    });
}

}  // namespace
}  // namespace agri110
