// UTF-8 as bytes: is it valid, how many characters, where does one begin, how is one written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace agri110::text {

/// Strict: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view bytes);
/// Code points; for valid UTF-8.
std::size_t count_characters(std::string_view utf8);
/// The first `most` code points; for valid UTF-8.
std::string_view first_characters(std::string_view utf8, std::size_t most);

/// Appends one code point.
void append_character(std::string& utf8, char32_t character);

}  // namespace agri110::text
