// People take back a false alert and raise one that was missed; everybody is told the same about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "service/timers.hpp"
#include "storage/outbox.hpp"
#include "storage/reports.hpp"
#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const json nothing = json::object();
const json harmless{{"alert", "none"}, {"reason", "兽医看过只是拉稀"}};
constexpr auto many_dead = "猪死了四十头";
constexpr auto many_dead_guessed = "猪圈里一早抬出去七八头，剩下的也站不起来了";
constexpr auto poisoned = "我老公打农药后头晕呕吐，站不起来";

Outcome<std::vector<storage::Notice>> take_notices(storage::Transaction& tx, const Instant& now)
{
    return storage::claim_notices(tx, now, now + std::chrono::hours{24}, 100);
}

Outcome<Report> find_stored(storage::Transaction& tx, const std::string& number)
{
    return storage::find_visible_report_by_number(tx, {.role = Role::system}, number).value();
}

class JudgedAlerts : public OnEveryEngine {
protected:
    /// Filed under tea, so that the one commissioner here is asked.
    json told(const std::string& text) const
    {
        auto draft = service.draft();
        draft["text"] = text;
        draft["crop"] = "tea";
        const auto answer = service.post("/api/reports", draft);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.json();
    }
    Answer judge(const json& receipt, const json& judgement, const std::string& who) const
    {
        return service.post(path_of(receipt) + "/alert", judgement, who.empty() ? "" : service.cookie(who));
    }
    Answer say(const json& receipt, const std::string& text) const
    {
        return service.post(track_of(receipt) + "/messages", {{"text", text}});
    }
    json view(const json& receipt, const std::string& who = "official") const
    {
        return service.get(path_of(receipt), service.cookie(who)).json();
    }
    json track(const json& receipt) const { return service.get(track_of(receipt)).json(); }
    /// Notices of one kind that went out since the last time.
    std::vector<storage::Notice> notices(const std::string& kind = "notice.alert")
    {
        auto all = service.db().write_now(take_notices, service.clock().now()).value();
        std::erase_if(all, [&](const auto& notice) { return notice.template_key != kind; });
        return all;
    }
    void finish(const json& receipt) const
    {
        const auto worker = service.cookie("commissioner");
        EXPECT_EQ(service.post(path_of(receipt) + "/acceptance", nothing, worker).status, 201);
        EXPECT_EQ(service.post(path_of(receipt) + "/answers", {{"text", "喂盐水，过两天再看"}}, worker).status, 201);
        EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}}).status, 201);
    }
};
ON_EVERY_ENGINE(JudgedAlerts);

TEST_P(JudgedAlerts, AFalseAlertLeavesEveryPageAndItsReasonStaysWithStaff)
{
    const auto receipt = told(many_dead);
    const auto before = view(receipt);
    ASSERT_EQ(before.at("alert"), "mass_death");
    EXPECT_FALSE(notices().empty());

    const auto answer = judge(receipt, harmless, "official");
    ASSERT_EQ(answer.status, 201) << answer.body;
    const auto after = answer.json();
    EXPECT_EQ(after.at("alert"), "none");
    EXPECT_TRUE(after.at("alert_text").empty());
    EXPECT_EQ(after.at("urgency"), "urgent") << "nobody loses time by a click";
    EXPECT_EQ(after.at("deadlines"), before.at("deadlines"));
    EXPECT_EQ(after.at("state"), before.at("state"));
    const auto line = after.at("events").back();
    EXPECT_THAT(line.at("text").get<std::string>(), HasSubstr("大量动物死亡"));
    EXPECT_EQ(line.at("note"), harmless.at("reason"));
    EXPECT_EQ(line.at("actor"), "official");

    const auto told_back = track(receipt);
    EXPECT_EQ(told_back.at("alert"), "none");
    EXPECT_TRUE(told_back.at("alert_text").empty());
    EXPECT_THAT(told_back.at("history").back().at("text").get<std::string>(),
                HasSubstr("工作人员看过：不像是大量动物死亡"));
    EXPECT_THAT(told_back.dump(), Not(HasSubstr("拉稀")));
    const auto rows = service.get("/api/reports", service.cookie("operator")).json().at("reports");
    EXPECT_EQ(rows.at(0).at("alert"), "none");
}

