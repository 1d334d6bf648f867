// Where words and characters end, by the dictionaries of ICU.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace agri110::text {

/// Bytes of one word. Punctuation and blanks are none.
struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The words of a text, Chinese ones by dictionary. For valid UTF-8.
std::vector<Word> words_of(std::string_view utf8);
/// The bytes at which what a reader sees as one character begins, and the end of the text. For valid UTF-8.
std::vector<std::size_t> character_starts(std::string_view utf8);

}  // namespace agri110::text
