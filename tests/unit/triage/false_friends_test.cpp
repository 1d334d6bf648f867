// Texts that sound like a crop, a problem or an emergency and are none.
#include <gtest/gtest.h>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

constexpr std::string_view no_crop[] = {
    "你好",
    "喂，听得见不",
    "苹果发布会今晚几点直播",
    "苹果手机打不开了",
    "小米汽车多久交车",
    "番茄小说怎么充会员",
    "番茄炒蛋要放糖吗",
    "葡萄牙队今晚比赛",
    "葡萄糖口服液在哪买",
    "咖啡馆转让",
    "桃李满天下，祝老师节日快乐",
    "芒果TV会员怎么退",
    "我姓马，马上到马龙区",
    "我在马关县城，马上就过来",
    "从马街到羊街的路断了",
    "石榴籽一样紧紧抱在一起",
    "屋头灯是茶色的玻璃",
    "拖拉机冒黑烟",
    "抽烟对身体不好",
    "三七开分账",
    "麦克风没有声音",
    "叶子发黄，像是葱郁的那种也没有了",
    "蜗牛爬得到处都是",
    "天牛怎么打",
    "地里紫茎泽兰和牛筋草太多",
    "土地流转合同怎么签",
    "向日葵远程控制软件打不开",
    "孔雀舞演出几点开始",
    "稻城亚丁自驾路线",
    "企鹅和天鹅",
};

TEST(FalseFriends, NoCropIsReadIntoWordsThatOnlySoundLikeOne)
{
    for (const auto text : no_crop) {
        const auto understanding = understood(text);
        EXPECT_EQ(understanding.crop(), "") << text;
    }
}

struct Meant {
    std::string_view text;
    std::string_view crop;
};

constexpr Meant longer_names[] = {
    {"马铃薯", "potato"},        {"牛肝菌", "wild_fungi"},
    {"羊肚菌", "morel"},         {"鸡枞", "jizong"},
    {"鱼腥草", "houttuynia"},    {"牛油果", "avocado"},
    {"猪苓", "zhuling"},         {"鸡血藤", "spatholobus"},
    {"茶花", "camellia"},        {"茶树菇", "tea_tree_mushroom"},
    {"茶花鸡", "chicken"},       {"油茶", "camellia_oil"},
    {"菠萝蜜", "jackfruit"},     {"洋葱", "onion"},
    {"西葫芦", "pumpkin"},       {"猕猴桃", "kiwi"},
    {"核桃", "walnut"},          {"樱桃", "cherry"},
    {"杨梅", "bayberry"},        {"番木瓜", "papaya"},
    {"木瓜", "quince"},          {"火龙果", "dragon_fruit"},
    {"蚕豆", "broad_bean"},      {"荷兰豆", "pea"},
    {"花椒", "huajiao"},         {"胡椒", "black_pepper"},
    {"辣椒", "pepper"},          {"佛手瓜", "chayote"},
    {"佛手", "bergamot"},        {"牛膝", "achyranthes"},
    {"牛蒡", "burdock"},         {"牛蛙", "frog"},
    {"水牛", "buffalo"},         {"奶牛", "dairy_cattle"},
    {"竹荪", "bamboo_fungus"},   {"姜黄", "turmeric"},
    {"高良姜", "galangal"},      {"甘蓝", "cabbage"},
    {"紫甘蓝", "cabbage"},       {"木耳菜", "malabar_spinach"},
    {"想种牛油果", "avocado"},   {"灯盏花", "erigeron"},
    {"金鱼草", "snapdragon"},    {"猴头菇", "monkey_head"},
    {"鸡蛋果", "passion_fruit"}, {"小米辣", "pepper"},
    {"罗汉果", "monk_fruit"},    {"豆瓣绿蚕豆", "broad_bean"},
};

TEST(FalseFriends, LongerNameIsNotTakenForTheShorterOneInIt)
{
    for (const auto& [text, crop] : longer_names) {
        const auto understanding = understood(text);
        ASSERT_EQ(understanding.crops.size(), 1U) << text;
        EXPECT_EQ(understanding.crop(), crop) << text;
    }
}

