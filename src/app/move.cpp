// `agri110 move`: from a county's SQLite to a province's PostgreSQL, or back; `agri110 export`: everything, readable.
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/home.hpp"
#include "app/parts.hpp"
#include "app/photo_place.hpp"
#include "photos/folder_photo_store.hpp"
#include "storage/moving.hpp"
#include "storage/open_database.hpp"
#include "storage/photos.hpp"

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

constexpr int rows_at_once = 1000;
constexpr int bar_width = 30;

/// A bar that is drawn over itself, where somebody watches; otherwise one line at the end of each part.
void show_progress(const std::string& what, std::int64_t done, std::int64_t of)
{
    const bool watched = ::isatty(STDERR_FILENO) != 0;
    if (!watched && done < of) return;
    const auto full = of == 0 ? bar_width : static_cast<int>(done * bar_width / of);
    fmt::print(stderr, "{}{:<18} [{:<{}}] {}/{}{}", watched ? "\r" : "", what,
               std::string(static_cast<std::size_t>(full), '#'), bar_width, done, of, watched && done < of ? "" : "\n");
}

std::unique_ptr<photos::PhotoStore> store_for(const Configuration& configuration, const std::string& database_url,
                                              const fs::path& folder)
{
    if (!folder.empty()) return std::make_unique<photos::FolderPhotoStore>(folder);
    if (const auto file = storage::sqlite_file(database_url))
        return std::make_unique<photos::FolderPhotoStore>(Paths(fs::absolute(*file).parent_path()).photos);
    return photo_store_of(configuration);
}

Outcome<std::vector<std::string>> photo_hashes(storage::Transaction& tx)
{
    return storage::list_photo_hashes(tx);
}

/// Copies one picture, unless it is there already, and reads it back.
void move_photo(const photos::PhotoStore& from, photos::PhotoStore& to, const std::string& hash, photos::PhotoSize size)
{
    const auto bytes = from.read(hash, size);
    if (!bytes) throw ConfigurationError(fmt::format("photo {} is missing in {}", hash, from.description()));
    if (to.read(hash, size) == bytes) return;
    to.write(hash, size, *bytes);
    if (to.read(hash, size) != bytes)
        throw ConfigurationError(fmt::format("photo {} did not arrive whole in {}", hash, to.description()));
}

void move_photos(const std::vector<std::string>& hashes, const photos::PhotoStore& from, photos::PhotoStore& to)
{
    if (from.description() == to.description()) {
        fmt::print("the photos stay in {}\n", to.description());
        return;
    }
    const auto all = static_cast<std::int64_t>(hashes.size());
    std::int64_t done = 0;
    for (const auto& hash : hashes) {
        for (const auto size : {photos::PhotoSize::full, photos::PhotoSize::thumbnail})
            move_photo(from, to, hash, size);
        show_progress("photos", ++done, all);
    }
    fmt::print("{} photos copied to {} and compared\n", all, to.description());
}

std::string reason(storage::MoveFault fault)
{
    switch (fault) {
        case storage::MoveFault::target_not_empty:
            return "the target already holds data: move only into an empty database";
        case storage::MoveFault::source_has_changed:
            return "the source has changed since this move began: stop its service, empty the target, and begin again";
        case storage::MoveFault::copy_differs:
            return "the copy differs from the source: keep the source, empty the target, and begin again";
    }
    return {};
}

nlohmann::ordered_json as_json(const storage::Table& table, const storage::TableRow& row)
{
    nlohmann::ordered_json line;
    for (std::size_t i = 0; i < row.size(); ++i)
        std::visit([&](const auto& value) { line[table.columns[i].name] = value; }, row[i]);
    return line;
}

Outcome<std::int64_t> write_tables(storage::Transaction& tx, const fs::path& to)
{
    std::int64_t count = 0;
    for (const auto& table : tx.tables()) {
        std::ofstream out(to / (table.name + ".jsonl"), std::ios::binary);
        storage::TableRow after;
        for (auto rows = storage::rows_behind(tx, table, after, rows_at_once); !rows.empty();
             rows = storage::rows_behind(tx, table, after, rows_at_once)) {
            for (const auto& row : rows) out << as_json(table, row).dump() << "\n";
            count += static_cast<std::int64_t>(rows.size());
            after = std::move(rows.back());
        }
        out.close();
        if (!out) throw std::runtime_error(fmt::format("{} could not be written", (to / table.name).string()));
    }
    return count;
}

}  // namespace

int move(const Configuration& configuration, const MoveOptions& options)
{
    if (const auto file = storage::sqlite_file(options.from); file && !fs::exists(*file))
        throw ConfigurationError(fmt::format("there is no database at {}", file->string()));
    if (options.from == options.to) throw ConfigurationError("source and target are the same");
    const auto from_lock = lock_for(options.from);
    const auto to_lock = lock_for(options.to);
    const auto source = storage::open_database({.url = options.from});
    const auto target = storage::open_database({.url = options.to});
    const auto moved = storage::move_database(*source, *target, show_progress);
    if (!moved) {
        fmt::print(stderr, "agri110: {}\n", reason(moved.error()));
        return 1;
    }
    std::int64_t rows = 0;
    for (const auto& table : *moved) rows += table.rows;
    fmt::print("{} rows in {} tables copied; counts and hashes agree\n", rows, moved->size());
    move_photos(*source->read_now(photo_hashes), *store_for(configuration, options.from, options.from_photos),
                *store_for(configuration, options.to, options.to_photos));
    return 0;
}

int export_all(const Configuration& configuration, const fs::path& to)
{
    if (fs::exists(to) && !fs::is_empty(to)) throw ConfigurationError(fmt::format("{} is not empty", to.string()));
    const auto lock = lock_for(database_url_of(configuration));
    const auto database = open_database(configuration);
    fs::create_directories(to);
    fs::permissions(to, fs::perms::owner_all);  // it holds phones and names
    fmt::print("{} rows written to {}\n", *database->read_now(write_tables, to), to.string());
    return 0;
}

}  // namespace agri110::app
