#include "search/analyzer.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "text/folding.hpp"
#include "text/utf8.hpp"
#include "text/word_trie.hpp"
#include "text/words.hpp"

namespace agri110::search {
namespace {

/// FNV-1a: the same on every machine and in every version, as the order of results depends on it.
std::uint64_t hash_of(std::string_view text, std::uint64_t hash = 14695981039346656037U)
{
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
}

std::uint64_t idea_of(char what, std::string_view name)
{
    const std::array<char, 2> mark{'\0', what};  // no text holds a NUL, so no word is taken for an idea
    return hash_of(name, hash_of({mark.data(), mark.size()}));
}

constexpr std::size_t han_bytes = 3;  // of a character of the basic plane

/// A Han character of the basic plane (U+3400 to U+9FFF) begins here.
bool is_han(std::string_view text, std::size_t at)
{
    if (at + han_bytes > text.size()) return false;
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return (first == 0xE3 && second >= 0x90) || (first >= 0xE4 && first <= 0xE9);
}

}  // namespace

struct Analyzer::Lists {
    /// What a listed word stands for.
    struct Meaning {
        bool stops = false;
        std::vector<std::uint64_t> ideas{};
    };

    text::WordTrie words{};
    std::vector<Meaning> meanings{};
    std::set<std::string, std::less<>> short_stops{};

    Meaning& add(std::string_view word)
    {
        const auto number = words.add(text::fold(word).text);
        if (number >= meanings.size()) meanings.resize(number + 1);
        return meanings[number];
    }
    void add_idea(std::string_view word, std::uint64_t idea)
    {
        auto& ideas = add(word).ideas;
        if (std::ranges::find(ideas, idea) == ideas.end()) ideas.push_back(idea);
    }
};

namespace {

/// The tokens of one text as they are found.
class Cutting {
public:
    Cutting(const Analyzer::Lists& lists, std::string_view text) : lists_(lists), text_(text) {}

    std::vector<Token> run()
    {
        std::size_t at = 0;
        for (const auto& found : lists_.words.find_all(text_)) {
            take_gap(at, found.begin);
            take_listed(found);
            at = found.end;
        }
        take_gap(at, text_.size());
        take_pairs();
        return std::move(tokens_);
    }

private:
    void add(std::uint64_t term, TokenKind kind, std::size_t begin, std::size_t end)
    {
        tokens_.push_back({term, kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }

    void add_word(std::size_t begin, std::size_t end)
    {
        const auto word = text_.substr(begin, end - begin);
        const bool single = text::count_characters(word) == 1;
        add(hash_of(word), single ? TokenKind::single : TokenKind::word, begin, end);
        if (end - begin == 2 * han_bytes) pairs_taken_.push_back(begin);
    }

    void take_listed(const text::Found& found)
    {
        const auto& meaning = lists_.meanings[found.word];
        if (meaning.stops) return;
        for (const auto idea : meaning.ideas) add(idea, TokenKind::idea, found.begin, found.end);
        add_word(found.begin, found.end);
        keep_for_pairs(found.begin, found.end);
    }

    /// What no list knows: the dictionary's words.
    void take_gap(std::size_t begin, std::size_t end)
    {
        if (begin == end) return;
        auto at = begin;
        for (const auto& word : text::words_of(text_.substr(begin, end - begin))) {
            keep_for_pairs(at, begin + word.begin);
            at = begin + word.end;
            // Words of one character that say nothing are looked for here only: inside a word they do say something.
            if (lists_.short_stops.contains(text_.substr(begin + word.begin, word.end - word.begin))) continue;
            add_word(begin + word.begin, at);
            keep_for_pairs(begin + word.begin, at);
        }
        keep_for_pairs(at, end);
    }

    /// Han characters in a row, with words that say nothing left out of it: "leaves have all curled" meets "leaves
    /// curl".
    void keep_for_pairs(std::size_t begin, std::size_t end)
    {
        for (auto at = begin; at < end;) {
            if (is_han(text_, at)) {
                row_.push_back(at);
                at += han_bytes;
            } else {
                row_.push_back(std::string_view::npos);  // a row ends
                ++at;
            }
        }
    }

    void take_pairs()
    {
        for (std::size_t i = 0; i + 1 < row_.size(); ++i) {
            const auto first = row_[i];
            const auto second = row_[i + 1];
            if (first == std::string_view::npos || second == std::string_view::npos) continue;
            const bool beside = second == first + han_bytes;
            if (beside && std::ranges::binary_search(pairs_taken_, first)) continue;
            const std::string pair =
                std::string(text_.substr(first, han_bytes)) + std::string(text_.substr(second, han_bytes));
            add(hash_of(pair), TokenKind::pair, first, second + han_bytes);
        }
    }

    const Analyzer::Lists& lists_;
    std::string_view text_;
    std::vector<Token> tokens_{};
    std::vector<std::size_t> row_{};
    std::vector<std::size_t> pairs_taken_{};  // where a word of two characters stands already; ascending
};

}  // namespace

Analyzer::Analyzer(const CropTree& crops, const Lexicon& lexicon, const SearchWords& words)
{
    auto lists = std::make_unique<Lists>();
    for (const auto& crop : crops.all()) {
        lists->add_idea(crop.name, term_of_crop(crop.id));
        for (const auto& name : crop.names) lists->add_idea(name, term_of_crop(crop.id));
    }
    for (const auto& kind : lexicon.kinds)
        for (const auto& word : kind.words) lists->add(word);
    for (const auto& phrase : lexicon.not_a_crop) lists->add(phrase);
    for (const auto& hint : lexicon.hints) lists->add(hint.phrase);
    for (const auto& same : words.same)
        for (const auto& word : same) lists->add_idea(word, idea_of('=', same.front()));
    for (const auto& word : words.stop) {
        if (text::count_characters(word) == 1)
            lists->short_stops.insert(text::fold(word).text);
        else
            lists->add(word).stops = true;
    }
    lists_ = std::move(lists);
}

Analyzer::~Analyzer() = default;

std::vector<Token> Analyzer::tokens(std::string_view folded) const
{
    return Cutting(*lists_, folded).run();
}

std::uint64_t Analyzer::term_of_crop(std::string_view crop)
{
    return idea_of('c', crop);
}

}  // namespace agri110::search
