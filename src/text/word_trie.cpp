#include "text/word_trie.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace agri110::text {

std::size_t WordTrie::add(std::string_view word)
{
    std::uint32_t node = 0;
    for (std::size_t at = 0; at < word.size();) {
        const auto next = character_at(word, at);
        const auto fresh = static_cast<std::uint32_t>(word_at_.size());
        ways_.add(way(node, next.code), fresh);
        node = step(node, next.code);
        if (node == fresh) word_at_.push_back(none);
        at = next.end;
    }
    if (word_at_[node] == none) word_at_[node] = static_cast<std::uint32_t>(words_++);
    return word_at_[node];
}

std::vector<Found> WordTrie::find_every(std::string_view text) const
{
    std::vector<Character> characters;
    characters.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size(); at = characters.back().end) characters.push_back(character_at(text, at));
    std::vector<Found> found;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        std::uint32_t node = 0;
        for (std::size_t j = i; j < characters.size(); ++j) {
            node = step(node, characters[j].code);
            if (node == NumberTable::none) break;
            if (word_at_[node] != none) found.push_back({characters[i].begin, characters[j].end, word_at_[node]});
        }
    }
    return found;
}

std::vector<Found> WordTrie::find_all(std::string_view text) const
{
    auto found = find_every(text);
    std::ranges::stable_sort(found, std::ranges::greater{}, &Found::size);

    std::vector<bool> taken(text.size());
    std::vector<Found> kept;
    for (const auto& word : found) {
        // Nothing shorter has been taken yet, so whatever overlaps this covers one of its ends.
        if (taken[word.begin] || taken[word.end - 1]) continue;
        std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(word.begin), word.size(), true);
        kept.push_back(word);
    }
    std::ranges::sort(kept, {}, &Found::begin);
    return kept;
}

}  // namespace agri110::text
