// UTF-8 as bytes: is it valid, how many characters, where does one begin, how is one written.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// A code point where it stands in a text, in bytes.
struct Character {
    std::uint32_t code = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};
inline constexpr std::uint32_t broken_character = 0x110000;

/// The character that begins at `at`, for any bytes: one that begins no character is broken_character, alone.
inline Character character_at(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto first = byte(at);
    const std::size_t size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (size == 0 || at + size > text.size()) return {broken_character, at, at + 1};
    if (size == 1) return {first, at, at + 1};
    std::uint32_t code = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {broken_character, at, at + 1};
        code = code << 6U | (byte(at + i) & 0x3FU);
    }
    return {code, at, at + size};
}

}  // namespace agri110::text
