// What changed between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace agri110::text {

/// The unified form of diff(1), three lines around each change; "" when nothing differs.
std::string unified_diff(std::string_view before, std::string_view after);

}  // namespace agri110::text
