#include "triage/lexicon_trie.hpp"

#include <algorithm>

namespace agri110::triage {
namespace {

constexpr auto by_byte = [](const auto& edge) { return edge.first; };

}  // namespace

void LexiconTrie::add(std::string_view word, Meaning meaning)
{
    if (word.empty()) return;
    std::uint32_t node = 0;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (const auto known = step(node, byte)) {
            node = known;
            continue;
        }
        const auto fresh = static_cast<std::uint32_t>(nodes_.size());
        nodes_.emplace_back();
        auto& edges = nodes_[node].next;
        edges.insert(std::ranges::lower_bound(edges, byte, {}, by_byte), {byte, fresh});
        node = fresh;
    }
    nodes_[node].meanings.push_back(meaning);
}

std::uint32_t LexiconTrie::step(std::uint32_t node, unsigned char byte) const
{
    const auto& edges = nodes_[node].next;
    const auto found = std::ranges::lower_bound(edges, byte, {}, by_byte);
    return found != edges.end() && found->first == byte ? found->second : 0;
}

}  // namespace agri110::triage
