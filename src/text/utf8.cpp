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

}  // namespace agri110::text
