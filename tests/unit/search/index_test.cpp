// What is asked is found, in one order only, whatever else happens to the index meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "tests/unit/search/a_document.hpp"

namespace agri110::test {
namespace {

using search::Query;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<search::Document> some_documents()
{
    return {an_article("tea-hopper", "tea", "茶小绿叶蝉", "嫩叶卷起来，叶边发红"),
            an_article("tea-frost", "tea", "茶树霜冻", "芽叶一夜变焦"),
            an_article("coffee-rust", "coffee", "咖啡锈病", "叶背一片橙黄粉"),
            an_article("huajiao-rust", "huajiao", "花椒锈病", "叶背橙黄粉，叶子掉光"),
            an_article("pig-scours", "pig", "仔猪拉稀", "小猪拉黄屎，不吃奶"),
            a_case("41", "tea", "茶树嫩叶卷了怎么救回来的", 532822),
            a_case("42", "tea", "茶树嫩叶卷了怎么救回来的", 530822)};
}

TEST(Index, AFarmersOtherNameForCropAndSignFindsTheArticle)
{
    auto index = an_index();
    index.put(some_documents());
    EXPECT_EQ(ids_of(index.find({.text = "红椒树掉叶，背面有锈粉"})).front(), "huajiao-rust");
    EXPECT_EQ(ids_of(index.find({.text = "小猪拉肚子"})).front(), "pig-scours");
    EXPECT_EQ(ids_of(index.find({.text = "茶葉打霜"})).front(), "tea-frost") << "traditional characters";
}

TEST(Index, AWordNobodyListedIsFoundByItsPairsOfCharacters)
{
    auto index = an_index();
    index.put(some_documents());
    index.put({an_article("new", "tea", "茶角胸叶甲新发", "叶上筛状孔")});
    EXPECT_EQ(ids_of(index.find({.text = "角胸叶甲"})).front(), "new");
}

TEST(Index, TheUnderstoodCropComesFirstAndNothingElseIsHidden)
{
    auto index = an_index();
    index.put(some_documents());
    const auto coffee = ids_of(index.find({.text = "叶背橙黄粉", .crops = {{.crop = "coffee", .confidence = 0.9}}}));
    EXPECT_THAT(coffee, ElementsAre("coffee-rust", "huajiao-rust"));
    const auto huajiao = ids_of(index.find({.text = "叶背橙黄粉", .crops = {{.crop = "huajiao", .confidence = 0.9}}}));
    EXPECT_EQ(huajiao.front(), "huajiao-rust");
}

TEST(Index, AChosenCropHidesOthersButKeepsWhatHoldsForItsWholeGroup)
{
    auto index = an_index();
    index.put({an_article("citrus", "citrus", "霜冻以后怎么办"), an_article("fruit", "fruit", "霜冻以后怎么办"),
               an_article("potato", "potato", "霜冻以后怎么办")});
    EXPECT_THAT(ids_of(index.find({.text = "霜冻", .crop = "citrus"})), ElementsAre("citrus", "fruit"));
    EXPECT_THAT(ids_of(index.find({.text = "霜冻", .crop = "fruit"})), ElementsAre("citrus", "fruit"));
    EXPECT_THAT(index.find({.text = "霜冻", .crop = "dragon"}), IsEmpty());
}

TEST(Index, CasesFromElsewhereAreLeftOutOfARegionAndArticlesStay)
{
    auto index = an_index();
    index.put(some_documents());
    const auto found = ids_of(index.find({.text = "茶树嫩叶卷", .region = counties_of(532800)}));
    EXPECT_THAT(found, Contains("41"));
    EXPECT_THAT(found, Contains("tea-hopper"));
    EXPECT_THAT(found, Not(Contains("42")));
    EXPECT_EQ(ids_of(index.find({.text = "茶树嫩叶卷", .county = 530822, .type = search::DocumentType::solved_case})),
              (std::vector<std::string>{"42", "41"}))
        << "the nearer one first";
}

TEST(Index, SeasonAndAltitudeDecideBetweenEquals)
{
    auto index = an_index();
    auto winter = an_article("b-winter", "potato", "洋芋怎么管");
    winter.months = {12, 1, 2};
    winter.altitude = AltitudeBand{800, 1500};
    auto summer = an_article("a-summer", "potato", "洋芋怎么管");
    summer.months = {6, 7};
    summer.altitude = AltitudeBand{1800, 2600};
    index.put({winter, summer});
    EXPECT_EQ(ids_of(index.find({.text = "洋芋怎么管", .month = 1})).front(), "b-winter");
    EXPECT_EQ(ids_of(index.find({.text = "洋芋怎么管", .month = 7})).front(), "a-summer");
    EXPECT_EQ(ids_of(index.find({.text = "洋芋怎么管", .altitude = 1000})).front(), "b-winter");
}

TEST(Index, WhatHelpedOthersRisesButNeverAboveWhatFitsBetter)
{
    auto index = an_index();
    index.put({an_article("a", "tea", "茶树嫩叶卷曲"), an_article("b", "tea", "茶树嫩叶卷曲")});
    EXPECT_EQ(ids_of(index.find({.text = "茶树嫩叶卷曲"})), (std::vector<std::string>{"a", "b"}));
    index.count({search::DocumentType::article, "b"}, 20, 9);
    EXPECT_EQ(ids_of(index.find({.text = "茶树嫩叶卷曲"})), (std::vector<std::string>{"b", "a"}));
    index.put({an_article("c", "tea", "茶树施肥")});
    index.count({search::DocumentType::article, "c"}, 1'000'000, 1'000'000);
    EXPECT_EQ(ids_of(index.find({.text = "茶树嫩叶卷曲"})).front(), "b");
}

TEST(Index, AWithdrawnDocumentIsGoneAndAChangedOneIsFoundByItsNewWordsOnly)
{
    auto index = an_index();
    index.put(some_documents());
    index.remove({{search::DocumentType::solved_case, "41"}, {search::DocumentType::solved_case, "unknown"}});
    EXPECT_THAT(ids_of(index.find({.text = "茶树嫩叶卷"})), Not(Contains("41")));
    index.put({a_case("42", "tea", "蚯蚓太多", 530822)});
    EXPECT_THAT(ids_of(index.find({.text = "茶树嫩叶卷", .type = search::DocumentType::solved_case})), IsEmpty());
    EXPECT_THAT(ids_of(index.find({.text = "蚯蚓"})), ElementsAre("42"));
    EXPECT_EQ(index.size(), 6U);
}

/// Documents made of a few words, so that many of them are equally good.
std::vector<search::Document> many_documents(std::size_t count)
{
    const std::vector<std::string> words{"叶子发黄", "嫩叶卷", "果子掉", "树干有洞", "根烂", "霜冻", "白粉", "红蜘蛛"};
    const std::vector<std::string> crops{"tea", "coffee", "citrus", "mango", "potato"};
    std::vector<search::Document> documents;
    for (std::size_t i = 0; i < count; ++i) {
        auto document = a_case(std::to_string(1000 + i), crops[i % crops.size()], words[i % words.size()], 532822);
        document.signs = words[(i / 3) % words.size()] + "，" + words[(i / 7) % words.size()];
        document.helped = static_cast<int>(i % 4);
        documents.push_back(std::move(document));
    }
    return documents;
}

std::vector<std::pair<std::string, double>> all_of(const search::Index& index)
{
    std::vector<std::pair<std::string, double>> all;
    for (const auto* text : {"茶树叶子发黄", "果子掉，树干有洞", "白粉 红蜘蛛"})
        for (const auto& hit : index.find({.text = text, .limit = 50})) all.emplace_back(hit.key.id, hit.score);
    return all;
}

TEST(Index, TheOrderOfResultsDoesNotDependOnHowTheDocumentsCameIn)
{
    auto documents = many_documents(300);
    auto at_once = an_index();
    at_once.put(documents);
    const auto expected = all_of(at_once);
    ASSERT_EQ(expected.size(), 150U);

    std::mt19937 dice(7);
    std::shuffle(documents.begin(), documents.end(), dice);
    auto one_by_one = an_index();
    for (const auto& document : documents) {
        one_by_one.put({a_case(document.key.id, "pig", "先前写错的", 0)});
        one_by_one.put({document});
    }
    EXPECT_EQ(all_of(one_by_one), expected);

    one_by_one.put(many_documents(320));
    std::vector<search::DocumentKey> gone;
    for (int i = 300; i < 320; ++i) gone.push_back({search::DocumentType::solved_case, std::to_string(1000 + i)});
    one_by_one.remove(gone);
    EXPECT_EQ(one_by_one.size(), 300U);
    EXPECT_EQ(all_of(one_by_one), expected) << "after removing what came later";
}

TEST(Index, AnythingMayBeTypedAndNothingBreaks)
{
    auto index = an_index();
    index.put(some_documents());
    std::string endless;
    while (endless.size() < 15'000) endless += "茶树叶子发黄";
    const std::vector<std::string> odd{"",
                                       " ",
                                       "！？。，",
                                       "😀🐛👨‍👩‍👧",
                                       "\"茶\" AND NOT (叶*) OR NEAR(a,b)",
                                       "hello",
                                       "ช่วยด้วย",
                                       "\xff\xfe茶\xc3\x28",
                                       std::string("茶\0叶", 7),
                                       "<b>茶</b>",
                                       "𠀀𪚥㐂",
                                       "'; DROP TABLE report; --",
                                       endless};
    for (const auto& text : odd) EXPECT_LE(index.find({.text = text}).size(), 10U) << text;
    EXPECT_THAT(index.find({.text = "！？。，"}), IsEmpty());
    EXPECT_THAT(index.find({.text = "hello ช่วยด้วย 😀"}), IsEmpty());
    EXPECT_EQ(ids_of(index.find({.text = "\"咖啡\" AND (锈病*)"})).front(), "coffee-rust");
    EXPECT_EQ(index.find({.text = "茶", .limit = 0}).size(), 0U);
}

TEST(Index, WithoutAnyTextTheFiltersAloneListWhatThereIs)
{
    auto index = an_index();
    index.put(some_documents());
    EXPECT_THAT(ids_of(index.find({.crop = "coffee"})), ElementsAre("coffee-rust"));
    EXPECT_EQ(index.find({.crop = "tea"}).size(), 4U);
}

TEST(Index, ReadersAreServedWhileDocumentsComeAndGo)
{
    auto index = an_index();
    const auto documents = many_documents(60);
    index.put(documents);
    std::atomic<bool> stop{false};
    std::atomic<int> wrong{0};
    std::vector<std::jthread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&] {
            while (!stop) wrong += index.find({.text = "茶树叶子发黄"}).empty() ? 1 : 0;
        });
    for (const auto& document : documents) {
        index.put({a_case("9" + document.key.id, "tea", "茶树叶子发黄", 532822)});
        index.count(document.key, 1, 1);
        index.remove({{search::DocumentType::solved_case, "9" + document.key.id}});
    }
    stop = true;
    readers.clear();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(index.size(), 60U);
}

}  // namespace
}  // namespace agri110::test
