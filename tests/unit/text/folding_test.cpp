// The same text is found however it was typed.
#include "text/folding.hpp"

#include <gtest/gtest.h>

#include "text/utf8.hpp"
#include "text/words.hpp"

namespace agri110::text {
namespace {

TEST(Folding, FullWidthCaseAndTraditionalFormsAreOne)
{
    EXPECT_EQ(fold("ＰＨ值　Ａ").text, "ph值 a");
    EXPECT_EQ(fold("茶樹葉發黃").text, "茶树叶发黄");
    EXPECT_EQ(fold("NH₄⁺").text, fold("nh4+").text);
}

TEST(Folding, EveryByteKnowsWhereItCameFrom)
{
    const std::string text = "Ａ茶x😀";
    const auto folded = fold(text);
    ASSERT_EQ(folded.text, "a茶x😀");
    ASSERT_EQ(folded.origin.size(), folded.text.size() + 1);
    EXPECT_EQ(folded.origin[0], 0U);
    EXPECT_EQ(folded.origin[1], 3U);
    EXPECT_EQ(folded.origin[4], 6U);
    EXPECT_EQ(folded.origin.back(), text.size());
}

TEST(Folding, BrokenBytesBecomeReadable)
{
    EXPECT_TRUE(is_utf8(fold("茶\xff\xc3").text));
    EXPECT_EQ(fold("").origin.size(), 1U);
}

TEST(Folding, EveryCharacterCanBeWrittenAndReadBack)
{
    for (char32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string utf8;
        append_character(utf8, c);
        ASSERT_TRUE(is_utf8(utf8)) << static_cast<unsigned>(c);
        ASSERT_EQ(count_characters(utf8), 1U);
    }
}

TEST(Words, ChineseIsCutByTheDictionary)
{
    const std::string text = "玉米叶子，abc 发黄";
    std::vector<std::string> words;
    for (const auto& word : words_of(text)) words.push_back(text.substr(word.begin, word.end - word.begin));
    EXPECT_EQ(words, (std::vector<std::string>{"玉米", "叶子", "abc", "发黄"}));
    EXPECT_TRUE(words_of("，。！").empty());
}

TEST(Words, AFamilyOfEmojiIsOneCharacter)
{
    EXPECT_EQ(character_starts("茶👨‍👩‍👧a").size(), 4U);
    EXPECT_EQ(character_starts("").size(), 1U);
}

}  // namespace
}  // namespace agri110::text
