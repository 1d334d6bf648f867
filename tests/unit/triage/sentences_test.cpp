// Whole sentences as farmers write and dictate them: what was once right stays right, and what was never seen is
// understood well enough. The bounds stand a little below what was measured; README.md of sentences/ says how.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "knowledge_on_disk.hpp"
#include "tests/support/understanding_measure.hpp"

namespace agri110::triage {
namespace {

std::vector<measure::Sentence> sentences(const std::string& name)
{
    return measure::read_sentences(std::string(AGRI110_SOURCE) + "/tests/unit/triage/sentences/" + name + ".tsv");
}

measure::Measured measured(const std::string& name, std::string_view chosen_crop = "")
{
    static const Matcher matcher{knowledge_on_disk().crops, knowledge_on_disk().lexicon};
    return measure::measure(matcher, sentences(name), chosen_crop);
}

TEST(Sentences, WhatWasOnceUnderstoodReachesTheSamePeople)
{
    for (const auto& sentence : sentences("earlier")) {
        SCOPED_TRACE(sentence.text);
        const auto understanding = understood(sentence.text);
        EXPECT_EQ(understanding.crop(), sentence.crops.front());
        EXPECT_EQ(name_of(understanding.kind), name_of(sentence.kinds.front()));
        EXPECT_EQ(understanding.urgency, sentence.urgency);
        EXPECT_NE(std::ranges::find(sentence.alerts, understanding.alert), sentence.alerts.end());
    }
}

TEST(Sentences, WordsAreTunedOnTheseAndDoNotGetWorse)
{
    const auto m = measured("development");
    EXPECT_GE(m.top1(), 0.99);
    EXPECT_GE(m.top3(), 0.995);
    EXPECT_LE(m.wrong_when_sure(), 0.01);
    EXPECT_GE(m.macro_f1(), 0.95);
    EXPECT_GE(m.alert_recall(), 0.98);
    EXPECT_LE(m.false_alarm_rate(), 0.02);
}

TEST(Sentences, QuestionsNeverSeenAreUnderstood)
{
    const auto m = measured("held_out");
    EXPECT_GE(m.sentences, 300);
    EXPECT_GE(m.top1(), 0.97);
    EXPECT_GE(m.top3(), 0.985);
    EXPECT_LE(m.wrong_when_sure(), 0.015);
    EXPECT_GE(m.macro_f1(), 0.90);
    EXPECT_GE(m.alert_recall(), 0.96);
    EXPECT_LE(m.false_alarm_rate(), 0.05);
    EXPECT_GE(m.sure, m.sentences / 2) << "never being sure is no way never to be wrong";
}

TEST(Sentences, TheOfficeIsNotPagedForThanksFiguresAndAnswers)
{
    for (const auto* crop : {"", "tea", "pig", "chicken"}) {
        SCOPED_TRACE(crop);
        EXPECT_LE(measured("later", crop).false_alarm_rate(), 0.02);
        EXPECT_LE(measured("later_held_out", crop).false_alarm_rate(), 0.05);
    }
}

TEST(Sentences, NoSentenceIsBothTunedOnAndHeldOut)
{
    std::set<std::string> held_out;
    for (const auto* name : {"held_out", "later_held_out"})
        for (const auto& sentence : sentences(name)) EXPECT_TRUE(held_out.insert(sentence.text).second);
    for (const auto* name : {"earlier", "development", "kind_phrases", "as_told", "alerts", "ordinary", "later"})
        for (const auto& sentence : sentences(name)) EXPECT_FALSE(held_out.contains(sentence.text)) << sentence.text;
}

}  // namespace
}  // namespace agri110::triage
