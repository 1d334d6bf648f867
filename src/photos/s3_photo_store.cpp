#include "photos/s3_photo_store.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <stdexcept>

namespace agri110::photos {
namespace {

constexpr const char* jpeg = "image/jpeg";

}  // namespace

void S3PhotoStore::put(const PreparedPhoto& photo)
{
    // Also when it is there already: only a new put makes the store's time of it new.
    client_.put(name_of(photo.sha256, PhotoSize::thumbnail), photo.thumbnail, jpeg);
    client_.put(name_of(photo.sha256, PhotoSize::full), photo.jpeg, jpeg);
}

bool S3PhotoStore::has(std::string_view sha256) const
{
    return client_.head(name_of(sha256, PhotoSize::full)).has_value();
}

std::optional<std::filesystem::path> S3PhotoStore::file(std::string_view sha256, PhotoSize size) const
{
    static_cast<void>(name_of(sha256, size));  // a wrong hash is refused here as in every store
    return std::nullopt;
}

std::optional<std::string> S3PhotoStore::read(std::string_view sha256, PhotoSize size) const
{
    const auto name = name_of(sha256, size);
    auto bytes = client_.get(name);
    if (bytes && !fits(sha256, size, *bytes)) throw DamagedPhoto(fmt::format("{}: {} is damaged", description(), name));
    return bytes;
}

void S3PhotoStore::write(std::string_view sha256, PhotoSize size, std::string_view bytes)
{
    const auto name = name_of(sha256, size);
    if (!fits(sha256, size, bytes)) throw std::invalid_argument("the bytes do not fit the photo's hash");
    client_.put(name, bytes, jpeg);
}

void S3PhotoStore::remove_unused(std::string_view sha256)
{
    const auto full = name_of(sha256, PhotoSize::full);
    const auto object = client_.head(full);
    // A store that does not tell the time gets nothing removed: a picture too many is better than one too few.
    if (!object || !object->modified) return;
    if (std::chrono::system_clock::now() - *object->modified < unused_photo_stays) return;
    client_.remove(full);
    client_.remove(name_of(sha256, PhotoSize::thumbnail));
}

void S3PhotoStore::try_out()
{
    // A name of its own each time: two who look at once must not remove each other's.
    const auto name = fmt::format("trial-{:08x}{:08x}", randombytes_random(), randombytes_random());
    client_.put(name, "trial", "text/plain");
    const auto back = client_.get(name);
    client_.remove(name);
    if (back != "trial") throw S3Error(description() + " does not give back what it was given");
}

}  // namespace agri110::photos
