// What the weights of kinds are laid on: pairs and triples of characters, the words of the lists, what it is about.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "triage/kind_evidence.hpp"

namespace agri110::triage {

/// One to three characters of a text; names of crops and hidden phrases are one mark, figures and stops one each.
struct Gram {
    std::uint64_t key = 0;
    std::size_t begin = 0;  // in the text
    std::size_t end = 0;
};

std::vector<Gram> grams_of(const Matcher::Index& index, const Reading& reading);
/// The key of a gram written in knowledge/, or 0 when it is none.
std::uint64_t gram_key(std::string_view gram);
/// True when the gram is at least two characters and none of them a mark.
bool is_words_only(std::uint64_t key);
/// As it is written in knowledge/.
std::string gram_text(std::uint64_t key);

/// The weight that the words of each kind have in a text, as the word lists alone see it.
using KindScores = std::array<double, kind_count>;

/// How strongly the list of a kind speaks, between 0 and 1, as the weights take it.
double strength_of(double score);

}  // namespace agri110::triage
