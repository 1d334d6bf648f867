// The piece that is shown holds what was asked, and its marks stand where a browser counts them.
#include "search/snippet.hpp"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include "tests/unit/search/a_document.hpp"
#include "text/utf8.hpp"

namespace agri110::test {
namespace {

std::vector<std::string> marked(const search::Snippet& snippet)
{
    const auto text = icu::UnicodeString::fromUTF8(snippet.text);
    std::vector<std::string> words;
    for (const auto& mark : snippet.marks) {
        std::string word;
        text.tempSubStringBetween(static_cast<int>(mark.begin), static_cast<int>(mark.end)).toUTF8String(word);
        words.push_back(word);
    }
    return words;
}

TEST(Snippet, MarksStandOnTheWordsAlsoBehindEmojiAndFullWidthLetters)
{
    const auto snippet = search::cut_snippet(*shipped_analyzer(), "嫩叶卷曲 ph", "😀😀看 ＰＨ 值，嫩叶卷起来了");
    EXPECT_EQ(snippet.text, "😀😀看 ＰＨ 值，嫩叶卷起来了");
    const auto words = marked(snippet);
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0], "ＰＨ");
    EXPECT_EQ(words[1].substr(0, 6), "嫩叶");
}

TEST(Snippet, TheStretchWithTheWordsIsCutFromALongText)
{
    std::string text;
    for (int i = 0; i < 60; ++i) text += "天气晴朗。";
    const auto snippet = search::cut_snippet(*shipped_analyzer(), "树干流胶", text + "树干流胶，" + text, 40);
    EXPECT_NE(snippet.text.find("树干流胶"), std::string::npos) << snippet.text;
    EXPECT_TRUE(snippet.text.starts_with("…") && snippet.text.ends_with("…")) << snippet.text;
    EXPECT_LE(text::count_characters(snippet.text), 42U);
    ASSERT_FALSE(snippet.marks.empty());
    EXPECT_EQ(marked(snippet).front(), "树干流胶");
}

TEST(Snippet, IsCutBetweenWhatAReaderSeesAsCharacters)
{
    std::string text;
    for (int i = 0; i < 30; ++i) text += "👨‍👩‍👧";
    const auto snippet = search::cut_snippet(*shipped_analyzer(), "茶", text, 10);
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += "👨‍👩‍👧";
    EXPECT_EQ(snippet.text, ten + "…");
}

TEST(Snippet, StandsOnOneLineWithoutTheDashesOfAList)
{
    const auto snippet = search::cut_snippet(*shipped_analyzer(), "茶", "- 嫩叶卷\n- 叶边红\n\n2024-05 见过");
    EXPECT_EQ(snippet.text, "嫩叶卷 叶边红 2024-05 见过");
}

TEST(Snippet, NothingInNothingAndBrokenBytesAreSurvived)
{
    EXPECT_EQ(search::cut_snippet(*shipped_analyzer(), "", "").text, "");
    EXPECT_TRUE(search::cut_snippet(*shipped_analyzer(), "\xff", "茶").marks.empty());
}

}  // namespace
}  // namespace agri110::test
