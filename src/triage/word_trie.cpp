#include "triage/word_trie.hpp"

#include <algorithm>

namespace agri110::triage {

std::size_t WordTrie::add(std::string_view word)
{
    std::uint32_t node = 0;
    for (const char c : word) node = grow(node, static_cast<unsigned char>(c));
    if (nodes_[node].word == none) nodes_[node].word = words_++;
    return nodes_[node].word;
}

std::vector<Found> WordTrie::find_all(std::string_view text) const
{
    std::vector<Found> all;
    for (std::size_t i = 0; i < text.size();) {
        const Found found = longest_at(text, i);
        if (found.size() > 0) all.push_back(found);
        i = std::max(found.end, i + 1);
    }
    return all;
}

Found WordTrie::longest_at(std::string_view text, std::size_t begin) const
{
    Found found{begin, begin, none};
    std::uint32_t node = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        node = step(node, static_cast<unsigned char>(text[i]));
        if (node == 0) break;
        if (nodes_[node].word != none) found = {begin, i + 1, nodes_[node].word};
    }
    return found;
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

}  // namespace agri110::triage
