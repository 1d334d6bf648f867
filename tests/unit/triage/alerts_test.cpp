// What must be acted on at once is seen, said with the words that say so, and not seen where it is not.
#include <gtest/gtest.h>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

TEST(Alerts, PeopleComeBeforeAnimals)
{
    EXPECT_EQ(understood("鸡死了两百只，我老婆打农药头晕呕吐").alert, Alert::human_poisoning);
    EXPECT_EQ(understood("猪发高烧，死了三十头，怀疑非洲猪瘟").alert, Alert::animal_epidemic);
    EXPECT_EQ(understood("猪死了三十头").alert, Alert::mass_death);
}

TEST(Alerts, AlertIsUrgentAndSaysWhy)
{
    const auto understanding = understood("猪死了四十多头");
    EXPECT_EQ(understanding.urgency, Urgency::urgent);
    EXPECT_FALSE(understanding.alert_words.empty());
}

TEST(Alerts, NumbersCountInFiguresAndInWords)
{
    for (const auto* text :
         {"鸡死了40只", "鸡死了四十只", "鸡死了四十多只", "两百只鸡死了", "鸡死了1百多只", "羊死掉十二只"})
        EXPECT_EQ(understood(text).alert, Alert::mass_death) << text;
    for (const auto* text :
         {"鸡死了4只", "鸡死了一只", "养了两千只鸡，今天死了一只", "我有四十头猪", "猪四十天死了一头"})
        EXPECT_EQ(understood(text).alert, Alert::none) << text;
}

TEST(Alerts, FewDeadAlarmNobodyUnlessItGoesOn)
{
    for (const auto* text : {"羊死了两只", "猪死了一头", "小猪死了一头"})
        EXPECT_EQ(understood(text).alert, Alert::none) << text;
    for (const auto* text : {"羊今天又死了两只，剩下的都站不起来", "小猪死了一头，剩下的全都倒了"})
        EXPECT_EQ(understood(text).alert, Alert::mass_death) << text;
}

TEST(Alerts, HugeAndBrokenNumbersDoNoHarm)
{
    EXPECT_EQ(understood("鸡死了99999999999999999999999999只").alert, Alert::mass_death);
    EXPECT_EQ(understood("万万万万万万只鸡死了").alert, Alert::mass_death);
}

TEST(Alerts, WhatNoRuleForeseesIsHeardByItsLikeness)
{
    EXPECT_EQ(understood("猪圈里一早抬出去七八头，剩下的也站不起来了").alert, Alert::mass_death);
    EXPECT_EQ(understood("娃娃把除草剂当饮料咽了一口，嘴里起泡").alert, Alert::human_poisoning);
    const auto understanding = understood("牛舌头起泡淌口水，脚也烂了，隔壁几家的也一样");
    EXPECT_EQ(understanding.alert, Alert::animal_epidemic);
    EXPECT_FALSE(understanding.alert_words.empty());
}

TEST(Alerts, NobodyIsPagedForPlants)
{
    for (const auto* text :
         {"三七成片死亡", "辣椒死了一半", "烟苗一夜之间死了一大片", "葡萄炭疽病怎么治", "橘子树死了二十棵"})
        EXPECT_EQ(understood(text).alert, Alert::none) << text;
}

TEST(Alerts, AskingAheadIsNoAlarm)
{
    for (const auto* text :
         {"猪瘟疫苗几天打", "怎么预防鸡新城疫", "怎样打药才不会农药中毒", "受非洲猪瘟影响猪价会涨吗"})
        EXPECT_EQ(understood(text).alert, Alert::none) << text;
}

TEST(Alerts, ChosenAnimalIsEnoughToKnowWhoIsDying)
{
    EXPECT_EQ(understood("一晚上死了一半", "chicken").alert, Alert::mass_death);
    EXPECT_EQ(understood("一晚上死了一半", "tomato").alert, Alert::none);
}

TEST(Alerts, CropWithoutAProblemIsNeverSure)
{
    EXPECT_FALSE(understood("苹果").sure);
    EXPECT_TRUE(understood("苹果", "apple").sure);
    EXPECT_TRUE(understood("苹果树叶子上有红蜘蛛").sure);
}

}  // namespace
}  // namespace agri110::triage