constexpr Meant pests_called_after_another_crop[] = {
    {"辣椒上有桃蚜", "pepper"},         {"茄子有茶黄螨", "eggplant"},   {"番茄上烟粉虱多得很", "tomato"},
    {"甘蔗被玉米螟蛀了", "sugarcane"},  {"烤烟上有桃蚜", "tobacco"},    {"葱上有甜菜夜蛾", "scallion"},
    {"苹果叶子上有梨网蝽", "apple"},    {"芒果里有橘小实蝇", "mango"},  {"玫瑰上有棉铃虫", "rose"},
    {"草莓苗被土蚕咬断", "strawberry"}, {"白菜上甘蓝夜蛾", "cabbage"},  {"石榴里有桃蛀螟", "pomegranate"},
    {"葡萄上有茶翅蝽", "grape"},        {"核桃树被天牛蛀空", "walnut"}, {"玉米地用了烟嘧磺隆", "maize"},
    {"柚子树长满煤烟病", "pomelo"},
};

TEST(FalseFriends, PestCalledAfterAnotherCropDoesNotMoveTheReport)
{
    for (const auto& [text, crop] : pests_called_after_another_crop) {
        const auto understanding = understood(text);
        ASSERT_EQ(understanding.crops.size(), 1U) << text;
        EXPECT_EQ(understanding.crop(), crop) << text;
    }
}

TEST(FalseFriends, PestAloneIsWeakEvidenceForItsHost)
{
    for (const auto& [text, crop] :
         {Meant{"玉米螟", "maize"}, {"桃蚜", "peach"}, {"黄龙病", "citrus"}, {"浮头", "pond_fish"}}) {
        const auto understanding = understood(text);
        EXPECT_EQ(understanding.crop(), crop) << text;
        EXPECT_FALSE(understanding.sure) << text;
    }
}

constexpr std::string_view not_urgent[] = {
    "预防非洲猪瘟怎么做", "猪瘟疫苗多久打一次",     "口蹄疫疫苗哪里领",   "拖拉机打不着火",
    "累死人了，价格还低", "见手青怎么炒才不会中毒", "洪水期过后种什么好", "洋芋晚疫病爆发了打什么药",
    "核桃价格滑坡厉害",   "苗子根系缺氧怎么办",
};

TEST(FalseFriends, NoAlarmIsRaisedByWordsOfPreventionOrOfSpeech)
{
    for (const auto text : not_urgent) EXPECT_EQ(understood(text).urgency, Urgency::normal) << text;
}

TEST(FalseFriends, MachineIsNotIll)
{
    for (const auto text : {"拖拉机老是出毛病", "微耕机启动不了，咋整", "收割机熄火了，怎么保养"}) {
        EXPECT_EQ(understood(text).kind, ProblemKind::other) << text;
        EXPECT_EQ(understood(text).crop(), "") << text;
    }
}

TEST(FalseFriends, QuestionWordsTellSomethingOnlyOfAKnownCrop)
{
    EXPECT_EQ(understood("灵芝怎么弄").kind, ProblemKind::technique);
    EXPECT_EQ(understood("灵芝怎么弄，长霉了").kind, ProblemKind::disease);
    EXPECT_EQ(understood("小说会员怎么退").kind, ProblemKind::other);
    EXPECT_EQ(understood("拖拉机怎么开").kind, ProblemKind::other);
    EXPECT_EQ(understood("洋芋怎么办").kind, ProblemKind::other);
}

TEST(FalseFriends, DryFieldIsNoDroughtAndStainlessSteelNoRust)
{
    EXPECT_EQ(understood("旱地玉米种多密").kind, ProblemKind::technique);
    EXPECT_EQ(understood("不锈钢锅炒茶行不行").kind, ProblemKind::processing);
    EXPECT_EQ(understood("霜降以后种豌豆，几月种合适").kind, ProblemKind::technique);
}

}  // namespace
}  // namespace agri110::triage
