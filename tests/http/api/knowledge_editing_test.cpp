// An administrator corrects knowledge in the browser: seen before it counts, never half right, taken over while
// running.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>

#include "app/handed_knowledge.hpp"
#include "app/loops.hpp"
#include "notify/discard_channel.hpp"
#include "service/library.hpp"
#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string an_article = "articles/tea/tea-tried.md";

std::string article(const std::string& title)
{
    return "+++\ntitle = \"" + title +
           "\"\ncrop = \"tea\"\nkind = \"pest\"\nalso = []\nmonths = [5]\nreviewed_by = \"\"\nsources = [\n"
           "    { title = \"中国茶树病虫害\", publisher = \"中国农业出版社\", year = 2015 },\n]\n+++\n"
           "## "
           "怎么看\n茶树嫩叶上有一种试着写的小虫，叶子卷起来，背面能看见细小的白点，太阳大的时候虫子会跳。多在坡脚的茶"
           "园里先看见，再往上走。\n"
           "## "
           "容易认错\n和茶蚜不一样，茶蚜挤在一起不动，也不跳。和天旱卷叶也不一样，天旱卷叶早晚会展开，叶背干干净净没有"
           "虫。\n"
           "## 现在怎么办\n- 先看十片叶子，数一数有几片卷了。\n- 把卷叶摘下来，带出茶园埋掉。\n- "
           "不要急着打药，先问一问特派员。\n"
           "## 怎么预防\n冬天把枯枝落叶清干净，开春少施氮肥，勤采嫩梢不让虫留下，留好茶园边上的草和树。\n"
           "## "
           "用药和安全间隔\n要用药就选茶树上登记的，用量和安全间隔期照标签上写的做，采茶前按标签停药，开花的时候护好蜜"
           "蜂。\n"
           "## 什么时候找人帮忙\n十片叶子里有五片卷了，或者三天就多了一倍，就报给特派员来看。\n";
}

class KnowledgeEditing : public OnEveryEngine {
protected:
    void SetUp() override
    {
        const auto files = knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge");
        service.db().write_now(service::store_knowledge, files, std::string("folder"), service.clock().now()).value();
    }
    std::string admin = service.cookie("admin");

    std::vector<KnowledgeFile> stored() { return *service.db().read_now(service::stored_knowledge); }
    /// Whether it comes true before a patient tester gives up.
    static bool in_time(const std::function<bool()>& is_so)
    {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > give_up) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return true;
    }
    json file(const std::string& path) const { return service.get("/api/knowledge/file?path=" + path, admin).json(); }
    Answer store(const std::string& path, const std::string& content, std::int64_t version,
                 const std::string& note = "试改") const
    {
        return service.ask({.method = "POST",
                            .path = "/api/knowledge/file",
                            .body = json{{"path", path}, {"content", content}, {"note", note}}.dump(),
                            .cookie = admin,
                            .headers = {{"If-Match", "\"" + std::to_string(version) + "\""}}});
    }
};
ON_EVERY_ENGINE(KnowledgeEditing);

TEST_P(KnowledgeEditing, EveryFileIsListedWithWhoChangedItLast)
{
    ASSERT_EQ(store("urgency.toml", "words = [\"快死光了\"]\n", 1).status, 201);
    const auto files = service.get("/api/knowledge/files", admin).json().at("files");
    EXPECT_GT(files.size(), 10U);
    const auto urgency = std::ranges::find_if(files, [](const json& f) { return f.at("path") == "urgency.toml"; });
    ASSERT_NE(urgency, files.end());
    EXPECT_EQ(urgency->at("changed_by"), "admin");
    EXPECT_EQ(urgency->at("size"), std::string("words = [\"快死光了\"]\n").size());
}

