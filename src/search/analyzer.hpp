// Cuts Chinese text into tokens: names of crops and synonyms as one concept each, words, and pairs of characters.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crop.hpp"
#include "domain/search_words.hpp"
#include "domain/understanding.hpp"

namespace agri110::search {

/// concept: a crop or a group of synonyms. word: of our lists or of the dictionary. pair: two neighbouring characters.
enum class TokenKind : std::uint8_t { idea, word, pair };

/// `term` is a hash of what the token means, so that all names of a crop are one term. Bytes refer to folded().
struct Token {
    std::uint64_t term = 0;
    TokenKind kind = TokenKind::word;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// A text as it is searched: compatibility forms, case and traditional characters folded. `origin[i]` is the byte of
/// the original that byte i came from; it has one element more than the text, for the end.
struct Folded {
    std::string text{};
    std::vector<std::uint32_t> origin{};
};

/// Built once from the word lists, then safe to read from any thread. Takes any bytes; never throws over a text.
class Analyzer {
public:
    Analyzer(const CropTree& crops, const Lexicon& lexicon, const SearchWords& words);
    ~Analyzer();

    Folded fold(std::string_view utf8) const;
    /// In text order; a token may stand for a part of another.
    std::vector<Token> tokens(std::string_view folded) const;
    /// The term that every name of a crop has.
    static std::uint64_t term_of_crop(std::string_view crop);

    struct Lists;

private:
    std::unique_ptr<const Lists> lists_;
};

}  // namespace agri110::search
