// What people changed in the knowledge can always be looked up, and a load from disk never loses it unseen.
#include "storage/knowledge_files.hpp"

#include <gmock/gmock.h>

#include "storage/revisions.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using testing::ElementsAre;
using testing::IsEmpty;

class KnowledgeHistory : public OnEveryEngine {
protected:
    void load(const std::vector<KnowledgeRow>& files)
    {
        write([&](Transaction& tx) { replace_knowledge_files(tx, files, "folder", a_monday_morning); });
    }
    void edit(const std::string& path, const std::string& content, std::int64_t version)
    {
        write([&](Transaction& tx) {
            edit_knowledge_file(tx, {path, version, content, a_monday_morning, {5}, "管理员", "改词"});
        });
    }
    std::vector<std::string> edited()
    {
        return read([](Transaction& tx) { return list_edited_files(tx); });
    }
    std::vector<std::int64_t> versions(const std::string& path)
    {
        std::vector<std::int64_t> all;
        for (const auto& v : read([&](Transaction& tx) { return list_knowledge_versions(tx, path); }))
            all.push_back(v.version);
        return all;
    }
};
ON_EVERY_ENGINE(KnowledgeHistory);

TEST_P(KnowledgeHistory, OnlyWhatChangedGetsAVersion)
{
    load({{"a", "1"}, {"b", "1"}});
    load({{"a", "2"}, {"b", "1"}});
    EXPECT_THAT(versions("a"), ElementsAre(2, 1));
    EXPECT_THAT(versions("b"), ElementsAre(1));
    EXPECT_EQ(read([](Transaction& tx) { return find_knowledge_version(tx, "a", 1).value().content; }), "1");
}

TEST_P(KnowledgeHistory, AnEditIsRememberedUntilTheFolderHasCaughtUp)
{
    load({{"a", "1"}, {"b", "1"}});
    edit("a", "edited", 2);
    EXPECT_THAT(edited(), ElementsAre("a"));
    const auto heads = read([](Transaction& tx) { return list_knowledge_heads(tx); });
    ASSERT_EQ(heads.size(), 2U);
    EXPECT_EQ(heads[0].version.author, "管理员");
    EXPECT_EQ(heads[0].bytes, 6);
    load({{"a", "edited"}, {"b", "1"}});
    EXPECT_THAT(edited(), IsEmpty());
}

TEST_P(KnowledgeHistory, ARemovedFileKeepsItsHistoryAndCanComeBack)
{
    load({{"a", "1"}, {"b", "1"}});
    edit("a", "", 2);
    EXPECT_THAT(edited(), ElementsAre("a"));
    EXPECT_EQ(read([](Transaction& tx) { return list_knowledge_files(tx).size(); }), 1U);
    EXPECT_EQ(read([](Transaction& tx) { return find_newest_version(tx, "a").value().content; }), "");
    load({{"a", "3"}, {"b", "1"}});
    EXPECT_THAT(versions("a"), ElementsAre(3, 2, 1));
    load({{"b", "1"}});
    EXPECT_THAT(versions("a"), ElementsAre(4, 3, 2, 1));
}

TEST_P(KnowledgeHistory, EveryChangeIsNoticedByOtherProcesses)
{
    const auto revision = [&] {
        return read([](Transaction& tx) { return current_revision(tx, knowledge_revision); });
    };
    const auto first = revision();
    load({{"a", "1"}});
    const auto second = revision();
    EXPECT_GT(second, first);
    edit("a", "2", 2);
    EXPECT_GT(revision(), second) << "also within the same millisecond";
}

}  // namespace
}  // namespace agri110
