// The lists themselves: what agronomists wrote must be found again, word by word.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

TEST(Lists, MoreThanAHundredAndTwentySpeciesAreKnown)
{
    const auto crops = knowledge_on_disk().crops.all();
    EXPECT_GE(std::ranges::count(crops, CropLevel::species, &Crop::level), 150);
}

TEST(Lists, CropsThatOthersRelyOnAreThere)
{
    const auto& tree = knowledge_on_disk().crops;
    for (const auto* id :
         {"tea",       "coffee", "tobacco",  "maize",      "potato",    "rice",        "wheat", "walnut",
          "macadamia", "sanqi",  "tianma",   "chonglou",   "pig",       "beef_cattle", "goat",  "sheep",
          "chicken",   "duck",   "mango",    "citrus",     "blueberry", "apple",       "grape", "avocado",
          "sugarcane", "rubber", "silkworm", "rose",       "huajiao",   "banana",      "pear",  "peach",
          "pepper",    "tomato", "caoguo",   "wild_fungi", "rapeseed",  "carnation",   "lily",  "chrysanthemum"}) {
        ASSERT_NE(tree.find(id), nullptr) << id;
        EXPECT_EQ(tree.ladder(id).size(), 3U) << id;
    }
    for (const auto* id : {"grain", "vegetable", "fruit", "beverage", "industrial", "nut", "medicinal", "flower",
                           "fungus", "livestock", "poultry", "aquatic", "bee", "spice", "forage", "forestry"}) {
        ASSERT_NE(tree.find(id), nullptr) << id;
        EXPECT_EQ(tree.ladder(id).size(), 1U) << id;
    }
}

TEST(Lists, EachNameAloneIsRecognisedAsItsSpecies)
{
    for (const auto& crop : knowledge_on_disk().crops.all()) {
        if (crop.level != CropLevel::species) continue;
        EXPECT_EQ(understood(crop.name).crop(), crop.id) << crop.name;
        for (const auto& name : crop.names) EXPECT_EQ(understood(name).crop(), crop.id) << name;
    }
}

TEST(Lists, EachPhraseAloneNamesNoCropUnlessAHintSaysSo)
{
    const auto& lexicon = knowledge_on_disk().lexicon;
    std::set<std::string> hints;
    for (const auto& hint : lexicon.hints) hints.insert(hint.phrase);
    for (const auto& phrase : lexicon.not_a_crop) {
        if (phrase.find("…") != std::string::npos || hints.contains(phrase)) continue;
        EXPECT_EQ(understood(phrase).crop(), "") << phrase;
    }
}

TEST(Lists, EachHintPointsToKnownCropsAndIsWeak)
{
    const auto& tree = knowledge_on_disk().crops;
    for (const auto& hint : knowledge_on_disk().lexicon.hints) {
        ASSERT_FALSE(hint.crops.empty()) << hint.phrase;
        for (const auto& crop : hint.crops) EXPECT_NE(tree.find(crop), nullptr) << hint.phrase << ": " << crop;
        const auto understanding = understood(hint.phrase);
        EXPECT_EQ(understanding.crop(), hint.crops.front()) << hint.phrase;
        EXPECT_FALSE(understanding.sure) << hint.phrase;
    }
}

/// True when a list of words has its say about the kind of this text.
bool is_listed(const std::string& text, const char* crop)
{
    static const Matcher matcher{knowledge_on_disk().crops, knowledge_on_disk().lexicon};
    return !traits(matcher, text, crop).of_kinds.empty();
}

TEST(Lists, EveryKindHasWordsAndEachOfThemIsFound)
{
    std::set<ProblemKind> kinds;
    for (const auto& words : knowledge_on_disk().lexicon.kinds) {
        kinds.insert(words.kind);
        EXPECT_FALSE(words.words.empty()) << words.name;
        const auto* about = words.kind == ProblemKind::animal_disease ? "pig" : "tomato";
        for (const auto& word : words.words) EXPECT_TRUE(is_listed(word, about)) << word;
    }
    EXPECT_EQ(kinds.size(), all_problem_kinds().size());
}

TEST(Lists, EachUrgentWordAloneIsUrgent)
{
    for (const auto& word : knowledge_on_disk().lexicon.urgent_words)
        EXPECT_EQ(understood(word).urgency, Urgency::urgent) << word;
}

}  // namespace
}  // namespace agri110::triage
