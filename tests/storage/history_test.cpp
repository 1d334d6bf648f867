// A report's history is what people argue about later: nothing in it is lost, reordered or rewritten.
#include "storage/history.hpp"

#include <gmock/gmock.h>

#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class History : public OnEveryEngine {
protected:
    void SetUp() override
    {
        OnEveryEngine::SetUp();
        for (const auto id : {1, 2, 3}) keep(a_report(id).build());
    }
    static std::vector<std::pair<std::int64_t, DeadlineKind>> due(Transaction& tx, Instant now, int most = 100)
    {
        std::vector<std::pair<std::int64_t, DeadlineKind>> found;
        for (const auto& d : list_due_deadlines(tx, now, most)) found.emplace_back(d.report.value, d.kind);
        return found;
    }
};
ON_EVERY_ENGINE(History);

TEST_P(History, EventsComeBackWholeAndInOrder)
{
    const Event told{{11},     {1},          a_monday_morning, {Party::reporter, {}, "岩温"},
                     "submit", std::nullopt, State::submitted, "web"};
    const Event given{
        {12}, {1}, a_monday_morning + 1s, {Party::system, {}, ""}, "assign", State::submitted, State::assigned, "原因"};
    const Event taken{
        {13}, {1}, a_monday_morning + 1h, {Party::holder, {77}, "玉香"}, "accept", State::assigned, State::accepted,
        ""};
    write([&](Transaction& tx) {
        append_event(tx, taken);
        append_event(tx, told);
        append_event(tx, given);
        append_event(tx, {{14}, {2}, a_monday_morning, {}, "submit", std::nullopt, State::submitted, ""});
    });
    const auto events = read([](Transaction& tx) { return list_events(tx, ReportId{1}); });
    ASSERT_EQ(events.size(), 3U);
    const Event* expected[] = {&told, &given, &taken};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(events[i].id, expected[i]->id);
        EXPECT_EQ(events[i].report, expected[i]->report);
        EXPECT_EQ(events[i].at, expected[i]->at);
        EXPECT_EQ(events[i].author.party, expected[i]->author.party);
        EXPECT_EQ(events[i].author.account, expected[i]->author.account);
        EXPECT_EQ(events[i].author.name, expected[i]->author.name);
        EXPECT_EQ(events[i].action, expected[i]->action);
        EXPECT_EQ(events[i].from, expected[i]->from);
        EXPECT_EQ(events[i].to, expected[i]->to);
        EXPECT_EQ(events[i].note, expected[i]->note);
    }
}

TEST_P(History, AnEventCannotBeWrittenTwice)
{
    const Event once{{11}, {1}, a_monday_morning, {}, "submit", std::nullopt, State::submitted, ""};
    write([&](Transaction& tx) { append_event(tx, once); });
    EXPECT_THROW(write([&](Transaction& tx) { append_event(tx, once); }), StorageError);
}

TEST_P(History, MessagesComeBackInTheOrderInWhichTheyWereSaid)
{
    write([](Transaction& tx) {
        insert_message(
            tx,
            {{22}, {1}, a_monday_morning + 2h, MessageKind::answer, {Party::holder, {7}, "玉香"}, "换一种药\n少量"});
        insert_message(
            tx, {{21}, {1}, a_monday_morning + 1h, MessageKind::reply, {Party::reporter, {}, "岩温"}, "还在掉叶"});
        insert_message(tx, {{23}, {2}, a_monday_morning, MessageKind::question, {}, "别人的"});
    });
    const auto messages = read([](Transaction& tx) { return list_messages(tx, ReportId{1}); });
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "还在掉叶");
    EXPECT_EQ(messages[0].kind, MessageKind::reply);
    EXPECT_EQ(messages[1].text, "换一种药\n少量");
    EXPECT_EQ(messages[1].author.account, AccountId{7});
    EXPECT_EQ(messages[1].author.party, Party::holder);
    EXPECT_EQ(messages[1].at, a_monday_morning + 2h);
}

TEST_P(History, WhoRefusedOrSleptIsNotAskedAgain)
{
    std::int64_t next = 1;
    const auto offer_to = [&](Transaction& tx, std::int64_t person, OfferOutcome ended) {
        insert_assignment(
            tx, {{next++}, {1}, {3}, {person}, a_monday_morning, a_monday_morning + 4h, OfferOutcome::open, ""});
        if (ended != OfferOutcome::open) change_open_assignment(tx, ReportId{1}, ended, "note");
    };
    write([&](Transaction& tx) {
        offer_to(tx, 7, OfferOutcome::refused);
        offer_to(tx, 8, OfferOutcome::lapsed);
        offer_to(tx, 9, OfferOutcome::moved);
        offer_to(tx, 10, OfferOutcome::accepted);
        change_open_assignment(tx, ReportId{1}, OfferOutcome::finished, "");
        offer_to(tx, 11, OfferOutcome::open);
        insert_assignment(tx, {{50}, {2}, {}, {12}, a_monday_morning, a_monday_morning, OfferOutcome::refused, ""});
    });
    read([](Transaction& tx) {
        EXPECT_THAT(list_declined(tx, ReportId{1}), ElementsAre(CommissionerId{7}, CommissionerId{8}));
        EXPECT_THAT(list_declined(tx, ReportId{2}), ElementsAre(CommissionerId{12}));
        EXPECT_THAT(list_declined(tx, ReportId{3}), IsEmpty());
    });
}

