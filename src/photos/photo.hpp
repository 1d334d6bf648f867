// From bytes somebody sent to a photo that is safe to keep and to show.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace agri110::photos {

enum class PhotoFault { not_an_image = 1, unsupported_type, too_many_pixels, damaged };

/// "photo.damaged" and so on: keys of the message files.
std::string_view code_of(PhotoFault fault);

struct PreparedPhoto {
    std::string jpeg{};       // no metadata at all: no place, no camera, no owner
    std::string thumbnail{};  // JPEG, longest side 320 pixels
    std::string sha256{};     // of `jpeg`, hex
};

/// Takes JPEG and PNG, by their content alone. JPEG keeps its pixels and is turned upright; pictures with a side over
/// 2560 pixels are made smaller. Nothing larger than 12,000 pixels a side or 40 megapixels is ever decoded. Never
/// throws for hostile bytes.
std::expected<PreparedPhoto, PhotoFault> prepare_photo(std::span<const std::byte> bytes);

}  // namespace agri110::photos