TEST_P(JudgedAlerts, NobodyIsPagedAgainAboutAnAlertThatWasTakenBack)
{
    const auto receipt = told(many_dead);
    ASSERT_EQ(judge(receipt, harmless, "operator").status, 201);
    (void)notices();
    service.clock().advance(std::chrono::hours(3));
    const auto due = service.db().read_now(service::find_due, service.context(), 10).value();
    ASSERT_FALSE(due.empty());
    for (const auto& deadline : due) (void)service.db().write_now(service::pass_deadline, service.context(), deadline);
    EXPECT_TRUE(notices().empty());
}

TEST_P(JudgedAlerts, OnlyTheOfficeAndTheTeamsLeaderTakeAnAlertBack)
{
    const std::pair<const char*, int> judges[] = {{"", 401},       {"stranger", 404}, {"commissioner", 403},
                                                  {"leader", 201}, {"operator", 201}, {"official", 201},
                                                  {"admin", 201}};
    for (const auto& [who, status] : judges) {
        const auto receipt = told(many_dead);
        EXPECT_EQ(judge(receipt, harmless, who).status, status) << who;
        EXPECT_EQ(view(receipt).at("alert"), status == 201 ? "none" : "mass_death") << who;
    }
}

TEST_P(JudgedAlerts, PagesOfferWhatOneMayDoAndNothingElse)
{
    const auto receipt = told(many_dead);
    const auto offers = [&](const std::string& who, const std::string& action) {
        const auto may = view(receipt, who).at("may");
        return std::ranges::any_of(may, [&](const json& offered) { return offered == action; });
    };
    EXPECT_TRUE(offers("commissioner", "raise_alert"));
    EXPECT_FALSE(offers("commissioner", "clear_alert"));
    EXPECT_TRUE(offers("leader", "clear_alert"));
    EXPECT_TRUE(offers("official", "clear_alert"));
    ASSERT_EQ(judge(receipt, {{"alert", "human_poisoning"}}, "official").status, 201);
    EXPECT_FALSE(offers("official", "raise_alert")) << "nothing is graver";
    ASSERT_EQ(judge(receipt, harmless, "official").status, 201);
    EXPECT_FALSE(offers("official", "clear_alert"));
    EXPECT_TRUE(offers("official", "raise_alert"));
}

TEST_P(JudgedAlerts, WhoeverHoldsAReportRaisesWhatTheMachineMissed)
{
    const auto receipt = told("猪这两天吃得少");
    const auto before = view(receipt);
    ASSERT_EQ(before.at("alert"), "none");
    (void)notices();

    const auto answer = judge(receipt, {{"alert", "animal_epidemic"}, {"reason", "到场看见口鼻起泡"}}, "commissioner");
    ASSERT_EQ(answer.status, 201) << answer.body;
    const auto after = answer.json();
    EXPECT_EQ(after.at("alert"), "animal_epidemic");
    EXPECT_EQ(after.at("urgency"), "urgent");
    for (std::size_t i = 0; i < after.at("deadlines").size(); ++i)
        EXPECT_LT(after.at("deadlines").at(i).at("due_at"), before.at("deadlines").at(i).at("due_at"));
    EXPECT_EQ(after.at("events").back().at("note"), "到场看见口鼻起泡");
    EXPECT_EQ(track(receipt).at("alert_text"), after.at("alert_text"));
    EXPECT_FALSE(track(receipt).at("alert_text").empty());
    EXPECT_THAT(track(receipt).dump(), Not(HasSubstr("口鼻起泡")));
}

TEST_P(JudgedAlerts, ARaisedAlertPagesTheOfficeOnceAndTellsTheFarmer)
{
    const auto receipt = told("猪这两天吃得少");
    (void)notices();
    const json epidemic{{"alert", "animal_epidemic"}};
    const Ask twice{.method = "POST",
                    .path = path_of(receipt) + "/alert",
                    .body = epidemic.dump(),
                    .cookie = service.cookie("leader"),
                    .headers = {{"Idempotency-Key", "one-click-sent-twice"}}};
    EXPECT_EQ(service.ask(twice).status, 201);
    EXPECT_EQ(service.ask(twice).status, 201);
    EXPECT_EQ(judge(receipt, epidemic, "official").code(), "alert.same");

    auto sent = service.db().write_now(take_notices, service.clock().now()).value();
    const auto count = [&](const char* kind) {
        return std::ranges::count(sent, kind, [](const auto& notice) { return notice.template_key; });
    };
    EXPECT_EQ(count("notice.alert"), 1) << "the one official of the county";
    ASSERT_EQ(count("notice.alert_raised"), 1);
    EXPECT_EQ(count("notice.alert_on_held"), 1) << "who holds it has less time now";
    const auto farmer = std::ranges::find(sent, "notice.alert_raised", &storage::Notice::template_key);
    EXPECT_EQ(farmer->arguments.at("alert"), "疑似动物疫情");
}

