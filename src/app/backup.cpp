// Backup and restore: a consistent database, every photo, and a list of hashes that both sides check.
#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "app/commands.hpp"
#include "app/home.hpp"
#include "app/photo_place.hpp"
#include "photos/folder_photo_store.hpp"
#include "storage/open_database.hpp"
#include "storage/photos.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.sha256";
constexpr const char* photos_name = "photos";  // in a backup, wherever the installation has them

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
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    flush_to_disk(to);
    flush_to_disk(to.parent_path());
}

/// Names of the photos in the copied database. They never change, so they may be copied after it.
std::vector<fs::path> photo_names(const fs::path& database)
{
    storage::sqlite::Connection copy(database.string(), storage::sqlite::Access::read_only);
    std::vector<fs::path> names;
    for (const auto& hash : storage::list_photo_hashes(copy)) {
        names.emplace_back(photos::name_of(hash, photos::PhotoSize::full));
        names.emplace_back(photos::name_of(hash, photos::PhotoSize::thumbnail));
    }
    return names;
}

bool is_photo(const fs::path& name)
{
    return *name.begin() == photos_name;
}

/// Where a file of a backup belongs in this installation.
fs::path home_of(const Configuration& configuration, const fs::path& name)
{
    return is_photo(name) ? photos_folder_of(configuration) / name.lexically_relative(photos_name)
                          : configuration.data_folder / name;
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

/// The file to copy. A server is backed up by its own means, and a file elsewhere by whoever put it there.
fs::path sqlite_to_keep(const Configuration& configuration)
{
    const auto file = storage::sqlite_file(database_url_of(configuration));
    if (!file || *file != Paths(configuration.data_folder).database)
        throw ConfigurationError(
            "backup and restore are for SQLite in the data folder; for PostgreSQL see deploy/province/guide.md");
    return *file;
}

}  // namespace

int backup(const Configuration& configuration, const fs::path& to)
{
    const auto database = sqlite_to_keep(configuration);
    if (fs::exists(to) && !fs::is_empty(to)) throw ConfigurationError(fmt::format("{} is not empty", to.string()));
    const Paths paths(configuration.data_folder);
    if (!fs::exists(database)) throw ConfigurationError(fmt::format("there is no database at {}", database.string()));
    const Paths copy(to);
    fs::create_directories(to);
    // A reading connection is enough, so the service may go on meanwhile.
    storage::sqlite::copy_database(database.string(), copy.database.string());

    std::vector<fs::path> files{copy.database.filename()};
    const auto photos = photo_names(copy.database);
    const bool remote = photos_are_remote(configuration);
    for (const auto& photo : remote ? std::vector<fs::path>{} : photos) {
        copy_durably(photos_folder_of(configuration) / photo, to / photos_name / photo);
        files.push_back(photos_name / photo);
    }
    write_manifest(to, files);
    fmt::print("backed up to {}: the database and {} photo files\n", to.string(), files.size() - 1);
    if (remote)
        fmt::print("NOT in it: {} photo files in {}; keep them safe there, by versioning or replication\n",
                   photos.size(), photo_store_of(configuration)->description());
    return 0;
}

int restore(const Configuration& configuration, const fs::path& from)
{
    const auto database = sqlite_to_keep(configuration);
    std::ifstream manifest(from / manifest_name);
    if (!manifest) throw ConfigurationError(fmt::format("{} holds no backup", from.string()));
    std::vector<fs::path> files;
    for (std::string hash, name; manifest >> hash >> name;) {
        if (sha256_of(from / name) != hash)
            throw ConfigurationError(fmt::format("{} is damaged: nothing was restored", name));
        files.emplace_back(name);
    }
    if (photos_are_remote(configuration) && std::ranges::any_of(files, is_photo))
        throw ConfigurationError(
            "this backup holds photos, which an S3 store does not take from here: restore "
            "without photos.s3_endpoint");
    if (!photos_are_remote(configuration)) photo_store_of(configuration);  // says when the shared disk is not mounted
    const HomeLock lock(configuration.data_folder);
    if (fs::exists(database))
        throw ConfigurationError(fmt::format("{} already holds a database: restore into an empty folder",
                                             configuration.data_folder.string()));
    for (const auto& file : files) {
        const auto home = home_of(configuration, file);
        // A shared disk may have kept its photos.
        if (is_photo(file) && fs::exists(home) && sha256_of(home) == sha256_of(from / file)) continue;
        copy_durably(from / file, home);
    }
    fmt::print("restored {} files into {}\n", files.size(), configuration.data_folder.string());
    return 0;
}

}  // namespace agri110::app
