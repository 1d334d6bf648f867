// A trie over bytes that finds the longest known word at each place of a text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace agri110::triage {

/// What a word stands for. One word may mean several things: 姜瘟 is a disease and hints at ginger.
struct Meaning {
    enum class Sort : std::uint8_t { crop, hint, not_a_crop, side_remark, kind, urgent };
    Sort sort = Sort::kind;
    int index = 0;  // of the crop, hint or kind
};

/// A word found: the bytes [begin, end) of the text.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    Meaning meaning{};
};

class LexiconTrie {
public:
    LexiconTrie() : nodes_(1) {}

    void add(std::string_view word, Meaning meaning);
    /// At each place the longest word whose meaning is of a sort in `sorts`; found words do not overlap.
    template <class Wanted>
    std::vector<Found> longest_words(std::string_view text, Wanted wanted) const
    {
        std::vector<Found> all;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = longest_at(text, at, wanted, all);
            at = end > at ? end : at + 1;
        }
        return all;
    }

private:
    struct Node {
        std::vector<std::pair<unsigned char, std::uint32_t>> next{};  // sorted by byte
        std::vector<Meaning> meanings{};
    };

    std::uint32_t step(std::uint32_t node, unsigned char byte) const;  // 0: no such word

    template <class Wanted>
    std::size_t longest_at(std::string_view text, std::size_t at, Wanted wanted, std::vector<Found>& all) const
    {
        const Node* best = nullptr;
        std::size_t end = at;
        std::uint32_t node = 0;
        for (std::size_t i = at; i < text.size(); ++i) {
            node = step(node, static_cast<unsigned char>(text[i]));
            if (node == 0) break;
            for (const auto& meaning : nodes_[node].meanings)
                if (wanted(meaning.sort)) {
                    best = &nodes_[node];
                    end = i + 1;
                    break;
                }
        }
        if (best)
            for (const auto& meaning : best->meanings)
                if (wanted(meaning.sort)) all.push_back({at, end, meaning});
        return end;
    }

    std::vector<Node> nodes_;
};

}  // namespace agri110::triage
