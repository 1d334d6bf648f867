#include "backup/bring_back.hpp"

#include <fmt/format.h>

#include <fstream>

#include "photos/durable_file.hpp"
#include "storage/sqlite/copy.hpp"

namespace agri110::backup {
namespace {

namespace fs = std::filesystem;

/// "ab/cd/<hash>.thumb.jpg" again as hash and size.
std::pair<std::string, photos::PhotoSize> photo_in(const std::string& name)
{
    const auto hash = fs::path(name).filename().string().substr(0, 64);
    const auto size = name.ends_with(".thumb.jpg") ? photos::PhotoSize::thumbnail : photos::PhotoSize::full;
    if (photos::name_of(hash, size) != name) throw Damage(fmt::format("{} is no name of a photo", name));
    return {hash, size};
}

void bring_back_photo(const Archive& archive, const std::string& name, const std::string& piece,
                      photos::PhotoStore& photos)
{
    const auto [hash, size] = photo_in(name);
    const auto bytes = archive.piece(piece, "photo " + name);
    if (!photos::fits(hash, size, bytes)) throw Damage(fmt::format("photo {} has another content", name));
    photos.write(hash, size, bytes);
}

/// Whatever is missing is said before anything is written.
void require_all(const Archive& archive, const Content& content, DamagedPhotos damaged)
{
    const auto there = archive.pieces();
    for (const auto& block : content.blocks)
        if (!there.contains(block)) throw Damage(fmt::format("piece {} of the database is missing", block));
    if (damaged == DamagedPhotos::leave_out) return;
    for (const auto& [name, piece] : content.photos)
        if (!there.contains(piece)) throw Damage(fmt::format("piece {} of photo {} is missing", piece, name));
}

}  // namespace

void bring_back_database(const Archive& archive, const Content& content, const fs::path& to)
{
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < content.blocks.size(); ++i) {
        const auto block = archive.piece(content.blocks[i], fmt::format("block {} of the database", i));
        out.write(block.data(), static_cast<std::streamsize>(block.size()));
        size += block.size();
    }
    out.close();
    if (!out) throw std::runtime_error(to.string() + " cannot be written");
    if (size != content.database_size) throw Damage("the database has another size than when it was backed up");
    if (const auto verdict = storage::sqlite::check_copy(to.string()); verdict != "ok")
        throw Damage("the database was damaged already when it was backed up: " + verdict);
}

BroughtBack bring_back(const Archive& archive, const Snapshot& snapshot, const fs::path& database,
                       photos::PhotoStore& photos, DamagedPhotos damaged)
{
    const auto content = archive.content(snapshot);
    require_all(archive, content, damaged);
    const fs::path unfinished = database.string() + ".part";
    BroughtBack back;
    try {
        bring_back_database(archive, content, unfinished);
        for (const auto& [name, piece] : content.photos) {
            try {
                bring_back_photo(archive, name, piece, photos);
                ++back.photo_files;
            } catch (const Damage& fault) {
                if (damaged == DamagedPhotos::refuse) throw;
                back.left_out.emplace_back(fault.what());
            }
        }
        storage::sqlite::flush_copy(unfinished.string());
        fs::rename(unfinished, database);
        photos::flush_folder(fs::absolute(database).parent_path());
    } catch (const std::exception&) {
        std::error_code gone;
        fs::remove(unfinished, gone);
        throw;
    }
    return back;
}

}  // namespace agri110::backup
