// From an answer that helped one farmer to knowledge for all: drafted, cleaned, reviewed, found, counted, taken back.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "service/document_feed.hpp"
#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const json nothing = json::object();

/// As a browser writes it into an address.
std::string escaped(const std::string& words)
{
    std::string text;
    for (const auto c : words) text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return text;
}

class Cases : public OnEveryEngine {
protected:
    void SetUp() override { take_own_library(); }
    /// What is found depends on this test's database alone.
    void take_own_library()
    {
        auto& library = service.app().library;
        library.store(std::make_shared<const service::Library>(library.load()->knowledge));
    }
    static json naming(const std::string& type, const json& id)
    {
        return json::array({json::object({{"type", type}, {"id", id}})});
    }
    std::string worker = service.cookie("commissioner");
    std::string leader = service.cookie("leader");
    std::string official = service.cookie("official");

    json told(const std::string& text) const
    {
        auto draft = service.draft();
        draft["text"] = text;
        return service.post("/api/reports", draft).json();
    }
    json answered(const std::string& text, json answer = {{"text", "剪掉虫梢，按标签打药，示例看过再说"}}) const
    {
        auto receipt = told(text);
        EXPECT_EQ(service.post(path_of(receipt) + "/acceptance", nothing, worker).status, 201);
        const auto done = service.post(path_of(receipt) + "/answers", answer, worker);
        EXPECT_EQ(done.status, 201) << done.body;
        return receipt;
    }
    json solved(const std::string& text = "茶树嫩叶卷起来了，打我13800000001，我叫示例") const
    {
        auto receipt = answered(text);
        EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}}).status, 201);
        return receipt;
    }
    json drafted(const std::string& text = "茶树嫩叶卷起来了，打我13800000001，我叫示例") const
    {
        const auto made = service.post(path_of(solved(text)) + "/case", nothing, worker);
        EXPECT_EQ(made.status, 201) << made.body;
        return made.json();
    }
    static std::string case_path(const json& drafted) { return "/api/cases/" + drafted.at("id").get<std::string>(); }
    json published(const std::string& text = "茶树嫩叶卷起来了") const
    {
        const auto done = service.post(case_path(drafted(text)) + "/publication", nothing, leader);
        EXPECT_EQ(done.status, 201) << done.body;
        return done.json();
    }
    std::vector<std::string> found(const std::string& words) const
    {
        std::vector<std::string> ids;
        const auto answer = service.get("/api/knowledge/search?crop=tea&limit=50&q=" + escaped(words));
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto document = answer.json();
        for (const auto& row : document.at("results"))
            if (row.at("type") == "case") ids.push_back(row.at("id"));
        return ids;
    }
    Answer patch(const json& of, const json& change, const std::string& as, const std::string& version = "") const
    {
        Ask ask{.method = "PATCH", .path = case_path(of), .body = change.dump(), .cookie = as};
        if (!version.empty()) ask.headers["If-Match"] = version;
        return service.ask(ask);
    }
};
ON_EVERY_ENGINE(Cases);

TEST_P(Cases, ADraftHoldsTheKnowledgeAndNobodysName)
{
    const auto draft = drafted();
    EXPECT_EQ(draft.at("state"), "draft");
    EXPECT_EQ(draft.at("crop"), "tea");
    EXPECT_EQ(draft.at("month"), 11);
    EXPECT_THAT(draft.at("problem"), HasSubstr("茶树嫩叶卷起来了"));
    EXPECT_THAT(draft.at("answer"), HasSubstr("按标签打药"));
    for (const auto* field : {"title", "problem", "answer"}) {
        EXPECT_THAT(draft.at(field), Not(HasSubstr("13800000001")));
        EXPECT_THAT(draft.at(field), Not(HasSubstr("示例")));
    }
    std::vector<std::string> rules;
    for (const auto& piece : draft.at("removed"))
        rules.push_back(piece.at("field").get<std::string>() + ":" + piece.at("rule").get<std::string>());
    EXPECT_THAT(rules, testing::ElementsAre("problem:phone", "problem:name", "answer:name"));
    EXPECT_EQ(draft.at("removed").at(0).at("text"), "13800000001");
}

