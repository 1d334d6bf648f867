// The longest word is found, wherever it begins.
#include "text/word_trie.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace agri110::text {
namespace {

std::vector<std::string> found_in(std::string_view text, std::initializer_list<std::string_view> words)
{
    WordTrie trie;
    for (const auto word : words) trie.add(word);
    std::vector<std::string> found;
    for (const auto& place : trie.find_all(text)) found.emplace_back(text.substr(place.begin, place.size()));
    return found;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WordTrie, LongestWordWinsWhereverItBegins)
{
    EXPECT_THAT(found_in("马铃薯", {"马", "马铃薯", "薯"}), ElementsAre("马铃薯"));
    EXPECT_THAT(found_in("种牛油果", {"种牛", "牛油果"}), ElementsAre("牛油果"));
    EXPECT_THAT(found_in("abcd", {"abc", "bcd"}), ElementsAre("abc"));
    EXPECT_THAT(found_in("abcd", {"ab", "bcd", "a"}), ElementsAre("a", "bcd"));
}

TEST(WordTrie, WordsAreFoundInTextOrder)
{
    EXPECT_THAT(found_in("茶和马铃薯和茶", {"茶", "马铃薯"}), ElementsAre("茶", "马铃薯", "茶"));
}

TEST(WordTrie, SameWordKeepsItsNumber)
{
    WordTrie trie;
    EXPECT_EQ(trie.add("茶"), 0U);
    EXPECT_EQ(trie.add("茶叶"), 1U);
    EXPECT_EQ(trie.add("茶"), 0U);
    EXPECT_EQ(trie.size(), 2U);
}

TEST(WordTrie, NothingIsFoundInNothing)
{
    EXPECT_THAT(found_in("", {"茶"}), IsEmpty());
    EXPECT_THAT(found_in("茶", {}), IsEmpty());
    EXPECT_THAT(found_in("茶", {""}), IsEmpty());
    EXPECT_THAT(found_in("\xE8\x8C", {"茶"}), IsEmpty());
}

TEST(WordTrie, WordsBeginAndEndWithCharacters)
{
    EXPECT_THAT(found_in("\x8C\xB6茶\xE8", {"茶"}), ElementsAre("茶"));
}

}  // namespace
}  // namespace agri110::text
