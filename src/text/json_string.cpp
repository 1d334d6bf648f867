#include "text/json_string.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace agri110::text {
namespace {

/// An object, not a function: only so is it compiled into the search.
constexpr auto is_escaped = [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; };

void append_escaped(std::string& json, char c)
{
    if (c == '"' || c == '\\')
        json.append({'\\', c});
    else
        fmt::format_to(std::back_inserter(json), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
}

}  // namespace

std::string json_string(std::string_view text)
{
    std::string json;
    json.reserve(text.size() + 2);
    append_json_string(json, text);
    return json;
}

void append_json_string(std::string& json, std::string_view text)
{
    json += '"';
    for (auto rest = text.begin(); rest != text.end();) {
        const auto special = std::find_if(rest, text.end(), is_escaped);
        json.append(rest, special);
        rest = special;
        if (rest != text.end()) append_escaped(json, *rest++);
    }
    json += '"';
}

}  // namespace agri110::text
