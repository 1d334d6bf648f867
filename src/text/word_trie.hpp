// Finds words of a fixed list in a text: the longest first, and none that overlaps one already found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

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

/// A trie over bytes of words in UTF-8. Finding takes time in proportion to the text for a given list of words.
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
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    struct Edge {
        unsigned char byte = 0;
        std::uint32_t target = 0;
    };
    struct Node {
        std::vector<Edge> edges{};  // by byte
        std::size_t word = none;
    };

    std::uint32_t step(std::uint32_t node, unsigned char byte) const;  // 0, the root, when there is no way
    std::uint32_t grow(std::uint32_t node, unsigned char byte);
    /// Calls `take` with each word that begins here, the shortest first.
    template <class Take>
    void walk(std::string_view text, std::size_t begin, Take take) const;

    std::vector<Node> nodes_ = std::vector<Node>(1);
    std::size_t words_ = 0;
};

}  // namespace agri110::text