TEST_P(KnowledgeEditing, AnEditKeepsWhatWasThereBefore)
{
    const auto before = file("urgency.toml");
    EXPECT_EQ(before.at("version"), 1);
    const auto stored = store("urgency.toml", "words = [\"快死光了\"]\n", 1, "加一个词");
    ASSERT_EQ(stored.status, 201) << stored.body;
    EXPECT_EQ(stored.headers.at("etag"), "\"2\"");
    const auto now = file("urgency.toml");
    EXPECT_EQ(now.at("content"), "words = [\"快死光了\"]\n");
    EXPECT_EQ(now.at("history").size(), 2U);
    EXPECT_EQ(now.at("history").at(0).at("note"), "加一个词");
    EXPECT_EQ(now.at("history").at(0).at("author"), "admin");
    EXPECT_EQ(service.get("/api/knowledge/file?path=urgency.toml&version=1", admin).json().at("content"),
              before.at("content"));
}

TEST_P(KnowledgeEditing, TwoWhoEditTheSameFileDoNotOverwriteEachOther)
{
    EXPECT_EQ(store("urgency.toml", "words = [\"甲\"]\n", 1).status, 201);
    EXPECT_EQ(store("urgency.toml", "words = [\"乙\"]\n", 1).status, 412);
    EXPECT_EQ(file("urgency.toml").at("content"), "words = [\"甲\"]\n");
    const auto unseen =
        service.post("/api/knowledge/file", {{"path", "urgency.toml"}, {"content", "words = []\n"}}, admin);
    EXPECT_EQ(unseen.status, 412) << "nobody overwrites what they have not read";
}

TEST_P(KnowledgeEditing, WhatWouldBreakTheKnowledgeIsNotStoredAndEveryFaultIsTold)
{
    const auto refused = store("urgency.toml", "words = [\"a\",\n\"\"]\nword = 1\n", 1);
    ASSERT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.code(), "knowledge.faulty");
    EXPECT_EQ(refused.json().at("errors").size(), 2U) << refused.body;
    EXPECT_THAT(refused.json().at("errors").dump(), HasSubstr("urgency.toml:2"));
    EXPECT_EQ(file("urgency.toml").at("version"), 1);
    EXPECT_EQ(store("crops.toml", "", 1).status, 422) << "only articles can be removed";
    EXPECT_EQ(store("secrets.toml", "x = 1\n", 0).status, 422);
    EXPECT_EQ(store("articles/../crops.toml", "x = 1\n", 0).status, 422);
}

TEST_P(KnowledgeEditing, ACropInUseCannotBeTakenAway)
{
    service.told();  // about tea
    auto crops = file("crops.toml").at("content").get<std::string>();
    for (auto at = crops.find("\"tea\""); at != std::string::npos; at = crops.find("\"tea\"", at))
        crops.replace(at, 5, "\"tee\"");
    const auto refused = store("crops.toml", crops, 1);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(file("crops.toml").at("version"), 1);
}

TEST_P(KnowledgeEditing, APreviewShowsTheArticleAndItsFaultsAndStoresNothing)
{
    const auto good =
        service.post("/api/knowledge/preview", {{"path", an_article}, {"content", article("试写的小虫")}}, admin);
    ASSERT_EQ(good.status, 200) << good.body;
    EXPECT_TRUE(good.json().at("faults").empty()) << good.body;
    EXPECT_EQ(good.json().at("article").at("title"), "试写的小虫");
    EXPECT_EQ(good.json().at("article").at("sections").size(), 6U);
    const auto bad =
        service.post("/api/knowledge/preview", {{"path", an_article}, {"content", "+++\ntitle = 1\n+++\n"}}, admin);
    ASSERT_EQ(bad.status, 200);
    EXPECT_FALSE(bad.json().at("faults").empty());
    EXPECT_EQ(bad.json().at("faults").at(0).at("file"), an_article);
    EXPECT_TRUE(bad.json().at("article").is_null());
    EXPECT_EQ(service.get("/api/knowledge/file?path=" + an_article, admin).status, 404);
}

