// Writes the same text the same way: full-width and compatibility forms, case, traditional characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace agri110::text {

/// `origin[i]` is the byte of the original that byte i came from; one element more than the text, for the end.
struct Folded {
    std::string text{};
    std::vector<std::uint32_t> origin{};
};

/// Character by character, so that places can be led back. Bytes that are no UTF-8 become U+FFFD.
Folded fold(std::string_view bytes);

}  // namespace agri110::text
