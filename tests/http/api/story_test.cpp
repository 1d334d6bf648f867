// A report's life over HTTP, and what happens when people do the wrong thing at the wrong time.
#include <gtest/gtest.h>

#include "service/statistics.hpp"
#include "service/timers.hpp"
#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

using nlohmann::json;

const json nothing = json::object();

class Story : public OnEveryEngine {
protected:
    std::string worker = service.cookie("commissioner");

    json answered() const
    {
        auto receipt = service.told();
        EXPECT_EQ(service.post(path_of(receipt) + "/acceptance", nothing, worker).status, 201);
        EXPECT_EQ(service.post(path_of(receipt) + "/answers", {{"text", "先看虫口"}}, worker).status, 201);
        return receipt;
    }
    std::string state_of(const json& receipt) const { return service.get(track_of(receipt)).json().at("state"); }
};
ON_EVERY_ENGINE(Story);

TEST_P(Story, AFarmerIsToldWhoHasItByWhenAndWhatIfLate)
{
    const auto receipt = service.told();
    EXPECT_EQ(receipt.at("state"), "assigned");
    const auto& note = receipt.at("assignment");
    EXPECT_EQ(note.at("commissioner").at("name"), "commissioner");
    EXPECT_EQ(note.at("respond_by"), "2026-11-23T14:00:00+08:00");
    EXPECT_FALSE(note.at("if_late").get<std::string>().empty());
    EXPECT_FALSE(note.at("explanation").empty());
    EXPECT_EQ(receipt.at("understanding").at("crops").at(0).at("id"), "tea");
    EXPECT_EQ(receipt.at("understanding").at("kind"), "pest");
}

TEST_P(Story, AnAnswerConfirmedAsSolvedIsCountedAsSolvedAndOnTime)
{
    const auto receipt = answered();
    EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}, {"score", 5}}).status, 201);
    EXPECT_EQ(state_of(receipt), "closed");
    const auto totals = service.get("/api/statistics/532822?by=crop", service.cookie("official")).json().at("totals");
    EXPECT_EQ(totals.at("reports"), 1);
    EXPECT_EQ(totals.at("solved"), 1);
    EXPECT_EQ(totals.at("on_time"), 1);
    EXPECT_EQ(totals.at("open"), 0);
    EXPECT_TRUE(totals.at("solved_rate").is_null()) << "one case is no sample";
    const auto recount = service.db().write_now(service::recount, false).value();
    EXPECT_EQ(recount.wrong_counters + recount.wrong_loads, 0U);
}

TEST_P(Story, ASecondConfirmationIsRefusedAndChangesNothing)
{
    const auto receipt = answered();
    service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}});
    const auto again = service.post(track_of(receipt) + "/confirmation", {{"outcome", "unsolved"}});
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "confirmation.already");
    EXPECT_EQ(state_of(receipt), "closed");
}

TEST_P(Story, NobodyConfirmsWhatWasNeverAnswered)
{
    const auto receipt = service.told();
    EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}}).code(),
              "confirmation.no_answer");
}

TEST_P(Story, UnsolvedGoesBackToWorkInsteadOfBeingClosed)
{
    const auto receipt = answered();
    EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "unsolved"}}).status, 201);
    EXPECT_EQ(state_of(receipt), "accepted");
    EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "unsolved"}}).code(),
              "confirmation.already");
}

TEST_P(Story, AReplyAfterTheAnswerMakesTheNextAnswerDue)
{
    const auto receipt = answered();
    EXPECT_EQ(service.post(track_of(receipt) + "/messages", {{"text", "打了还是有"}}).status, 201);
    const auto row = service.get("/api/reports?mine=1&open=1", worker).json().at("reports").at(0);
    EXPECT_EQ(row.at("state"), "accepted");
    EXPECT_TRUE(row.at("reporter_waits"));
    EXPECT_EQ(row.at("deadline").at("kind"), "answer");
}

TEST_P(Story, AnOfferNobodyTakesGoesOnToTheOfficeAndIsNotLost)
{
    const auto receipt = service.told();
    service.clock().advance(std::chrono::hours(5));
    const auto due = service.db().read_now(service::find_due, service.context(), 10).value();
    ASSERT_EQ(due.size(), 1U);
    EXPECT_TRUE(service.db().write_now(service::pass_deadline, service.context(), due.front()).value());
    EXPECT_EQ(state_of(receipt), "triage");
    EXPECT_FALSE(service.db().write_now(service::pass_deadline, service.context(), due.front()).value())
        << "a timer fires once";
    const auto queue = service.get("/api/reports?state=triage", service.cookie("operator")).json().at("reports");
    EXPECT_EQ(queue.size(), 1U);
}

TEST_P(Story, RefusingGivesTheReportAwayWithTheReasonKept)
{
    const auto receipt = service.told();
    EXPECT_EQ(service.post(path_of(receipt) + "/refusal", {{"reason", "too_busy"}, {"note", "下乡"}}, worker).status,
              201);
    EXPECT_EQ(service.get(path_of(receipt), worker).status, 404) << "what is no longer mine does not exist for me";
    const auto decisions =
        service.get(path_of(receipt) + "/routing", service.cookie("official")).json().at("decisions");
    EXPECT_EQ(decisions.size(), 2U);
    EXPECT_NE(decisions.at(0).dump().find("declined"), std::string::npos);
}