TEST_P(JudgedAlerts, OneAlertIsNotTurnedIntoALesserOneWithoutTheRightAndAReason)
{
    const auto receipt = told(poisoned);
    ASSERT_EQ(view(receipt).at("alert"), "human_poisoning");
    (void)notices();
    json lesser{{"alert", "mass_death"}};
    EXPECT_EQ(judge(receipt, lesser, "commissioner").status, 403);
    EXPECT_EQ(judge(receipt, lesser, "leader").code(), "alert.reason");
    EXPECT_EQ(view(receipt).at("alert"), "human_poisoning");
    EXPECT_TRUE(notices().empty());
    lesser["reason"] = "人没事，是鸡死了";
    EXPECT_EQ(judge(receipt, lesser, "leader").json().at("alert"), "mass_death");
    EXPECT_EQ(notices().size(), 1U);
}

TEST_P(JudgedAlerts, EachWrongFieldIsNamedAndNothingChanges)
{
    const auto receipt = told(many_dead);
    const auto letters = [](std::size_t count) {
        std::string text;
        while (count-- > 0) text += "好";
        return text;
    };
    const std::pair<const char*, json> wrong[] = {
        {"alert", {{"reason", "兽医看过"}}},
        {"alert", {{"alert", "fire"}, {"reason", "兽医看过"}}},
        {"alert", {{"alert", 1}, {"reason", "兽医看过"}}},
        {"reason", {{"alert", "none"}}},
        {"reason", {{"alert", "none"}, {"reason", "   "}}},
        {"reason", {{"alert", "none"}, {"reason", letters(2)}}},
        {"reason", {{"alert", "none"}, {"reason", letters(201)}}},
        {"reason", {{"alert", "human_poisoning"}, {"reason", letters(201)}}},
        {"urgency", {{"alert", "none"}, {"reason", "兽医看过"}, {"urgency", "normal"}}},
    };
    const auto version = view(receipt).at("version");
    for (const auto& [field, body] : wrong) {
        const auto answer = judge(receipt, body, "official");
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(answer.json().at("errors").at(0).at("field"), field) << body;
    }
    EXPECT_EQ(view(receipt).at("version"), version);
    ASSERT_EQ(judge(receipt, {{"alert", "none"}, {"reason", letters(200)}}, "official").status, 201);
    ASSERT_EQ(judge(receipt, {{"alert", "mass_death"}}, "official").status, 201);
    ASSERT_EQ(judge(receipt, {{"alert", "none"}, {"reason", letters(3)}}, "official").status, 201);
}

TEST_P(JudgedAlerts, WhoeverHasNotSeenTheNewestWordsDoesNotTakeAnAlertBack)
{
    const auto receipt = told(many_dead);
    const auto seen = view(receipt).at("version").get<std::int64_t>();
    ASSERT_EQ(say(receipt, "今早又死了三十头").status, 201);
    Ask ask{.method = "POST",
            .path = path_of(receipt) + "/alert",
            .body = harmless.dump(),
            .cookie = service.cookie("official"),
            .headers = {{"If-Match", "\"" + std::to_string(seen) + "\""}}};
    EXPECT_EQ(service.ask(ask).status, 412);
    EXPECT_EQ(view(receipt).at("alert"), "mass_death");
    ask.headers["If-Match"] = "\"" + std::to_string(seen + 1) + "\"";
    EXPECT_EQ(service.ask(ask).status, 201);
}

TEST_P(JudgedAlerts, WhatAPersonTookBackIsNotRaisedAgainOnAGuess)
{
    const auto receipt = told(many_dead);
    ASSERT_EQ(judge(receipt, harmless, "official").status, 201);
    (void)notices();
    ASSERT_EQ(say(receipt, many_dead_guessed).status, 201);
    EXPECT_EQ(track(receipt).at("alert"), "none");
    EXPECT_TRUE(notices().empty());

    const auto another = told("猪这两天吃得少");
    ASSERT_EQ(say(another, many_dead_guessed).status, 201);
    EXPECT_EQ(track(another).at("alert"), "mass_death") << "a guess raises it where nobody has judged";
}