TEST_P(Cases, AReportHasOneCaseHoweverOftenTheButtonIsPressed)
{
    const auto receipt = solved();
    const auto first = service.post(path_of(receipt) + "/case", nothing, worker).json();
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, worker).json().at("id"), first.at("id"));
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, official).json().at("id"), first.at("id"));
}

TEST_P(Cases, WhatNobodyCalledSolvedIsNoCase)
{
    EXPECT_EQ(service.post(path_of(told("茶树生虫")) + "/case", nothing, worker).code(), "case.not_solved");
    const auto receipt = answered("茶树生虫");
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, worker).code(), "case.not_solved");
    service.post(track_of(receipt) + "/confirmation", {{"outcome", "unsolved"}});
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, worker).code(), "case.not_solved");
}

TEST_P(Cases, ASuspectedEpidemicNeverBecomesPublic)
{
    const auto again = answered("茶树生虫");
    const auto changed = service.ask({.method = "PATCH",
                                      .path = path_of(again),
                                      .body = R"({"kind":"animal_disease","urgency":"urgent"})",
                                      .cookie = worker});
    ASSERT_EQ(changed.status, 200) << changed.body;
    service.post(track_of(again) + "/confirmation", {{"outcome", "solved"}});
    EXPECT_EQ(service.post(path_of(again) + "/case", nothing, worker).code(), "case.epidemic");
}

TEST_P(Cases, WhatRaisedAnAlertNeverBecomesPublicHoweverItEnds)
{
    const auto receipt = answered("给茶树打了药，打药的人头晕呕吐，像是农药中毒了");
    ASSERT_NE(service.get(path_of(receipt), worker).json().at("alert"), "none");
    service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}});
    EXPECT_EQ(service.post(path_of(receipt) + "/case", nothing, worker).code(), "case.epidemic");
}

TEST_P(Cases, TheAuthorDoesNotPublishAloneButTheLeaderDoes)
{
    const auto draft = drafted();
    EXPECT_EQ(service.post(case_path(draft) + "/publication", nothing, worker).status, 403);
    EXPECT_THAT(service.get(case_path(draft), worker).json().at("may"), testing::ElementsAre("edit", "withdraw"));
    EXPECT_THAT(service.get(case_path(draft), leader).json().at("may"),
                testing::ElementsAre("edit", "publish", "return", "withdraw"));
    const auto done = service.post(case_path(draft) + "/publication", {{"note", "写得好"}}, leader);
    ASSERT_EQ(done.status, 201) << done.body;
    const auto seen = done.json();
    EXPECT_EQ(seen.at("state"), "published");
    EXPECT_EQ(seen.at("reviewer"), "leader");
    EXPECT_EQ(seen.at("history").size(), 2U);
    EXPECT_EQ(seen.at("history").at(0).at("change"), "publish");
    EXPECT_EQ(seen.at("history").at(0).at("note"), "写得好");
    EXPECT_EQ(service.post(case_path(draft) + "/publication", nothing, leader).code(), "case.state");
}

TEST_P(Cases, AnOfficialWhoWroteItLeavesTheReviewToTheLeader)
{
    const auto draft = service.post(path_of(solved()) + "/case", nothing, official).json();
    EXPECT_EQ(service.post(case_path(draft) + "/publication", nothing, official).code(), "case.own");
    EXPECT_EQ(service.post(case_path(draft) + "/publication", nothing, leader).status, 201);
}

TEST_P(Cases, APublishedCaseIsFoundAtOnceAndAWithdrawnOneIsGoneAtOnce)
{
    const auto draft = drafted("茶树嫩叶卷起来了，虫子会跳");
    EXPECT_THAT(found("嫩叶卷"), testing::IsEmpty()) << "a draft is nobody's business";
    EXPECT_EQ(service.get("/api/knowledge/cases/" + draft.at("id").get<std::string>()).status, 404);
    service.post(case_path(draft) + "/publication", nothing, leader);
    EXPECT_THAT(found("嫩叶卷"), testing::ElementsAre(draft.at("id").get<std::string>()));
    const auto shown = service.get("/api/knowledge/cases/" + draft.at("id").get<std::string>());
    ASSERT_EQ(shown.status, 200);
    EXPECT_EQ(shown.json().at("county").at("name"), "勐海县");
    EXPECT_THAT(shown.json().at("sections").at(0).at("html"), HasSubstr("<p>茶树嫩叶卷起来了"));
    EXPECT_EQ(service.post(case_path(draft) + "/withdrawal", {{"reason", "写错了"}}, official).status, 201);
    EXPECT_THAT(found("嫩叶卷"), testing::IsEmpty());
    EXPECT_EQ(service.get("/api/knowledge/cases/" + draft.at("id").get<std::string>()).status, 404);
}

