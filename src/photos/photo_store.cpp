#include "photos/photo_store.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "photos/sha256.hpp"

namespace agri110::photos {

std::string name_of(std::string_view sha256, PhotoSize size)
{
    const bool hex = sha256.size() == 64 && sha256.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!hex) throw std::invalid_argument("not a photo's hash");
    const auto ending = size == PhotoSize::full ? ".jpg" : ".thumb.jpg";
    return fmt::format("{}/{}/{}{}", sha256.substr(0, 2), sha256.substr(2, 2), sha256, ending);
}

bool fits(std::string_view sha256, PhotoSize size, std::string_view bytes)
{
    return size == PhotoSize::thumbnail || sha256_of(bytes) == sha256;
}

}  // namespace agri110::photos
