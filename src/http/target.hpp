// The request target: path and query, decoded exactly once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agri110::http {

struct Target {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;
};

/// Origin form only ("/path?query"); nothing for any other form, a fragment, a control, blank or high byte, a broken
/// escape, an encoded slash, "." and ".." segments, or text that is not UTF-8 once decoded.
std::optional<Target> parse_target(std::string_view target);

}  // namespace agri110::http
