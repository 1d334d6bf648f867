// Backup and restore: a consistent database, every photo, and a list of hashes that both sides check.
#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <system_error>

#include "app/commands.hpp"
#include "app/home.hpp"
#include "photos/photo_store.hpp"
#include "storage/photos.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.sha256";

std::string sha256_of(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::system_error(errno, std::generic_category(), path.string());
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::array<char, 1 << 16> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0)
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                                  static_cast<unsigned long long>(in.gcount()));
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

void flush_to_disk(const fs::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && ::fsync(file) == 0;
    const int error = errno;
    if (file >= 0) ::close(file);
    if (!flushed) throw std::system_error(error, std::generic_category(), "fsync " + path.string());
}

void copy_durably(const fs::path& from, const fs::path& to)
{
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    flush_to_disk(to);
    flush_to_disk(to.parent_path());
}

/// Photo files that the copied database names. They never change, so they may be copied after it.
std::vector<fs::path> photo_files(const fs::path& database, const photos::PhotoStore& store)
{
    storage::sqlite::Connection copy(database.string(), storage::sqlite::Access::read_only);
    std::vector<fs::path> files;
    for (const auto& hash : storage::list_photo_hashes(copy)) {
        files.push_back(store.file(hash));
        files.push_back(store.thumbnail(hash));
    }
    return files;
}

void write_manifest(const fs::path& folder, const std::vector<fs::path>& files)
{
    std::ofstream out(folder / manifest_name, std::ios::binary);
    for (const auto& file : files) out << sha256_of(folder / file) << "  " << file.generic_string() << "\n";
    out.close();
    if (!out) throw std::runtime_error("the manifest could not be written");
    flush_to_disk(folder / manifest_name);
    flush_to_disk(folder);
}

}  // namespace

int backup(const Configuration& configuration, const fs::path& to)
{
    if (fs::exists(to) && !fs::is_empty(to)) throw ConfigurationError(fmt::format("{} is not empty", to.string()));
    const Paths paths(configuration.data_folder);
    if (!fs::exists(paths.database))
        throw ConfigurationError(fmt::format("there is no database at {}", paths.database.string()));
    const Paths copy(to);
    fs::create_directories(to);
    // A reading connection is enough, so the service may go on meanwhile.
    storage::sqlite::copy_database(paths.database.string(), copy.database.string());

    std::vector<fs::path> files{copy.database.filename()};
    for (const auto& photo : photo_files(copy.database, photos::PhotoStore(paths.photos))) {
        const auto name = fs::relative(photo, configuration.data_folder);
        copy_durably(photo, to / name);
        files.push_back(name);
    }
    write_manifest(to, files);
    fmt::print("backed up to {}: the database and {} photo files\n", to.string(), files.size() - 1);
    return 0;
}

int restore(const Configuration& configuration, const fs::path& from)
{
    std::ifstream manifest(from / manifest_name);
    if (!manifest) throw ConfigurationError(fmt::format("{} holds no backup", from.string()));
    std::vector<fs::path> files;
    for (std::string hash, name; manifest >> hash >> name;) {
        if (sha256_of(from / name) != hash)
            throw ConfigurationError(fmt::format("{} is damaged: nothing was restored", name));
        files.emplace_back(name);
    }
    const HomeLock lock(configuration.data_folder);
    if (fs::exists(Paths(configuration.data_folder).database))
        throw ConfigurationError(fmt::format("{} already holds a database: restore into an empty folder",
                                             configuration.data_folder.string()));
    for (const auto& file : files) copy_durably(from / file, configuration.data_folder / file);
    fmt::print("restored {} files into {}\n", files.size(), configuration.data_folder.string());
    return 0;
}

}  // namespace agri110::app
