// Cuts Chinese text into tokens: names of crops and synonyms as one idea each, words, and pairs of characters.
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

/// idea: a crop, or a group of synonyms · word: of our lists or of the dictionary · single: a word of one character ·
/// pair: two neighbouring characters, so that words nobody listed are found too.
enum class TokenKind : std::uint8_t { idea, word, single, pair };

/// `term` is a hash of what the token means: all names of a crop are one term. Bytes are those of the folded text.
struct Token {
    std::uint64_t term = 0;
    TokenKind kind = TokenKind::word;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Built once from the word lists, then safe to read from any thread. Takes any bytes.
class Analyzer {
public:
    Analyzer(const CropTree& crops, const Lexicon& lexicon, const SearchWords& words);
    ~Analyzer();

    /// Of a text that went through text::fold. One token may stand for a part of another.
    std::vector<Token> tokens(std::string_view folded) const;
    /// The term that every name of a crop has.
    static std::uint64_t term_of_crop(std::string_view crop);

    struct Lists;

private:
    std::unique_ptr<const Lists> lists_;
};

}  // namespace agri110::search
