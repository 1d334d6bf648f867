// What cannot wait: the farmer is told what to do, the county is paged at once, and the first questions are heard.
#include <gtest/gtest.h>

#include <algorithm>

#include "service/timers.hpp"
#include "storage/outbox.hpp"
#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

using nlohmann::json;

Outcome<std::vector<storage::Notice>> take_notices(storage::Transaction& tx, const Instant& now)
{
    return storage::claim_notices(tx, now, now + std::chrono::hours{24}, 100);
}

class Alerts : public OnEveryEngine {
protected:
    json told(const std::string& text, const std::string& crop, json answers = json::object()) const
    {
        auto draft = service.draft();
        draft["text"] = text;
        draft["crop"] = crop;
        draft["answers"] = std::move(answers);
        const auto answer = service.post("/api/reports", draft);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.json();
    }
    /// Alerts that went out since the last time.
    std::vector<storage::Notice> pages()
    {
        auto notices = service.db().write_now(take_notices, service.clock().now()).value();
        std::erase_if(notices, [](const auto& notice) { return notice.template_key != "notice.alert"; });
        return notices;
    }
    json view(const json& receipt) const
    {
        return service.get("/api/reports/" + receipt.at("id").get<std::string>(), service.cookie("operator")).json();
    }
    json track(const json& receipt) const
    {
        return service.get("/api/track/" + receipt.at("tracking").at("token").get<std::string>()).json();
    }
};
ON_EVERY_ENGINE(Alerts);

TEST_P(Alerts, ASuspectedEpidemicTellsTheFarmerWhatNotToDoAndPagesTheCounty)
{
    const auto receipt = told("猪发高烧身上发紫，死了十几头，怕是非洲猪瘟", "pig");
    EXPECT_EQ(receipt.at("alert"), "animal_epidemic");
    EXPECT_GE(receipt.at("alert_text").size(), 4U);
    EXPECT_EQ(receipt.at("understanding").at("urgency"), "urgent");
    EXPECT_EQ(track(receipt).at("alert_text"), receipt.at("alert_text"));
    EXPECT_EQ(view(receipt).at("alert"), "animal_epidemic");

    const auto sent = pages();
    ASSERT_FALSE(sent.empty());
    EXPECT_EQ(sent.front().arguments.at("number"), receipt.at("number"));
    for (const auto& [name, value] : sent.front().arguments) {
        EXPECT_EQ(value.find("13800000001"), std::string::npos) << "no phone of the reporter in a notice: " << name;
        EXPECT_EQ(value.find("确诊"), std::string::npos);
    }
    const auto rows = service.get("/api/reports", service.cookie("operator")).json().at("reports");
    EXPECT_EQ(rows.at(0).at("alert"), "animal_epidemic");
}

TEST_P(Alerts, WhoeverIsPoisonedIsToldToCallAnAmbulanceFirst)
{
    const auto receipt = told("我老公打农药后头晕呕吐，站不起来", "");
    EXPECT_EQ(receipt.at("alert"), "human_poisoning");
    EXPECT_NE(receipt.at("alert_text").at(0).get<std::string>().find("120"), std::string::npos);
    EXPECT_FALSE(pages().empty());
}

TEST_P(Alerts, AnOrdinaryReportPagesNobody)
{
    const auto receipt = told("茶叶上有小绿叶蝉，打什么药", "tea");
    EXPECT_EQ(receipt.at("alert"), "none");
    EXPECT_TRUE(receipt.at("alert_text").empty());
    EXPECT_TRUE(pages().empty());
}

TEST_P(Alerts, ARefusedReportPagesNobody)
{
    auto draft = service.draft();
    draft["text"] = "猪死了四十头";
    draft["county"] = 999999;
    EXPECT_EQ(service.post("/api/reports", draft).status, 422);
    EXPECT_TRUE(pages().empty());
}

TEST_P(Alerts, AnOfferNobodyTakesPagesTheCountyAgain)
{
    told("猪死了四十头", "tea");  // the crop that somebody here answers for
    told("有人喝农药中毒", "tea");
    EXPECT_FALSE(pages().empty());
    service.clock().advance(std::chrono::hours(1));
    const auto due = service.db().read_now(service::find_due, service.context(), 10).value();
    ASSERT_FALSE(due.empty());
    for (const auto& deadline : due) (void)service.db().write_now(service::pass_deadline, service.context(), deadline);
    EXPECT_FALSE(pages().empty());
}

TEST_P(Alerts, WhatIsToldOnlyLaterPagesTheCountyOnceAndTellsWhatToDo)
{
    const auto receipt = told("猪这两天吃得少", "pig");
    ASSERT_EQ(receipt.at("alert"), "none");
    const auto path = "/api/track/" + receipt.at("tracking").at("token").get<std::string>() + "/messages";
    ASSERT_EQ(service.post(path, {{"text", "今早起来已经死了四十头"}}).status, 201);
    EXPECT_EQ(track(receipt).at("alert"), "mass_death");
    EXPECT_FALSE(track(receipt).at("alert_text").empty());
    EXPECT_EQ(view(receipt).at("urgency"), "urgent");
    EXPECT_FALSE(pages().empty());
    ASSERT_EQ(service.post(path, {{"text", "又死了三十头"}}).status, 201);
    EXPECT_TRUE(pages().empty()) << "the county knows";
    ASSERT_EQ(service.post(path, {{"text", "我老公打消毒药水后头晕呕吐，送医院了"}}).status, 201);
    EXPECT_EQ(track(receipt).at("alert"), "human_poisoning");
    EXPECT_FALSE(pages().empty()) << "a graver one is news";
}

TEST_P(Alerts, AnswersAreShownToBothSidesAndRaiseTheAlert)
{
    const auto receipt = told("猪这几天不吃东西", "pig", {{"since", "days"}, {"herd", 40}, {"dead", 20}});
    EXPECT_EQ(receipt.at("alert"), "mass_death");
    EXPECT_EQ(view(receipt).at("answers").size(), 3U);
    EXPECT_EQ(track(receipt).at("answers"), view(receipt).at("answers"));
    const auto sent = pages();
    ASSERT_FALSE(sent.empty());
    EXPECT_NE(sent.front().arguments.at("facts").find("20"), std::string::npos);
}

TEST_P(Alerts, FirstQuestionsFitTheCropAndTheKind)
{
    const auto pig = service.get("/api/first-questions?crop=pig&kind=animal_disease");
    EXPECT_EQ(pig.status, 200);
    EXPECT_EQ(pig.json().at("photos").size(), 3U);
    const auto questions = pig.json().at("questions");
    EXPECT_TRUE(std::ranges::any_of(questions, [](const json& q) { return q.at("id") == "dead"; }));
    const auto tomato = service.get("/api/first-questions?crop=tomato&kind=disease").json().at("questions");
    EXPECT_FALSE(std::ranges::any_of(tomato, [](const json& q) { return q.at("id") == "dead"; }));
    EXPECT_EQ(service.get("/api/first-questions?crop=dragon").status, 422);
    EXPECT_EQ(service.get("/api/first-questions?kind=magic").status, 422);
    EXPECT_EQ(service.get("/api/first-questions").status, 200);
}

}  // namespace
}  // namespace agri110::test
