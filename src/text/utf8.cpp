#include "text/utf8.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace agri110::text {

bool is_utf8(std::string_view bytes)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t i = 0; i < size;) {
        UChar32 character = 0;
        U8_NEXT(data, i, size, character);
        if (character < 0) return false;
    }
    return true;
}

std::size_t count_characters(std::string_view utf8)
{
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view first_characters(std::string_view utf8, std::size_t most)
{
    std::size_t i = 0;
    for (; i < utf8.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80;
        if (begins && most-- == 0) break;
    }
    return utf8.substr(0, i);
}

void append_character(std::string& utf8, char32_t character)
{
    const auto byte = [&](std::uint32_t value) { utf8 += static_cast<char>(static_cast<unsigned char>(value)); };
    const auto c = static_cast<std::uint32_t>(character);
    const auto tail = [&](int shift) { byte(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80U) {
        byte(c);
    } else if (c < 0x800U) {
        byte(0xC0U | (c >> 6));
        tail(0);
    } else if (c < 0x10000U) {
        byte(0xE0U | (c >> 12));
        tail(6);
        tail(0);
    } else {
        byte(0xF0U | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace agri110::text