TEST_P(Story, AnAnswerWithoutAWordFromTheFarmerClosesAsNoFeedbackNotAsSolved)
{
    const auto receipt = answered();
    service.clock().advance(std::chrono::days(8));
    const auto all_due = service.db().read_now(service::find_due, service.context(), 10).value();
    for (const auto& due : all_due) service.db().write_now(service::pass_deadline, service.context(), due).value();
    EXPECT_EQ(state_of(receipt), "closed");
    const auto totals = service.get("/api/statistics/532822", service.log_in("13700000002")).json().at("totals");
    EXPECT_EQ(totals.at("no_feedback"), 1);
    EXPECT_EQ(totals.at("solved"), 0);
}

TEST_P(Story, SuspendingACommissionerMovesTheOpenWorkOn)
{
    const auto receipt = service.told();
    const auto person = "/api/commissioners/" + std::to_string(service.commissioner().value);
    EXPECT_EQ(service.post(person + "/suspension", {{"reason", "调离"}}, service.cookie("official")).status, 201);
    EXPECT_EQ(state_of(receipt), "triage");
    EXPECT_EQ(service.told().at("state"), "triage") << "nobody is turned away because nobody is free";
}

TEST_P(Story, AnOperatorPlacesByHandWhatTheRulesCouldNot)
{
    auto draft = service.draft();
    draft["text"] = "家里有事想问问";
    const auto receipt = service.post("/api/reports", draft).json();
    EXPECT_EQ(receipt.at("state"), "triage");
    const auto assigned =
        service.post(path_of(receipt) + "/transfer",
                     {{"reason", "问茶"}, {"commissioner", std::to_string(service.commissioner().value)}},
                     service.cookie("operator"));
    EXPECT_EQ(assigned.status, 201) << assigned.body;
    EXPECT_EQ(assigned.json().at("state"), "assigned");
}

TEST_P(Story, TwoPeopleWithOldPagesDoNotOverwriteEachOther)
{
    const auto receipt = service.told();
    const Ask late{.method = "POST",
                   .path = path_of(receipt) + "/acceptance",
                   .body = "{}",
                   .cookie = worker,
                   .headers = {{"If-Match", "\"99\""}}};
    const auto answer = service.ask(late);
    EXPECT_EQ(answer.status, 412);
    EXPECT_EQ(answer.code(), "report.stale");
    EXPECT_EQ(state_of(receipt), "assigned");
}

TEST_P(Story, TheSameKeyGetsTheFirstAnswerAlsoAfterARestart)
{
    const Ask once{.method = "POST",
                   .path = "/api/reports",
                   .body = service.draft().dump(),
                   .headers = {{"Idempotency-Key", "key-0001"}}};
    const auto first = service.ask(once);
    EXPECT_EQ(first.status, 201);
    service.restart();
    const auto second = service.ask(once);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
    auto other = once;
    other.body = [&] {
        auto draft = service.draft();
        draft["text"] = "换了一个问题，鸡不吃食";
        return draft.dump();
    }();
    EXPECT_EQ(service.ask(other).code(), "idempotency.reused");
    EXPECT_EQ(service.get("/api/reports", service.cookie("official")).json().at("reports").size(), 1U);
}

TEST_P(Story, AnExpiredSessionHasToLogInAgain)
{
    service.clock().advance(std::chrono::hours(13));
    const auto answer = service.get("/api/reports", worker);
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.code(), "session.none");
}

TEST_P(Story, LoggingOutEndsTheSessionOnTheServer)
{
    EXPECT_EQ(service.ask({.method = "DELETE", .path = "/api/session", .cookie = worker}).status, 204);
    EXPECT_EQ(service.get("/api/session", worker).status, 401);
}

TEST_P(Story, GuessingAPasswordIsStopped)
{
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(service.post("/api/session", {{"phone", "13700000002"}, {"password", "wrong-one"}}).status, 401);
    EXPECT_EQ(service.post("/api/session", {{"phone", "13700000002"}, {"password", "test-password-110"}}).status, 429);
    service.clock().advance(std::chrono::minutes(16));
    EXPECT_EQ(service.post("/api/session", {{"phone", "13700000002"}, {"password", "test-password-110"}}).status, 200);
}

TEST_P(Story, AWrongCodeShowsNobodysReports)
{
    service.told();
    EXPECT_EQ(service.post("/api/phone-codes", {{"phone", "13800000001"}}).status, 202);
    const auto answer = service.post("/api/my-reports", {{"phone", "13800000001"}, {"code", "000000"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.body.find("tracking"), std::string::npos);
}

TEST_P(Story, ADuplicatePointsToTheOtherReportAndCanBeUndone)
{
    const auto first = service.told();
    const auto second = service.told();
    const auto marked =
        service.post(path_of(second) + "/duplicate", {{"of", first.at("number")}}, service.cookie("operator"));
    EXPECT_EQ(marked.status, 201) << marked.body;
    EXPECT_EQ(marked.json().at("duplicate_of").at("number"), first.at("number"));
    EXPECT_EQ(
        service.post(path_of(second) + "/duplicate", {{"of", second.at("number")}}, service.cookie("operator")).status,
        422);
    EXPECT_EQ(
        service.post(path_of(second) + "/reopening", {{"reason", "不是一件事"}}, service.cookie("operator")).status,
        201);
}

}  // namespace
}  // namespace agri110::test
