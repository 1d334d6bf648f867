#include "text/json_string.hpp"

#include <fmt/format.h>

#include <iterator>

namespace agri110::text {

std::string json_string(std::string_view text)
{
    std::string json;
    json.reserve(text.size() + 2);
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(json), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            json += c;
        }
    }
    return json += '"';
}

}  // namespace agri110::text
