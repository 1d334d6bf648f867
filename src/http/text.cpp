#include "http/text.hpp"

#include <algorithm>
#include <cstdint>

namespace agri110::http {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_token_character(char c)
{
    const char l = lower(c);
    return (l >= 'a' && l <= 'z') || is_digit(c) || std::string_view{"!#$%&'*+-.^_`|~"}.contains(c);
}

bool is_control(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

/// How many bytes the sequence starting with `lead` has, and the smallest code point it may encode; 0 if none starts
/// so.
struct Sequence {
    std::size_t length;
    std::uint32_t smallest;
    std::uint32_t bits;
};

Sequence sequence_of(unsigned char lead)
{
    if (lead < 0x80) return {1, 0, lead};
    if (lead >= 0xc2 && lead <= 0xdf) return {2, 0x80, lead & 0x1fu};
    if (lead >= 0xe0 && lead <= 0xef) return {3, 0x800, lead & 0x0fu};
    if (lead >= 0xf0 && lead <= 0xf4) return {4, 0x10000, lead & 0x07u};
    return {0, 0, 0};
}

}  // namespace

bool equal_without_case(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string lower_case(std::string_view text)
{
    std::string copy{text};
    std::ranges::transform(copy, copy.begin(), lower);
    return copy;
}

std::string_view trim(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_token(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool is_field_value(std::string_view text)
{
    return std::ranges::none_of(text, [](char c) { return is_control(c) && c != '\t'; });
}

bool is_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_utf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        auto [length, smallest, point] = sequence_of(static_cast<unsigned char>(text[i]));
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            if ((byte & 0xc0u) != 0x80u) return false;
            point = (point << 6) | (byte & 0x3fu);
        }
        if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
        i += length;
    }
    return true;
}

bool has_control(std::string_view text)
{
    return std::ranges::any_of(text, is_control);
}

int hex_digit(char c)
{
    const char l = lower(c);
    if (is_digit(c)) return c - '0';
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

}  // namespace agri110::http
