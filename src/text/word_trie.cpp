#include "text/word_trie.hpp"

#include <algorithm>

namespace agri110::text {

std::size_t WordTrie::add(std::string_view word)
{
    std::uint32_t node = 0;
    for (const char c : word) node = grow(node, static_cast<unsigned char>(c));
    longest_ = std::max(longest_, word.size());
    if (nodes_[node].word == none) nodes_[node].word = words_++;
    return nodes_[node].word;
}

std::vector<Found> WordTrie::find_all(std::string_view text) const
{
    std::vector<std::vector<Found>> by_size(longest_ + 1);
    for (std::size_t i = 0; i < text.size(); ++i) collect(text, i, by_size);

    std::vector<bool> taken(text.size());
    std::vector<Found> kept;
    for (std::size_t size = longest_; size > 0; --size) {
        for (const auto& found : by_size[size]) {
            // Nothing shorter has been taken yet, so whatever overlaps this covers one of its ends.
            if (taken[found.begin] || taken[found.end - 1]) continue;
            std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(found.begin), size, true);
            kept.push_back(found);
        }
    }
    std::ranges::sort(kept, {}, &Found::begin);
    return kept;
}

void WordTrie::collect(std::string_view text, std::size_t begin, std::vector<std::vector<Found>>& by_size) const
{
    std::uint32_t node = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        node = step(node, static_cast<unsigned char>(text[i]));
        if (node == 0) return;
        if (nodes_[node].word != none) by_size[i + 1 - begin].push_back({begin, i + 1, nodes_[node].word});
    }
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
