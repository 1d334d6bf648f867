#include "text/word_trie.hpp"

#include <algorithm>

namespace agri110::text {
namespace {

/// No word begins with the second or a later byte of a character.
bool continues_character(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t WordTrie::add(std::string_view word)
{
    std::uint32_t node = 0;
    for (const char c : word) node = grow(node, static_cast<unsigned char>(c));
    if (nodes_[node].word == none) nodes_[node].word = words_++;
    return nodes_[node].word;
}

template <class Take>
void WordTrie::walk(std::string_view text, std::size_t begin, Take take) const
{
    std::uint32_t node = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        node = step(node, static_cast<unsigned char>(text[i]));
        if (node == 0) return;
        if (nodes_[node].word != none) take(Found{begin, i + 1, nodes_[node].word});
    }
}

std::vector<Found> WordTrie::find_every(std::string_view text) const
{
    std::vector<Found> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!continues_character(text[i])) walk(text, i, [&](const Found& word) { found.push_back(word); });
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

std::uint32_t WordTrie::step(std::uint32_t node, unsigned char byte) const
{
    const auto& edges = nodes_[node].edges;
    const auto edge = std::ranges::lower_bound(edges, byte, {}, &Edge::byte);
    return edge == edges.end() || edge->byte != byte ? 0 : edge->target;
}

std::uint32_t WordTrie::grow(std::uint32_t node, unsigned char byte)
{
    if (const auto next = step(node, byte)) return next;
    const auto created = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    auto& edges = nodes_[node].edges;
    edges.insert(std::ranges::upper_bound(edges, byte, {}, &Edge::byte), Edge{byte, created});
    return created;
}

}  // namespace agri110::text