TEST_P(Cases, AfterARestartPublishedCasesAreStillFound)
{
    const auto one = published();
    service.restart();
    take_own_library();
    service.app().library.load()->documents().catch_up(service.db());
    EXPECT_THAT(found("嫩叶卷"), testing::ElementsAre(one.at("id").get<std::string>()));
}

TEST_P(Cases, EditingAPublishedCaseTakesItBackToTheReviewer)
{
    const auto one = published();
    const auto edited = patch(one, {{"answer", "改过：按标签打药，电话13900000002"}}, worker, "\"2\"");
    ASSERT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(edited.json().at("state"), "draft");
    EXPECT_EQ(edited.json().at("version"), 3);
    EXPECT_THAT(edited.json().at("answer"), Not(HasSubstr("13900000002")));
    EXPECT_EQ(edited.json().at("removed").at(0).at("text"), "13900000002");
    EXPECT_EQ(edited.json().at("reviewer"), "");
    EXPECT_THAT(found("嫩叶卷"), testing::IsEmpty());
}

TEST_P(Cases, TwoWhoEditAtOnceDoNotOverwriteEachOther)
{
    const auto draft = drafted();
    EXPECT_EQ(patch(draft, {{"title", "第一个人改的"}}, worker, "\"1\"").status, 200);
    EXPECT_EQ(patch(draft, {{"title", "第二个人改的"}}, leader, "\"1\"").status, 412);
    EXPECT_EQ(service.get(case_path(draft), worker).json().at("title"), "第一个人改的");
}

TEST_P(Cases, ADraftSentBackTellsTheAuthorWhy)
{
    const auto draft = drafted();
    EXPECT_EQ(service.post(case_path(draft) + "/return", {{"reason", "写清楚用药时间"}}, worker).status, 403);
    EXPECT_EQ(service.post(case_path(draft) + "/return", nothing, leader).status, 422);
    const auto back = service.post(case_path(draft) + "/return", {{"reason", "写清楚用药时间"}}, leader);
    ASSERT_EQ(back.status, 201) << back.body;
    EXPECT_EQ(back.json().at("state"), "draft");
    EXPECT_EQ(service.get(case_path(draft), worker).json().at("history").at(0).at("note"), "写清楚用药时间");
}

TEST_P(Cases, StrangersDoNotEvenSeeThatADraftExists)
{
    const auto draft = drafted();
    const auto stranger = service.cookie("stranger");
    EXPECT_EQ(service.get(case_path(draft), stranger).status, 404);
    EXPECT_EQ(patch(draft, {{"title", "x"}}, stranger).status, 404);
    EXPECT_EQ(service.post(case_path(draft) + "/publication", nothing, stranger).status, 404);
    EXPECT_TRUE(service.get("/api/cases", stranger).json().at("cases").empty());
    EXPECT_EQ(
        service.post("/api/reports/" + draft.at("report").at("id").get<std::string>() + "/case", nothing, stranger)
            .status,
        404);
}

TEST_P(Cases, AStrangerMayReadAPublishedCaseButNotWhatWasTakenOut)
{
    const auto draft = drafted();
    service.post(case_path(draft) + "/publication", nothing, leader);
    const auto seen = service.get(case_path(draft), service.cookie("stranger"));
    EXPECT_EQ(seen.status, 200);
    EXPECT_TRUE(seen.json().at("removed").empty());
    EXPECT_TRUE(seen.json().at("may").empty());
    EXPECT_THAT(seen.body, Not(HasSubstr("13800000001")));
}

TEST_P(Cases, ReviewersFindWhatWaitsForThem)
{
    const auto draft = drafted();
    published("茶树叶子发黄了");
    for (const auto& who : {worker, leader, official, service.cookie("operator")}) {
        EXPECT_EQ(service.get("/api/cases", who).json().at("cases").size(), 2U);
        const auto waiting = service.get("/api/cases?state=draft", who).json().at("cases");
        ASSERT_EQ(waiting.size(), 1U);
        EXPECT_EQ(waiting.at(0).at("id"), draft.at("id"));
    }
    EXPECT_EQ(service.get("/api/cases?team=" + std::to_string(service.team().value), leader).json().at("cases").size(),
              2U);
    EXPECT_EQ(service.get("/api/cases?team=12345", leader).json().at("cases").size(), 0U);
}

