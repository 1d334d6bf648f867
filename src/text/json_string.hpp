// A text as a JSON string.
#pragma once

#include <string>
#include <string_view>

namespace agri110::text {

/// `text`, which must be UTF-8, with quotes around it and all inside escaped that RFC 8259 wants escaped.
std::string json_string(std::string_view text);
/// The same, at the end of `json`.
void append_json_string(std::string& json, std::string_view text);

}  // namespace agri110::text
