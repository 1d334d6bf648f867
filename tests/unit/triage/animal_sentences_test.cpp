// Sentences as farmers write and dictate them, about animals, fish, bees and silkworms, and about no crop at all.
#include <gtest/gtest.h>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

struct Sentence {
    std::string_view text;
    std::string_view crop;
    ProblemKind kind;
    Urgency urgency = Urgency::normal;
};

using enum ProblemKind;

constexpr Sentence animals[] = {
    {"猪儿不吃食发高烧，身上红一块紫一块，一晚上死了三头，怕是非洲猪瘟", "pig", animal_disease, Urgency::urgent},
    {"小猪拉稀拉白的，五六天了，打了针也不管用", "pig", animal_disease},
    {"老母猪下崽以后不吃潲，奶水也没有", "pig", animal_disease},
    {"牛儿不倒嚼，肚子胀得像鼓一样", "beef_cattle", animal_disease},
    {"我家牛嘴巴起水泡流口水，蹄子也烂，怕是口蹄疫", "beef_cattle", animal_disease, Urgency::urgent},
    {"黑山羊咳嗽流鼻涕，瘦得皮包骨", "goat", animal_disease},
    {"家里养的湖羊不吃草，羊圈里躺起好几只", "sheep", animal_disease},
    {"土鸡一夜之间死了五十多只，鸡冠发紫", "chicken", animal_disease, Urgency::urgent},
    {"鸡崽拉白屎，毛蓬起，缩着脖子", "chicken", animal_disease},
    {"鸭子脚软站不起来，还歪脖子", "duck", animal_disease},
    {"鱼塘的鱼今早全部浮头，翻白了好多", "pond_fish", animal_disease, Urgency::urgent},
    {"蜂箱里头有巢虫，中蜂都快跑完了", "honeybee", animal_disease},
    {"蚕不结茧，身上流脓水死掉", "silkworm", animal_disease},
    {"鹅崽扭脖子，站不起，是不是小鹅瘟", "goose", animal_disease},
    {"稻田里养小龙虾，水质怎么管理", "crayfish", technique},
    {"兔子拉稀胀肚，死了四五只", "rabbit", animal_disease},
    {"猪喂的是苞谷面和红薯藤，这几天不吃食，拉稀", "pig", animal_disease},
    {"母猪保险死了怎么赔，找哪个报案", "pig", policy},
    {"塘子里的鱼烂鳃，水发绿", "pond_fish", animal_disease},
    {"请问专家，母猪产后不吃，体温41度，该怎么办", "pig", animal_disease},
    {"母猪断奶后不发情咋个办", "pig", technique},
    {"现在生猪价格跌到五块多了，还要不要补栏", "pig", market},
    {"猪耳朵发紫，肚子上有出血点，喘得厉害", "pig", animal_disease},
    {"西门塔尔小牛怎么育肥，一天喂多少精料", "beef_cattle", nutrition},
    {"牛身上起疙瘩，是不是结节病", "beef_cattle", animal_disease},
    {"小牛生下来三天就拉稀，眼睛凹进去了", "beef_cattle", animal_disease},
    {"羊羔嘴巴边上长痂，不吃奶", "goat", animal_disease},
    {"羊圈怎么建，一只羊要多大面积", "goat", technique},
    {"鸡拉血粪，是不是球虫", "chicken", animal_disease},
    {"土鸡养到几个月可以卖，怎么喂长得快", "chicken", technique},
    {"蛋鸡产蛋率下降，蛋壳变软", "chicken", animal_disease},
    {"稻田里放鸭子，一亩放多少只", "duck", technique},
    {"鱼塘里的草鱼身上发红掉鳞", "grass_carp", animal_disease},
    {"油菜地打农药，我家蜜蜂中毒死了一地", "honeybee", animal_disease, Urgency::urgent},
    {"中蜂什么时候分蜂，怎么收蜂", "honeybee", technique},
    {"小蚕发白僵，硬得像石灰", "silkworm", animal_disease},
    {"奶牛乳房炎，奶里有块块", "dairy_cattle", animal_disease},
    {"牦牛拉稀消瘦，怕是有寄生虫", "yak", animal_disease},
    {"家里的骡子肚子疼打滚", "horse", animal_disease},
    {"狗咬了人，怕狂犬病", "dog", animal_disease, Urgency::urgent},
    {"虹鳟烂鳃死了好几百条", "trout", animal_disease},
    {"养的三文鱼长白毛，是水霉吗", "trout", animal_disease},
    {"猪屁股后面拉黄水，精神不好", "pig", animal_disease},
    {"养猪场环评手续咋办", "pig", policy},
    {"仔猪几天断奶好", "pig", technique},
    {"肉牛价格跌了，还能养不", "beef_cattle", market},
    {"母牛产后胎衣不下", "beef_cattle", animal_disease},
    {"羊脖子底下肿一大包，拉稀", "goat", animal_disease},
    {"羊突然死了好几只，死前抽搐", "goat", animal_disease, Urgency::urgent},
    {"鸡仔张嘴喘气，甩鼻涕", "chicken", animal_disease},
    {"哪里有武定鸡的鸡苗卖", "chicken", variety},
    {"林下养鸡有补贴没", "chicken", policy},
    {"鸭苗一天死几十只，全部死完了", "duck", animal_disease, Urgency::urgent},
    {"鱼塘消毒用生石灰一亩多少斤", "pond_fish", technique},
    {"罗非鱼没人来收", "tilapia", market},
    {"蜜蜂幼虫烂子，有酸臭味", "honeybee", animal_disease},
    {"绵羊一年剪几次毛", "sheep", technique},
    {"牦牛保险怎么买", "yak", policy},
    {"兔子耳朵里结痂，摇头", "rabbit", animal_disease},
    {"鹅一天喂几次草", "goose", technique},
    {"鸽子拉绿屎，不吃", "pigeon", animal_disease},
    {"马匹肚子痛，在地上打滚", "horse", animal_disease},
};

constexpr Sentence without_crop[] = {
    {"今晚霜冻要来了，地头的菜咋个保", "other_vegetable", weather, Urgency::urgent},
    {"我媳妇打药中毒，人昏倒了咋办", "", pesticide_injury, Urgency::urgent},
    {"农机购置补贴怎么申请", "", policy},
    {"土地流转合同怎么写", "", policy},
    {"土壤板结怎么改良", "", nutrition},
    {"今年天干，水库没水怎么办", "", weather},
    {"地里老鼠多得很，用什么药", "", pest},
    {"想开网店直播带货卖土特产", "", market},
    {"大棚膜多久换一次", "", technique},
    {"滴灌带堵了怎么办", "", technique},
    {"红蜘蛛打什么药", "", pest},
    {"白粉病用什么药好", "", disease},
};

void expect_understood(const Sentence& sentence)
{
    SCOPED_TRACE(sentence.text);
    const auto understanding = understood(sentence.text);
    EXPECT_EQ(understanding.crop(), sentence.crop);
    EXPECT_EQ(name_of(understanding.kind), name_of(sentence.kind));
    EXPECT_EQ(name_of(understanding.urgency), name_of(sentence.urgency));
}

TEST(AnimalSentences, SickAnimalReachesTheVeterinarian)
{
    for (const auto& sentence : animals) expect_understood(sentence);
}

TEST(AnimalSentences, KindIsUnderstoodWithoutACrop)
{
    for (const auto& sentence : without_crop) expect_understood(sentence);
}

}  // namespace
}  // namespace agri110::triage
