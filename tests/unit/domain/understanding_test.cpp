// When an alert is said in words of a rule, and when it is only guessed.
#include "domain/understanding.hpp"

#include <gtest/gtest.h>

namespace agri110 {
namespace {

Lexicon a_lexicon()
{
    Lexicon lexicon;
    lexicon.alert_groups = {{"poison", {"农药"}},
                            {"sick", {"头晕", "呕吐"}},
                            {"poisoned", {"农药中毒"}},
                            {"dead", {"死了"}},
                            {"many", {"死光"}}};
    lexicon.alert_rules = {{Alert::human_poisoning, {"poison", "sick"}},
                           {Alert::human_poisoning, {"poisoned"}},
                           {Alert::mass_death, {"many"}}};
    lexicon.deaths.dead = "dead";
    lexicon.deaths.many = "many";
    return lexicon;
}

bool said(Alert alert, const std::vector<std::string>& words)
{
    return is_said_outright(a_lexicon(), alert, words);
}

TEST(SaidOutright, AWordOfEachGroupOfOneRuleIsEnough)
{
    EXPECT_TRUE(said(Alert::human_poisoning, {"农药", "头晕"}));
    EXPECT_TRUE(said(Alert::human_poisoning, {"农药中毒"}));
    EXPECT_TRUE(said(Alert::human_poisoning, {"农药中毒", "呕吐"})) << "one word hides inside another";
    EXPECT_TRUE(said(Alert::mass_death, {"死光"}));
    EXPECT_TRUE(said(Alert::mass_death, {"死了"})) << "a number said that they were many";
}

TEST(SaidOutright, AGuessOrAnotherAlertsWordsAreNot)
{
    EXPECT_FALSE(said(Alert::human_poisoning, {}));
    EXPECT_FALSE(said(Alert::human_poisoning, {"农药"}));
    EXPECT_FALSE(said(Alert::human_poisoning, {"头", "晕"}));
    EXPECT_FALSE(said(Alert::mass_death, {"农药", "头晕"}));
    EXPECT_FALSE(said(Alert::animal_epidemic, {"死光"}));
    EXPECT_FALSE(said(Alert::none, {"死光"}));
}

}  // namespace
}  // namespace agri110
