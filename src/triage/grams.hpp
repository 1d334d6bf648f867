// What learned weights are laid on: the single characters, pairs and triples of a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "triage/understand.hpp"

namespace agri110::triage {

struct Reading;

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

}  // namespace agri110::triage