TEST_P(Cases, WrongFieldsAreNamed)
{
    const auto draft = drafted();
    const std::pair<json, std::string> wrong[] = {{{{"title", std::string(61, 'x')}}, "title"},
                                                  {{{"title", ""}}, "title"},
                                                  {{{"problem", std::string(6001, 'x')}}, "problem"},
                                                  {{{"answer", std::string(20001, 'x')}}, "answer"},
                                                  {{{"crop", "dragon"}}, "crop"},
                                                  {{{"kind", "magic"}}, "kind"},
                                                  {{{"state", "published"}}, "state"}};
    for (const auto& [change, field] : wrong) {
        const auto answer = patch(draft, change, worker);
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(answer.json().at("errors").at(0).at("field"), field);
    }
    EXPECT_EQ(service.get("/api/cases?state=flying", leader).status, 422);
    EXPECT_EQ(service.get("/api/cases?team=x", leader).status, 422);
    EXPECT_EQ(service.get(case_path(draft), worker).json().at("version"), 1);
}

TEST_P(Cases, MarkupInACaseIsShownAsText)
{
    const auto one = published("茶树生虫<script>alert(1)</script>");
    const auto shown = service.get("/api/knowledge/cases/" + one.at("id").get<std::string>()).json();
    EXPECT_THAT(shown.at("sections").at(0).at("html"), HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(shown.at("sections").at(0).at("html"), Not(HasSubstr("<script")));
}

TEST_P(Cases, TheCommissionerIsOfferedSimilarCasesAndArticles)
{
    const auto one = published("茶树嫩叶卷起来了，虫子会跳");
    const auto receipt = told("茶园里嫩叶卷曲，有会跳的小虫");
    const auto answer = service.get(path_of(receipt) + "/suggestions", worker);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto results = answer.json().at("results");
    const auto has = [&](const char* type) {
        return std::ranges::any_of(results, [&](const json& row) { return row.at("type") == type; });
    };
    EXPECT_TRUE(has("case")) << results.dump();
    EXPECT_TRUE(has("article")) << results.dump();
    for (const auto& row : results) EXPECT_FALSE(row.at("advice").get<std::string>().empty()) << row.dump();
    EXPECT_EQ(service.get(path_of(receipt) + "/suggestions", service.cookie("stranger")).status, 404);
}

TEST_P(Cases, WhatAnAnswerWasMadeFromCountsAsUsedAndHelpsOnlyWhenTheFarmerSaysSo)
{
    const auto one = published();
    const std::string id = one.at("id");
    const auto count = [&](const char* figure) {
        return service.get("/api/knowledge/cases/" + id).json().at(figure).get<int>();
    };
    const json inserted = naming("case", id);
    const auto receipt = answered("茶树又卷叶了", {{"text", "照这个案例做"}, {"inserted", inserted}});
    EXPECT_EQ(count("used"), 1);
    EXPECT_EQ(count("helped"), 0);
    service.post(track_of(receipt) + "/messages", {{"text", "还要怎么做"}});
    EXPECT_EQ(
        service.post(path_of(receipt) + "/answers", {{"text", "再看一遍"}, {"inserted", inserted}}, worker).status,
        201);
    EXPECT_EQ(count("used"), 1) << "one report uses it once";
    service.post(track_of(receipt) + "/confirmation", {{"outcome", "unsolved"}});
    EXPECT_EQ(count("helped"), 0);
    service.post(path_of(receipt) + "/answers", {{"text", "换个办法"}}, worker);
    EXPECT_EQ(service.post(track_of(receipt) + "/confirmation", {{"outcome", "better"}}).status, 201);
    EXPECT_EQ(count("helped"), 1);
    service.post(track_of(receipt) + "/reopening", {{"reason", "又卷了"}});
    service.post(path_of(receipt) + "/acceptance", nothing, worker);
    service.post(path_of(receipt) + "/answers", {{"text", "再打一次"}}, worker);
    service.post(track_of(receipt) + "/confirmation", {{"outcome", "solved"}});
    EXPECT_EQ(count("helped"), 1) << "one report is helped once";
}

TEST_P(Cases, AnAnswerMadeFromWhatDoesNotExistIsRefusedWhole)
{
    const auto receipt = told("茶树卷叶");
    service.post(path_of(receipt) + "/acceptance", nothing, worker);
    const auto draft = drafted("茶树又卷叶了");
    auto with_more = naming("case", "1");
    with_more.at(0)["more"] = 1;
    const json wrong[] = {naming("article", "no-such"), naming("case", draft.at("id")), naming("book", "1"), json("x"),
                          with_more};
    for (const auto& inserted : wrong) {
        const auto refused =
            service.post(path_of(receipt) + "/answers", {{"text", "照做"}, {"inserted", inserted}}, worker);
        EXPECT_EQ(refused.status, 422) << refused.body;
    }
    json six = json::array();
    for (int i = 0; i < 6; ++i) six.push_back({{"type", "article"}, {"id", std::to_string(i)}});
    EXPECT_EQ(service.post(path_of(receipt) + "/answers", {{"text", "照做"}, {"inserted", six}}, worker).status, 422);
    EXPECT_EQ(service.get(path_of(receipt), worker).json().at("state"), "accepted");
}

TEST_P(Cases, SolvedBeforeAskingIsCountedBesideTheReportsAndNeverAmongThem)
{
    const auto one = published();
    const json said{{"type", "case"}, {"id", one.at("id")}, {"county", 532822}};
    const auto figures = [&](const std::string& region) {
        return service.get("/api/statistics/" + region, service.cookie("admin")).json();
    };
    const auto before = figures("532822").at("totals");
    EXPECT_EQ(service.post("/api/knowledge/helped", said).json().at("helped"), 1);
    EXPECT_EQ(service.post("/api/knowledge/helped", {{"type", "case"}, {"id", one.at("id")}}).json().at("helped"), 2);
    EXPECT_EQ(figures("532822").at("solved_by_knowledge"), 1);
    EXPECT_EQ(figures("530000").at("solved_by_knowledge"), 2) << "whoever names no county counts for the province";
    EXPECT_EQ(figures("530300").at("solved_by_knowledge"), 0);
    EXPECT_EQ(figures("532822").at("totals"), before);
}

TEST_P(Cases, TheSameTapIsCountedOnce)
{
    const auto one = published();
    const Ask tap{.method = "POST",
                  .path = "/api/knowledge/helped",
                  .body = json{{"type", "case"}, {"id", one.at("id")}}.dump(),
                  .headers = {{"Idempotency-Key", "tap-1"}}};
    EXPECT_EQ(service.ask(tap).json().at("helped"), 1);
    EXPECT_EQ(service.ask(tap).json().at("helped"), 1);
    EXPECT_EQ(service.get("/api/knowledge/cases/" + one.at("id").get<std::string>()).json().at("helped"), 1);
}

TEST_P(Cases, NobodyPraisesADocumentWithoutEnd)
{
    const auto one = published();
    const json tap{{"type", "case"}, {"id", one.at("id")}};
    const int allowed = service::Limits{}.helped_per_sender_per_hour;
    for (int i = 0; i < allowed; ++i) ASSERT_EQ(service.post("/api/knowledge/helped", tap).status, 201);
    const auto refused = service.post("/api/knowledge/helped", tap);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "throttled.helped");
    service.clock().advance(std::chrono::hours(2));
    EXPECT_EQ(service.post("/api/knowledge/helped", tap).status, 201);
}

TEST_P(Cases, WrongTapsAreRefused)
{
    EXPECT_EQ(service.post("/api/knowledge/helped", {{"type", "article"}, {"id", "no-such"}}).status, 404);
    EXPECT_EQ(service.post("/api/knowledge/helped", {{"type", "book"}, {"id", "1"}}).status, 422);
    EXPECT_EQ(service.post("/api/knowledge/helped", nothing).status, 422);
    EXPECT_EQ(service.post("/api/knowledge/helped", {{"type", "case"}, {"id", "1"}, {"county", 999999}}).status, 422);
    EXPECT_EQ(service.get("/api/knowledge/cases/abc").status, 404);
}

}  // namespace
}  // namespace agri110::test