TEST_P(JudgedAlerts, WhatAPersonTookBackIsRaisedAgainByPlainWordsOrForAnotherReason)
{
    const auto again = told(many_dead);
    ASSERT_EQ(judge(again, harmless, "official").status, 201);
    (void)notices();
    ASSERT_EQ(say(again, "今早起来猪又死了三十头").status, 201);
    EXPECT_EQ(track(again).at("alert"), "mass_death");
    EXPECT_EQ(notices().size(), 1U);
    const auto line = view(again).at("events").back();
    EXPECT_EQ(line.at("action"), "raise_alert");
    EXPECT_EQ(line.at("note"), "");

    const auto other = told(many_dead);
    ASSERT_EQ(judge(other, harmless, "official").status, 201);
    (void)notices();
    ASSERT_EQ(say(other, poisoned).status, 201);
    EXPECT_EQ(track(other).at("alert"), "human_poisoning");
    EXPECT_EQ(notices().size(), 1U);
}

TEST_P(JudgedAlerts, WhatIsSaidWhenAReportComesBackToWorkIsHeardAsWell)
{
    const auto reopened = told("猪这两天吃得少");
    finish(reopened);
    ASSERT_EQ(service.post(track_of(reopened) + "/reopening", {{"reason", many_dead}}).status, 201);
    EXPECT_EQ(track(reopened).at("alert"), "mass_death");
    EXPECT_THAT(track(reopened).at("history").dump(), HasSubstr("可能是大量动物死亡"));

    const auto disputed = told("猪这两天吃得少");
    const auto worker = service.cookie("commissioner");
    for (const auto& [door, body] : {std::pair("/acceptance", nothing), std::pair("/answers", json{{"text", "喂盐水"}}),
                                     std::pair("/resolution", json{{"text", "好了"}})})
        ASSERT_EQ(service.post(path_of(disputed) + door, body, worker).status, 201) << door;
    const json unsolved{{"outcome", "unsolved"}, {"text", many_dead}};
    ASSERT_EQ(service.post(track_of(disputed) + "/confirmation", unsolved).status, 201);
    EXPECT_EQ(track(disputed).at("alert"), "mass_death");
}

TEST_P(JudgedAlerts, AnAlertFoundFalseAfterTheEndNeitherMovesTheEndNorKeepsTheKnowledge)
{
    const auto receipt = told(many_dead);
    finish(receipt);
    const auto end = service.clock().now();
    const auto worker = service.cookie("commissioner");
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, worker).code(), "case.epidemic");
    service.clock().advance(std::chrono::hours(2));
    EXPECT_EQ(judge(receipt, {{"alert", "human_poisoning"}}, "official").code(), "report.move");
    ASSERT_EQ(judge(receipt, harmless, "leader").status, 201);
    EXPECT_EQ(view(receipt).at("state"), "closed");
    const auto stored = service.db().read_now(find_stored, receipt.at("number").get<std::string>()).value();
    EXPECT_EQ(stored.finished_at, end);
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, worker).status, 201);
}

TEST_P(JudgedAlerts, ACaseLeavesThePublicWhenItsReportTurnsOutToBeAnAlert)
{
    const auto receipt = told("茶树嫩叶卷起来了");
    finish(receipt);
    const auto made = service.post(path_of(receipt) + "/case", nothing, service.cookie("commissioner")).json();
    const auto path = "/cases/" + made.at("id").get<std::string>();
    ASSERT_EQ(service.post("/api" + path + "/publication", nothing, service.cookie("leader")).status, 201);
    ASSERT_EQ(service.get("/api/knowledge" + path).status, 200);
    ASSERT_EQ(service.post(path_of(receipt) + "/reopening", {{"reason", "又来了"}}, service.cookie("official")).status,
              201);
    ASSERT_EQ(judge(receipt, {{"alert", "human_poisoning"}}, "official").status, 201);
    EXPECT_EQ(service.get("/api/knowledge" + path).status, 404);
    const auto history = service.get("/api" + path, service.cookie("leader")).json();
    EXPECT_EQ(history.at("state"), "withdrawn");
}

TEST_P(JudgedAlerts, AskingBeforeSendingTellsTheSameAsTheReceipt)
{
    const auto receipt = told(many_dead);
    const auto asked = service.post("/api/understand", {{"text", many_dead}, {"crop", "tea"}}).json();
    EXPECT_EQ(asked.at("alert_text"), receipt.at("alert_text"));
    EXPECT_FALSE(asked.at("alert_text").empty());
    EXPECT_TRUE(service.post("/api/understand", {{"text", "茶叶上有小绿叶蝉"}}).json().at("alert_text").empty());
    const auto described = service.get("/api/openapi.json").json().at("paths").at("/api/understand").at("post");
    EXPECT_THAT(described.at("summary").get<std::string>(), HasSubstr("alert_text"));
}

}  // namespace
}  // namespace agri110::test
