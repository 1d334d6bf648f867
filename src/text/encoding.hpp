// Files from office programs come as UTF-8 or GB18030.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace agri110::text {

/// UTF-8 without byte order mark: the bytes as they are when they are UTF-8, else read as GB18030; nothing when they
/// are neither.
std::optional<std::string> to_utf8(std::string_view bytes);

}  // namespace agri110::text
