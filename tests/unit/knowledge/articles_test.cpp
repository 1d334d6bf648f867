// An article that could mislead a farmer does not get in, and its writer is told every reason at once.
#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/knowledge.hpp"
#include "knowledge/read_articles.hpp"

namespace agri110 {
namespace {

const Knowledge& shipped()
{
    static const auto knowledge =
        read_knowledge(knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge")).value();
    return *knowledge;
}

constexpr std::string_view good_head =
    "title = \"茶小绿叶蝉：嫩叶卷\"\n"
    "crop = \"tea\"\n"
    "kind = \"pest\"\n"
    "also = [\"浮尘子\"]\n"
    "altitude = [800, 2000]\n"
    "months = [4, 5]\n"
    "reviewed_by = \"\"\n"
    "sources = [{ title = \"某标准\", publisher = \"某出版社\", year = 2016 }]\n";

std::string many(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

/// Sections of 60 characters each; `extra` is one more line under "what to do now": line 17 of the whole file.
std::string body(std::string_view extra = {})
{
    const auto filling = many("看叶子的背面有没有虫。", 6) + "\n";
    return "## 怎么看\n" + filling + "## 容易认错\n" + filling + "## 现在怎么办\n" + filling + std::string(extra) +
           "\n## 怎么预防\n" + filling + "## 用药和安全间隔\n" + filling + "## 什么时候找人帮忙\n" + filling;
}

std::string article(std::string_view head, const std::string& rest)
{
    return "+++\n" + std::string(head) + "+++\n" + rest;
}

std::vector<KnowledgeFault> faults_of(const std::string& content, std::string path = "articles/tea/tea-x.md")
{
    std::vector<KnowledgeFault> faults;
    knowledge::read_article({std::move(path), content}, shipped().article_rules, shipped().crops, Lint::needed, faults);
    return faults;
}

std::string told(const std::vector<KnowledgeFault>& faults)
{
    std::string all;
    for (const auto& fault : faults) all += fault.file + ":" + std::to_string(fault.line) + ": " + fault.reason + "\n";
    return all;
}

TEST(Articles, AGoodOneIsReadWhole)
{
    std::vector<KnowledgeFault> faults;
    const auto read = knowledge::read_article({"articles/tea/tea-x.md", article(good_head, body())},
                                              shipped().article_rules, shipped().crops, Lint::needed, faults);
    ASSERT_TRUE(read) << told(faults);
    EXPECT_EQ(read->id, "tea-x");
    EXPECT_EQ(read->altitude, (AltitudeBand{800, 2000}));
    EXPECT_EQ(read->months, (std::vector<int>{4, 5}));
    EXPECT_EQ(read->sources.front().year, 2016);
    EXPECT_EQ(read->sections.size(), 6U);
    EXPECT_NE(read->section(ArticlePart::act_now).find("背面"), std::string_view::npos);
    EXPECT_FALSE(read->reviewed());
}

struct BadHead {
    const char* name;
    const char* from;
    const char* to;
    int line;  // of the file
    const char* reason;
};

const BadHead bad_heads[] = {
    {"UnknownKey", "kind = ", "colour = \"red\"\nkind = ", 4, "unknown key"},
    {"NoTitle", "title = \"茶小绿叶蝉：嫩叶卷\"\n", "", 0, "\"title\" must be a text"},
    {"LongTitle", "：嫩叶卷", "：嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷嫩叶卷", 2,
     "more than 40"},
    {"UnknownCrop", "\"tea\"", "\"dragon\"", 3, "unknown crop"},
    {"CropOfAnotherFolder", "\"tea\"", "\"coffee\"", 3, "belongs into articles/coffee"},
    {"UnknownKind", "\"pest\"", "\"magic\"", 4, "unknown problem kind"},
    {"NoOtherNames", "also = [\"浮尘子\"]\n", "", 1, "\"also\" is missing"},
    {"BandUpsideDown", "[800, 2000]", "[2000, 800]", 6, "altitude"},
    {"BandOnTheMoon", "[800, 2000]", "[800, 9000]", 6, "altitude"},
    {"BandOfWords", "[800, 2000]", "[\"low\", \"high\"]", 6, "whole numbers"},
    {"MonthThirteen", "[4, 5]", "[4, 13]", 7, "months"},
    {"MonthTwice", "[4, 5]", "[4, 4]", 7, "months"},
    {"NoReviewer", "reviewed_by = \"\"\n", "", 1, "reviewed_by"},
    {"NoSource", "sources = [{ title = \"某标准\", publisher = \"某出版社\", year = 2016 }]\n", "sources = []\n", 0,
     "at least one source"},
    {"SourceWithoutPublisher", "publisher = \"某出版社\", ", "", 9, "publisher"},
    {"SourceWithScript", "year = 2016", "address = \"javascript:alert(1)\"", 9, "https://"},
    {"YearOfWords", "year = 2016", "year = \"2016\"", 9, "year"},
    {"BrokenToml", "kind = \"pest\"", "kind = pest", 4, ""},
};

class BadHeads : public ::testing::TestWithParam<BadHead> {};

TEST_P(BadHeads, AreToldWithLineAndReason)
{
    std::string head(good_head);
    const auto at = head.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    head.replace(at, std::string_view(GetParam().from).size(), GetParam().to);
    const auto faults = faults_of(article(head, body()));
    EXPECT_TRUE(std::ranges::any_of(faults, [](const KnowledgeFault& fault) {
        return (GetParam().line == 0 || fault.line == GetParam().line) &&
               fault.reason.find(GetParam().reason) != std::string::npos;
    })) << told(faults);
}

INSTANTIATE_TEST_SUITE_P(Each, BadHeads, ::testing::ValuesIn(bad_heads),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(Articles, AllFaultsOfAFileAreToldAtOnce)
{
    std::string head(good_head);
    head.replace(head.find("\"pest\""), 6, "\"magic\"");
    head.replace(head.find("[4, 5]"), 6, "[0]");
    EXPECT_EQ(faults_of(article(head, body("喷毒死蜱和克百威。"))).size(), 3U);
}

TEST(Articles, HeadingsAreCompleteKnownAndInOrder)
{
    auto rest = body();
    rest.replace(rest.find("## 怎么预防"), std::string_view("## 怎么预防").size(), "## 广告");
    const auto faults = told(faults_of(article(good_head, rest)));
    EXPECT_NE(faults.find("unknown heading"), std::string::npos) << faults;
    EXPECT_NE(faults.find("\"怎么预防\" is missing"), std::string::npos) << faults;
    EXPECT_NE(told(faults_of(article(good_head, "没有标题\n" + body()))).find("before the first heading"),
              std::string::npos);
    EXPECT_NE(told(faults_of(article(good_head, body() + "## 怎么看\n再说一遍。\n"))).find("twice or too late"),
              std::string::npos);
}

TEST(Articles, AnArticleOnATechniqueNeedsNoSectionOnProductsButOneOnAPestDoes)
{
    const auto whole = body();
    const auto from = whole.find("## 用药和安全间隔");
    const auto without = whole.substr(0, from) + whole.substr(whole.find("## 什么时候找人帮忙"));
    EXPECT_NE(told(faults_of(article(good_head, without))).find("\"用药和安全间隔\" is missing"), std::string::npos);
    std::string head(good_head);
    head.replace(head.find("\"pest\""), 6, "\"technique\"");
    EXPECT_EQ(told(faults_of(article(head, without))), "");
}

TEST(Articles, AProductThatIsForbiddenCannotBeRecommended)
{
    const std::pair<const char*, const char*> recommended[] = {
        {"可以用甲拌磷拌种。", "甲拌磷"},       {"不要浇太多水，可用克百威撒在根边。", "克百威"},
        {"不要用毒药。喷氧乐果。", "氧乐果"},   {"可用甲基对硫磷。", "甲基对硫磷"},
        {"用乙酰甲胺磷喷叶背。", "乙酰甲胺磷"}, {"用高毒农药才杀得死。", "高毒农药"},
    };
    for (const auto& [text, product] : recommended) {
        const auto faults = faults_of(article(good_head, body(text)));
        ASSERT_FALSE(faults.empty()) << text;
        EXPECT_EQ(faults.front().line, 17) << text;
        EXPECT_NE(faults.front().reason.find(std::string("recommends ") + product + ":"), std::string::npos)
            << told(faults);
    }
}

TEST(Articles, AWarningMayNameWhatItWarnsOf)
{
    for (const auto* text :
         {"禁止用甲拌磷、克百威、氧乐果。", "严禁使用高毒农药，如甲拌磷、涕灭威。", "甲拌磷不能用在茶园。",
          "不要灌呋喃丹（克百威）。", "老办法用的林丹、硫丹，这些都禁止使用。"})
        EXPECT_EQ(told(faults_of(article(good_head, body(text)))), "") << text;
}

TEST(Articles, SomeProductsAreForbiddenOnSomeCropsOnly)
{
    EXPECT_NE(told(faults_of(article(good_head, body("用乐果防治。")))), "");
    std::string cotton(good_head);
    cotton.replace(cotton.find("\"tea\""), 5, "\"cotton\"");
    EXPECT_EQ(told(faults_of(article(cotton, body("用乐果防治。")), "articles/cotton/cotton-x.md")), "");
    std::string pig(good_head);
    pig.replace(pig.find("\"tea\""), 5, "\"pig\"");
    const auto faults = told(faults_of(article(pig, body("拌料喂呋喃唑酮。")), "articles/pig/pig-x.md"));
    EXPECT_NE(faults.find("250"), std::string::npos) << faults;
}

TEST(Articles, ADoseNeedsTheLabelBesideIt)
{
    for (const auto* text :
         {"用某药30毫升兑水喷。", "药液800倍液喷雾。", "每亩用药 2 公斤撒施。", "喷1000-1500倍药液。"})
        EXPECT_NE(told(faults_of(article(good_head, body(text)))).find("dose"), std::string::npos) << text;
    for (const auto* text : {"用某药30毫升兑水喷，以标签为准。", "隔3天再看一次药效。", "每亩施农家肥 1000 公斤。",
                             "60公斤以上的猪打药前先问兽医。"})
        EXPECT_EQ(told(faults_of(article(good_head, body(text)))), "") << text;
}

TEST(Articles, MarkupTooShortTooLongAndStrangeFilesAreRefused)
{
    for (const auto* text : {"<script>alert(1)</script>", "[看这里](https://evil.example)", "| 表 | 格 |"})
        EXPECT_NE(told(faults_of(article(good_head, body(text)))).find("may not stand in an article"),
                  std::string::npos);
    EXPECT_NE(told(faults_of(article(good_head, "## 怎么看\n短。\n"))).find("characters"), std::string::npos);
    EXPECT_NE(told(faults_of(article(good_head, body(many("很长。", 400))))).find("characters"), std::string::npos);
    EXPECT_NE(told(faults_of("没有头\n" + body())).find("+++"), std::string::npos);
    EXPECT_NE(told(faults_of("+++\ntitle = \"没有尾\"\n")).find("+++"), std::string::npos);
    EXPECT_NE(told(faults_of("+++\n+++\n" + body())).find("front matter"), std::string::npos);
    EXPECT_NE(told(faults_of("\xff\xfe")).find("UTF-8"), std::string::npos);
    EXPECT_NE(told(faults_of(std::string(70'000, 'x'))).find("64 KB"), std::string::npos);
    EXPECT_NE(told(faults_of(article(good_head, body()), "articles/tea/Tea X.md")).find("file name"),
              std::string::npos);
}

TEST(Articles, AnIdStandsOnceAndFilesLieWhereTheyBelong)
{
    std::vector<KnowledgeFault> faults;
    const std::vector<KnowledgeFile> files{{"articles/coffee/tea-x.md", article(good_head, body())},
                                           {"articles/tea/tea-x.md", article(good_head, body())},
                                           {"articles/tea-y.md", article(good_head, body())}};
    knowledge::read_articles(files, shipped().article_rules, shipped().crops, Lint::needed, faults);
    EXPECT_NE(told(faults).find("articles/tea/tea-x.md:0: the id already belongs to articles/coffee/tea-x.md"),
              std::string::npos)
        << told(faults);
    EXPECT_NE(told(faults).find("articles/tea-y.md:0"), std::string::npos);
}

TEST(Articles, TheShippedOnesAreManyAndCoverManyCrops)
{
    std::vector<std::string> crops;
    for (const auto& shipped_article : shipped().articles) crops.push_back(shipped_article.crop);
    std::ranges::sort(crops);
    const auto repeated = std::ranges::unique(crops);
    crops.erase(repeated.begin(), repeated.end());
    EXPECT_GE(shipped().articles.size(), 300U);
    EXPECT_GE(crops.size(), 40U);
    EXPECT_NE(shipped().find_article("tea-leafhopper"), nullptr);
    EXPECT_EQ(shipped().find_article("tea-leafhoppe"), nullptr);
}

}  // namespace
}  // namespace agri110
