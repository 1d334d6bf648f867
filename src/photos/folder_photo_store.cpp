#include "photos/folder_photo_store.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "photos/durable_file.hpp"

namespace agri110::photos {
namespace fs = std::filesystem;

void FolderPhotoStore::put(const PreparedPhoto& photo)
{
    const auto full = path(photo.sha256, PhotoSize::full);
    if (fs::exists(full)) {
        fs::last_write_time(full, fs::file_time_type::clock::now());
        flush_folder(full.parent_path());  // whoever renamed it may have died before
        return;
    }
    make_folder(fs::absolute(full).parent_path());
    write_durably(path(photo.sha256, PhotoSize::thumbnail), photo.thumbnail);
    write_durably(full, photo.jpeg);
    flush_folder(full.parent_path());
}

bool FolderPhotoStore::has(std::string_view sha256) const
{
    return fs::exists(path(sha256, PhotoSize::full));
}

std::optional<fs::path> FolderPhotoStore::file(std::string_view sha256, PhotoSize size) const
{
    return path(sha256, size);
}

std::optional<std::string> FolderPhotoStore::read(std::string_view sha256, PhotoSize size) const
{
    const auto from = path(sha256, size);
    std::ifstream in(from, std::ios::binary);
    if (!in && !fs::exists(from)) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw std::runtime_error(from.string() + " cannot be read");
    if (!fits(sha256, size, bytes)) throw DamagedPhoto(from.string() + " is damaged");
    return bytes;
}

void FolderPhotoStore::write(std::string_view sha256, PhotoSize size, std::string_view bytes)
{
    const auto to = path(sha256, size);
    if (!fits(sha256, size, bytes)) throw std::invalid_argument("the bytes do not fit the photo's hash");
    make_folder(fs::absolute(to).parent_path());
    write_durably(to, bytes);
    flush_folder(to.parent_path());
}

void FolderPhotoStore::remove_unused(std::string_view sha256)
{
    const auto full = path(sha256, PhotoSize::full);
    std::error_code gone;
    const auto written = fs::last_write_time(full, gone);
    if (gone || fs::file_time_type::clock::now() - written < unused_photo_stays) return;
    fs::remove(full);
    fs::remove(path(sha256, PhotoSize::thumbnail));
}

void FolderPhotoStore::try_out()
{
    if (!fs::exists(folder_)) return;
    const auto trial = folder_ / ("trial-" + std::to_string(::getpid()));
    write_durably(trial, "trial");
    fs::remove(trial);
}

}  // namespace agri110::photos
