// The name of a photo: the hash of its bytes.
#pragma once

#include <string>
#include <string_view>

namespace agri110::photos {

/// 64 hex digits.
std::string sha256_of(std::string_view bytes);

}  // namespace agri110::photos
