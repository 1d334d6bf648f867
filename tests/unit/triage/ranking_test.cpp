// Which crop a report is filed under when several are named, and how sure that is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

using testing::ElementsAre;

std::vector<std::string> crops_of(const Understanding& understanding)
{
    std::vector<std::string> crops;
    for (const auto& candidate : understanding.crops) crops.push_back(candidate.crop);
    return crops;
}

TEST(Ranking, ReporterWhoChoseACropIsBelieved)
{
    const auto understanding = understood("洋芋叶子发黑", "sanqi");
    EXPECT_THAT(crops_of(understanding), ElementsAre("sanqi", "potato"));
    EXPECT_EQ(understanding.crops[0].confidence, 1);
    EXPECT_TRUE(understanding.crops[0].words.empty());
    EXPECT_LT(understanding.crops[1].confidence, 1);
}

TEST(Ranking, ChosenCropIsNotListedTwice)
{
    EXPECT_THAT(crops_of(understood("苞谷苞谷苞谷，旁边的洋芋", "maize")), ElementsAre("maize", "potato"));
}

TEST(Ranking, ChosenCropOfAnyLevelOrUnknownStillComesFirst)
{
    for (const auto* chosen : {"vegetable", "pigs", "no_such_crop", "其他"}) {
        EXPECT_EQ(understood("番茄烂了", chosen).crop(), chosen);
    }
}

TEST(Ranking, ChosenAnimalMakesItsIllnessTheVeterinariansCase)
{
    EXPECT_EQ(understood("得病了，身上有斑点", "goat").kind, ProblemKind::animal_disease);
    EXPECT_EQ(understood("得病了，身上有斑点", "pig").kind, ProblemKind::animal_disease);
    EXPECT_EQ(understood("得病了，身上有斑点", "tomato").kind, ProblemKind::disease);
}

struct InPassing {
    std::string_view text;
    std::string_view meant;
    std::string_view named;
};

constexpr InPassing in_passing[] = {
    {"前茬种的是洋芋，今年种苞谷，苞谷苗死了好多", "maize", "potato"},
    {"苞谷地旁边的辣椒叶子卷", "pepper", "maize"},
    {"旁边的苞谷没事，就是烤烟叶子上起斑", "tobacco", "maize"},
    {"核桃树下套种的花生叶子上好多斑点", "peanut", "walnut"},
    {"以前种甘蔗，现在想种芒果，什么品种好", "mango", "sugarcane"},
    {"去年种的油菜好好的，今年蚕豆烂根", "broad_bean", "rapeseed"},
    {"橡胶林里套种的砂仁不结果", "amomum", "rubber"},
    {"茶园里养的鸡拉稀", "chicken", "tea"},
    {"猪喂的是红薯藤，几天不吃食", "pig", "sweet_potato"},
    {"隔壁家的桃树打药，我家蜜蜂死了好多", "honeybee", "peach"},
    {"稻田里放的鸭子脚软", "duck", "rice"},
    {"苹果园改种樱桃，樱桃苗死了", "cherry", "apple"},
};

TEST(Ranking, CropNamedInPassingDoesNotTakeTheReport)
{
    for (const auto& [text, meant, named] : in_passing) {
        EXPECT_THAT(crops_of(understood(text)), ElementsAre(meant, named)) << text;
    }
}

TEST(Ranking, CropWithTheSymptomComesBeforeTheOneThatIsWell)
{
    EXPECT_EQ(understood("我家种了水稻还有玉米，玉米叶子发黄").crop(), "maize");
    EXPECT_EQ(understood("家里有苹果和梨，梨的叶子起锈斑").crop(), "pear");
    EXPECT_EQ(understood("养了鸡和猪，猪不吃食").crop(), "pig");
}

TEST(Ranking, OftenNamedCropComesFirst)
{
    EXPECT_EQ(understood("茶叶，核桃，核桃苗，核桃树").crop(), "walnut");
}

TEST(Ranking, GeneralNameSpeaksOfTheSpecialOneBeforeIt)
{
    EXPECT_THAT(crops_of(understood("湖羊不吃草，羊圈里湿，羊都没精神")), ElementsAre("sheep"));
    EXPECT_THAT(crops_of(understood("草鱼死了，鱼塘水发绿")), ElementsAre("grass_carp"));
    EXPECT_THAT(crops_of(understood("奶牛乳房炎，牛发烧")), ElementsAre("dairy_cattle"));
    EXPECT_THAT(crops_of(understood("黑山羊和绵羊都咳嗽")), ElementsAre("goat", "sheep"));
}

TEST(Ranking, VagueNameGivesWayToACropOfItsSectorAndStandsOtherwise)
{
    EXPECT_THAT(crops_of(understood("菜地里的辣子蔫了")), ElementsAre("pepper"));
    EXPECT_THAT(crops_of(understood("果园里的柑橘落果")), ElementsAre("citrus"));
    EXPECT_THAT(crops_of(understood("菜地里的菜蔫了")), ElementsAre("other_vegetable"));
    EXPECT_THAT(crops_of(understood("中药材没人收")), ElementsAre("medicinal"));
}

TEST(Ranking, ClearNameIsSurerThanASingleCharacterAndThanOneOfTwo)
{
    const auto confidence = [](std::string_view text) { return understood(text).crops.front().confidence; };
    EXPECT_GT(confidence("马铃薯叶子发黑"), 0.8);
    EXPECT_GT(confidence("马铃薯"), confidence("茶"));
    EXPECT_GT(confidence("马铃薯叶子发黑"), confidence("马铃薯和番茄叶子发黑"));
    EXPECT_GT(confidence("玉米有虫"), confidence("玉米螟"));
}

TEST(Ranking, ConfidencesAreSharesThatFallInOrder)
{
    for (const auto* text : {"苞谷、洋芋、核桃、烤烟、三七、猪、鸡都受灾", "芒果和香蕉", "桃蚜", "茶"}) {
        double sum = 0;
        double last = 1;
        for (const auto& candidate : understood(text).crops) {
            EXPECT_GT(candidate.confidence, 0);
            EXPECT_LE(candidate.confidence, last);
            last = candidate.confidence;
            sum += last;
        }
        EXPECT_LT(sum, 1) << text;
    }
}

TEST(Ranking, WordsSayWhyAndStandInTheText)
{
    const auto understanding = understood("我家苞谷全死，包谷叶子全是斑点，挨着的洋芋没事");
    EXPECT_THAT(understanding.crops[0].words, ElementsAre("苞谷", "包谷"));
    EXPECT_THAT(understanding.crops[1].words, ElementsAre("洋芋"));
    EXPECT_THAT(understanding.kind_words, testing::Contains("斑点"));
    EXPECT_THAT(understanding.urgency_words, ElementsAre("全死"));
}

}  // namespace
}  // namespace agri110::triage
