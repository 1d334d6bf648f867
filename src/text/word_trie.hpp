// Finds words of a fixed list in a text: the longest first, and none that overlaps one already found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "text/number_table.hpp"

namespace agri110::text {

/// Where a word stands in a text, in bytes. `word` is what add() gave for it.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t word = 0;

    std::size_t size() const { return end - begin; }
    /// True when `other` lies within this and is shorter.
    bool hides(const Found& other) const { return begin <= other.begin && other.end <= end && other.size() < size(); }
};

/// A trie over the characters of words in UTF-8. Finding takes time in proportion to the text for a given list of
/// words.
class WordTrie {
public:
    /// Numbers words from 0 in the order of their first adding; the same word gets the same number again.
    std::size_t add(std::string_view word);
    /// In text order. Of words that overlap the longest is found, of equally long ones the first. Safe for any bytes;
    /// an empty word is never found.
    std::vector<Found> find_all(std::string_view text) const;
    /// Every word at every place, also where they overlap; in text order.
    std::vector<Found> find_every(std::string_view text) const;
    std::size_t size() const { return words_; }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// The node after `node`; NumberTable::none when there is no way.
    std::uint32_t step(std::uint32_t node, std::uint32_t character) const { return ways_.find(way(node, character)); }
    static std::uint64_t way(std::uint32_t node, std::uint32_t character)
    {
        constexpr unsigned bits_a_character = 21;
        return (std::uint64_t{node} + 1) << bits_a_character | character;  // the root is 0, and no key may be
    }

    NumberTable ways_{};
    std::vector<std::uint32_t> word_at_ = {none};  // of each node
    std::size_t words_ = 0;
};

}  // namespace agri110::text