TEST_P(History, EndingAnOfferTouchesOnlyTheOneThatIsOpenOnThisReport)
{
    write([](Transaction& tx) {
        insert_assignment(tx, {{1}, {1}, {}, {7}, a_monday_morning, a_monday_morning, OfferOutcome::refused, "太远"});
        insert_assignment(tx, {{2}, {1}, {}, {8}, a_monday_morning, a_monday_morning, OfferOutcome::open, ""});
        insert_assignment(tx, {{3}, {2}, {}, {8}, a_monday_morning, a_monday_morning, OfferOutcome::open, ""});
        change_open_assignment(tx, ReportId{1}, OfferOutcome::lapsed, "没有回应");
    });
    const auto rows = read([](Transaction& tx) {
        return tx.rows("SELECT outcome, note FROM assignment ORDER BY id",
                       [](const Row& row) { return row.text(0) + row.text(1); });
    });
    EXPECT_THAT(rows, ElementsAre("refused太远", "lapsed没有回应", "open"));
}

TEST_P(History, WhyItWasRoutedIsKeptNewestFirst)
{
    write([](Transaction& tx) {
        insert_routing_decision(tx, 1, ReportId{1}, a_monday_morning, "{\"a\":1}");
        insert_routing_decision(tx, 2, ReportId{1}, a_monday_morning + 1h, "{\"b\":2}");
        insert_routing_decision(tx, 3, ReportId{2}, a_monday_morning, "{}");
    });
    const auto decisions = read([](Transaction& tx) { return list_routing_decisions(tx, ReportId{1}); });
    ASSERT_EQ(decisions.size(), 2U);
    EXPECT_EQ(decisions[0].body, "{\"b\":2}");
    EXPECT_EQ(decisions[0].at, a_monday_morning + 1h);
}

TEST_P(History, APassedDeadlineIsNoticedOnceLongestOverdueFirst)
{
    write([](Transaction& tx) {
        set_deadline(tx, ReportId{1}, {DeadlineKind::accept, a_monday_morning + 2h});
        set_deadline(tx, ReportId{2}, {DeadlineKind::answer, a_monday_morning + 1h});
        set_deadline(tx, ReportId{3}, {DeadlineKind::answer, a_monday_morning + 3h});
    });
    using Due = std::pair<std::int64_t, DeadlineKind>;
    read([](Transaction& tx) {
        EXPECT_THAT(due(tx, a_monday_morning + 1h - 1ms), IsEmpty());
        EXPECT_THAT(due(tx, a_monday_morning + 1h), ElementsAre(Due{2, DeadlineKind::answer}));
        EXPECT_THAT(due(tx, a_monday_morning + 2h),
                    ElementsAre(Due{2, DeadlineKind::answer}, Due{1, DeadlineKind::accept}));
        EXPECT_THAT(due(tx, a_monday_morning + 9h, 1), ElementsAre(Due{2, DeadlineKind::answer}));
    });
    write([](Transaction& tx) { mark_deadline(tx, ReportId{2}, DeadlineKind::answer); });
    read([](Transaction& tx) {
        EXPECT_THAT(due(tx, a_monday_morning + 2h), ElementsAre(Due{1, DeadlineKind::accept}));
        EXPECT_EQ(list_deadlines(tx, ReportId{2}).size(), 1U) << "the report still counts as overdue";
    });
}

TEST_P(History, ADeadlineThatIsStartedAgainIsNoticedAgain)
{
    write([](Transaction& tx) {
        set_deadline(tx, ReportId{1}, {DeadlineKind::answer, a_monday_morning});
        mark_deadline(tx, ReportId{1}, DeadlineKind::answer);
        set_deadline(tx, ReportId{1}, {DeadlineKind::answer, a_monday_morning + 5h});
    });
    read([](Transaction& tx) {
        EXPECT_THAT(due(tx, a_monday_morning + 4h), IsEmpty());
        EXPECT_EQ(due(tx, a_monday_morning + 5h).size(), 1U);
    });
}

TEST_P(History, AStoppedDeadlineIsGoneAndTheOthersRunOn)
{
    write([](Transaction& tx) {
        for (const auto kind : all_deadline_kinds()) set_deadline(tx, ReportId{1}, {kind, a_monday_morning + 1h});
        remove_deadline(tx, ReportId{1}, DeadlineKind::accept);
        remove_deadline(tx, ReportId{1}, DeadlineKind::accept);
    });
    const auto left = read([](Transaction& tx) { return list_deadlines(tx, ReportId{1}); });
    ASSERT_EQ(left.size(), 3U);
    for (const auto& deadline : left) EXPECT_NE(deadline.kind, DeadlineKind::accept);
}

}  // namespace
}  // namespace agri110