TEST_P(KnowledgeEditing, AnArticleIsAddedRemovedAndWrittenAgain)
{
    EXPECT_EQ(store(an_article, article("试写的小虫"), 0).status, 201);
    EXPECT_EQ(store(an_article, "", 1).status, 201);
    EXPECT_EQ(file(an_article).at("content"), "") << "its history stays";
    const auto files = service.get("/api/knowledge/files", admin).json().at("files");
    EXPECT_TRUE(std::ranges::none_of(files, [](const json& f) { return f.at("path") == an_article; }));
    EXPECT_EQ(store(an_article, article("又写的小虫"), 0).status, 201);
    EXPECT_EQ(file(an_article).at("version"), 3);
}

TEST_P(KnowledgeEditing, ARunningServiceTakesAnEditOverByItself)
{
    notify::DiscardChannel channel;
    app::Loops loops(service.app(), channel, app::Paths(service.folder()));
    ASSERT_EQ(store(an_article, article("试写的小虫"), 0).status, 201);
    EXPECT_TRUE(in_time([&] { return service.get("/api/knowledge/articles/tea-tried").status == 200; }));
    EXPECT_THAT(service.get("/api/knowledge/search?crop=tea&q=%E8%AF%95%E5%86%99%E7%9A%84%E5%B0%8F%E8%99%AB").body,
                HasSubstr("tea-tried"));
    loops.stop();
}

TEST_P(KnowledgeEditing, FilesHandedOverByLoadKnowledgeAreTakenOverWhileRunning)
{
    const auto paths = app::Paths(service.folder());
    app::HandedKnowledge handed{stored(), *service.db().read_now(service::knowledge_revision)};
    handed.files.push_back({an_article, article("试写的小虫")});
    app::leave_handed(paths.handed_knowledge, handed);
    notify::DiscardChannel channel;
    app::Loops loops(service.app(), channel, paths);
    EXPECT_TRUE(in_time([&] { return service.get("/api/knowledge/articles/tea-tried").status == 200; }));
    loops.stop();
    EXPECT_EQ(file(an_article).at("content"), article("试写的小虫"));
    EXPECT_FALSE(app::take_handed(paths.handed_knowledge)) << "nobody takes it twice";
}

TEST_P(KnowledgeEditing, FilesHandedOverNeverReplaceAnEditMadeMeanwhileNorComeInWithFaults)
{
    const auto paths = app::Paths(service.folder());
    const auto looked_at = *service.db().read_now(service::knowledge_revision);
    auto with_article = stored();
    with_article.push_back({an_article, article("试写的小虫")});
    auto with_fault = stored();
    with_fault.push_back({an_article, "no front matter"});
    ASSERT_EQ(store(an_article, article("又写的小虫"), 0).status, 201);
    const auto newest = *service.db().read_now(service::knowledge_revision);
    notify::DiscardChannel channel;
    app::Loops loops(service.app(), channel, paths);
    for (const auto& handed :
         {app::HandedKnowledge{with_article, looked_at}, app::HandedKnowledge{with_fault, newest}}) {
        app::leave_handed(paths.handed_knowledge, handed);
        EXPECT_TRUE(in_time([&] { return !std::filesystem::exists(paths.handed_knowledge); }));
    }
    loops.stop();
    EXPECT_EQ(file(an_article).at("content"), article("又写的小虫"));
}

TEST_P(KnowledgeEditing, WrongRequestsAreRefused)
{
    EXPECT_EQ(service.get("/api/knowledge/file?path=nothing.toml", admin).status, 404);
    EXPECT_EQ(service.get("/api/knowledge/file?path=urgency.toml&version=99", admin).status, 404);
    EXPECT_EQ(service.get("/api/knowledge/file?path=urgency.toml&version=x", admin).status, 404);
    EXPECT_EQ(service.post("/api/knowledge/preview", {{"path", "urgency.toml"}}, admin).status, 422);
    EXPECT_EQ(service.post("/api/knowledge/preview", {{"path", ""}, {"content", "x"}}, admin).status, 422);
    EXPECT_EQ(store("urgency.toml", "words = []\n", 1, std::string(501, 'x')).status, 422);
}

}  // namespace
}  // namespace agri110::test
