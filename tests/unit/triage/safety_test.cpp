// Whatever is sent, understanding comes back, and what it quotes stands in the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

void expect_quotes_stand_in(std::string_view text, const Understanding& understanding)
{
    const auto expect_all = [&](const std::vector<std::string>& words) {
        for (const auto& word : words) EXPECT_NE(text.find(word), std::string_view::npos);
    };
    for (const auto& crop : understanding.crops) {
        expect_all(crop.words);
        EXPECT_FALSE(crop.words.empty());
        EXPECT_GT(crop.confidence, 0);
        EXPECT_LE(crop.confidence, 1);
    }
    expect_all(understanding.kind_words);
    expect_all(understanding.urgency_words);
}

std::vector<std::string> all_words()
{
    std::vector<std::string> words;
    for (const auto& crop : knowledge_on_disk().crops.all())
        words.insert(words.end(), crop.names.begin(), crop.names.end());
    const auto& lexicon = knowledge_on_disk().lexicon;
    for (const auto& kind : lexicon.kinds) words.insert(words.end(), kind.words.begin(), kind.words.end());
    words.insert(words.end(), lexicon.not_a_crop.begin(), lexicon.not_a_crop.end());
    words.insert(words.end(), lexicon.urgent_words.begin(), lexicon.urgent_words.end());
    return words;
}

TEST(Safety, RandomBytesAreUnderstoodAsWhateverTheyAre)
{
    std::mt19937 random{110};
    std::uniform_int_distribution<int> byte{0, 255};
    for (int round = 0; round < 3000; ++round) {
        std::string text(random() % 200, '\0');
        for (auto& c : text) c = static_cast<char>(byte(random));
        expect_quotes_stand_in(text, understood(text));
    }
}

TEST(Safety, WordsCutAnywhereAndThrownTogetherDoNoHarm)
{
    const auto words = all_words();
    std::mt19937 random{110};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count) {
            const auto& word = words[random() % words.size()];
            const auto begin = random() % 4 == 0 ? random() % word.size() : 0;
            text += word.substr(begin, random() % 4 == 0 ? random() % word.size() : std::string::npos);
        }
        expect_quotes_stand_in(text, understood(text));
    }
}

TEST(Safety, BlanksAndEmojiAroundDoNotChangeWhatIsUnderstood)
{
    for (const std::string text : {"洋芋叶子发黑", "猪不吃食发烧", "茶叶杀青糊锅", "今晚霜冻咋个办", ""}) {
        const auto plain = understood(text);
        for (const std::string around : {" ", "\n\n", "\t ", "😭😭", "🐷🌽", "\xFF\xFE", "……", "\xEF\xBB\xBF"}) {
            const auto wrapped = understood(around + text + around);
            EXPECT_EQ(wrapped.crop(), plain.crop()) << around << text;
            EXPECT_EQ(wrapped.kind, plain.kind) << around << text;
            EXPECT_EQ(wrapped.urgency, plain.urgency) << around << text;
        }
    }
}

TEST(Safety, ChosenCropIsAlwaysFirst)
{
    const auto words = all_words();
    std::mt19937 random{110};
    for (int round = 0; round < 500; ++round) {
        const auto text = words[random() % words.size()] + words[random() % words.size()];
        const auto understanding = understood(text, "coffee");
        EXPECT_EQ(understanding.crop(), "coffee") << text;
        EXPECT_EQ(understanding.crops.front().confidence, 1) << text;
        EXPECT_EQ(std::ranges::count(understanding.crops, "coffee", &CropCandidate::crop), 1) << text;
    }
}

TEST(Safety, EmptyTreeAndEmptyListsUnderstandNothing)
{
    const Matcher matcher{CropTree{{}}, Lexicon{}};
    const auto understanding = understand(matcher, "洋芋叶子发黑，一夜之间死光", "");
    EXPECT_TRUE(understanding.crops.empty());
    EXPECT_EQ(understanding.kind, ProblemKind::other);
    EXPECT_EQ(understanding.urgency, Urgency::normal);
    EXPECT_EQ(understand(matcher, "", "maize").crop(), "maize");
}

TEST(Safety, LongTextTakesTimeInProportion)
{
    const auto seconds = [](std::size_t repeats) {
        std::string text;
        for (std::size_t i = 0; i < repeats; ++i) text += "前茬种的苞谷地旁边的辣椒叶子卷曲发黄，猪不吃食，";
        const auto start = std::chrono::steady_clock::now();
        EXPECT_EQ(understood(text).crops.size(), 3U);
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    seconds(10);
    // Ten times the text: ten times the time, with room for a busy machine; a square would be a hundred.
    EXPECT_LT(seconds(10000), 40 * seconds(1000) + 0.1);
}

}  // namespace
}  // namespace agri110::triage
