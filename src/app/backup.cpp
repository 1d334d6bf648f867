// Backup and restore, as commands: where snapshots lie, who may do it now, and what is said about it.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ranges>

#include "app/chance.hpp"
#include "app/commands.hpp"
#include "app/home.hpp"
#include "app/photo_place.hpp"
#include "backup/bring_back.hpp"
#include "backup/look_after.hpp"
#include "backup/take.hpp"
#include "storage/open_database.hpp"

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<backup::PieceStore> store_of(const Configuration& c, const BackupPlace& place)
{
    if (!place.folder.empty()) return backup::pieces_in_folder(place.folder);
    if (!c.backup_s3_endpoint.empty())
        return backup::pieces_on_s3({.endpoint = c.backup_s3_endpoint,
                                     .bucket = c.backup_s3_bucket,
                                     .region = c.backup_s3_region,
                                     .access_key = c.backup_s3_access_key,
                                     .secret_key = c.backup_s3_secret_key,
                                     .settings = "backup.s3_"});
    if (c.backup_folder.empty())
        throw ConfigurationError("where are the backups? Name a folder, or set backup.folder or backup.s3_…");
    return backup::pieces_in_folder(c.backup_folder);
}

std::optional<backup::Key> key_of(const Configuration& configuration, const BackupPlace& place)
{
    const auto& file = place.key_file.empty() ? configuration.backup_key_file : place.key_file;
    if (file.empty()) return std::nullopt;
    return backup::read_key_file(file);
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

std::string size_of(std::uint64_t bytes)
{
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// Beijing time, as everywhere in the service.
std::string time_of(Instant instant)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}+08:00",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(instant + beijing_offset)));
}

/// "2026-11-25T08:00", seconds or not, Beijing time.
Instant moment_in(const std::string& text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0, end_with_seconds = 0;
    const int fields = std::sscanf(text.c_str(), "%4d-%2d-%2d%*1[T ]%2d:%2d%n:%2d%n", &year, &month, &day, &hour,
                                   &minute, &end, &second, &end_with_seconds);
    const auto rest = text.substr(static_cast<std::size_t>(fields == 6 ? end_with_seconds : end));
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (fields < 5 || (!rest.empty() && rest != "+08:00") || !date.ok() || hour > 23 || minute > 59 || second > 59)
        throw ConfigurationError(fmt::format("\"{}\" is no moment such as 2026-11-25T08:00 (Beijing time)", text));
    return start_of(Day{std::chrono::local_days{date}}) + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second};
}

backup::Snapshot chosen_snapshot(const backup::Archive& archive, const RestoreOptions& options)
{
    if (options.snapshot != 0) return archive.snapshot(options.snapshot);
    const auto numbers = archive.numbers();
    if (numbers.empty()) throw ConfigurationError("there is no snapshot yet");
    if (options.at.empty()) return archive.snapshot(numbers.back());
    const auto until = moment_in(options.at);
    for (const int number : numbers | std::views::reverse)
        if (auto snapshot = archive.snapshot(number); snapshot.taken <= until) return snapshot;
    throw ConfigurationError(fmt::format("there is no snapshot from before {}", options.at));
}

/// A log beside a database that is not its own would be played into it.
void require_empty(const fs::path& database)
{
    for (const auto* ending : {"", "-wal", "-shm"})
        if (fs::exists(database.string() + ending))
            throw ConfigurationError(fmt::format("{} already holds {}: restore into an empty folder",
                                                 fs::absolute(database).parent_path().string(),
                                                 database.filename().string() + ending));
}

void let_old_ones_go(backup::Archive& archive, const BackupOptions& options)
{
    const auto gone = backup::let_go(archive, {.newest = options.keep, .days = options.keep_days});
    if (gone.snapshots > 0) fmt::print("let go: {} old snapshots, {} pieces\n", gone.snapshots, gone.pieces);
}

}  // namespace

int backup(const Configuration& configuration, const BackupOptions& options)
{
    const auto database = sqlite_to_keep(configuration);
    if (!fs::exists(database)) throw ConfigurationError(fmt::format("there is no database at {}", database.string()));
    const auto photos = photo_store_of(configuration);
    const auto store = store_of(configuration, options.place);
    const auto lock = HomeLock::for_backup(configuration.data_folder);
    auto archive = backup::Archive::open_or_begin(*store, key_of(configuration, options.place));

    const auto begun = SystemClock().now();
    const auto snapshot = backup::take_snapshot(
        archive, {database.string(), Paths(configuration.data_folder).backup_scratch, photos.get()}, begun);
    fmt::print("snapshot {} of {} in {}: the database ({}) and {} photo files; new: {} in {} pieces\n", snapshot.number,
               time_of(snapshot.taken), store->description(), size_of(snapshot.database_size), snapshot.photo_files,
               size_of(archive.bytes_stored()), archive.pieces_stored());
    for (const auto& hash : snapshot.missing_photos)
        fmt::print(stderr, "agri110: photo {} is missing or damaged in {}: it is not in the backup\n", hash,
                   photos->description());
    let_old_ones_go(archive, options);
    return snapshot.missing_photos.empty() ? 0 : 1;
}

int verify_backups(const Configuration& configuration, const BackupPlace& place)
{
    const auto store = store_of(configuration, place);
    const auto archive = backup::Archive::open(*store, key_of(configuration, place));
    const auto verdict = backup::verify(archive, Paths(configuration.data_folder).verify_scratch);
    for (const auto& fault : verdict.faults) fmt::print(stderr, "agri110: {}\n", fault);
    if (!verdict.faults.empty())
        fmt::print(stderr,
                   "agri110: remove what is damaged and back up again: what is still the same is stored anew\n");
    fmt::print("{} snapshots in {}: {} pieces ({}) read and hashed, {} faults\n", verdict.snapshots,
               store->description(), verdict.pieces, size_of(verdict.bytes), verdict.faults.size());
    return verdict.faults.empty() ? 0 : 1;
}

int list_backups(const Configuration& configuration, const BackupPlace& place)
{
    const auto store = store_of(configuration, place);
    const auto archive = backup::Archive::open(*store, key_of(configuration, place));
    const auto all = archive.snapshots();
    if (all.empty()) fmt::print("there is no snapshot yet\n");
    for (const auto& s : all)
        fmt::print("{:6}  {}  database {:>10}  {:6} photo files{}\n", s.number, time_of(s.taken),
                   size_of(s.database_size), s.photo_files,
                   s.missing_photos.empty() ? "" : fmt::format(", {} photos missing", s.missing_photos.size()));
    return 0;
}

int restore(const Configuration& configuration, const RestoreOptions& options)
{
    const auto database = sqlite_to_keep(configuration);
    const auto store = store_of(configuration, options.place);
    const auto archive = backup::Archive::open(*store, key_of(configuration, options.place));
    const auto snapshot = chosen_snapshot(archive, options);
    const auto photos = photo_store_of(configuration);
    const HomeLock lock(configuration.data_folder);
    require_empty(database);
    try {
        const auto back = backup::bring_back(
            archive, snapshot, database, *photos,
            options.without_damaged_photos ? backup::DamagedPhotos::leave_out : backup::DamagedPhotos::refuse);
        for (const auto& fault : back.left_out) fmt::print(stderr, "agri110: left out: {}\n", fault);
        fmt::print("restored snapshot {} of {} into {}: the database and {} photo files\n", snapshot.number,
                   time_of(snapshot.taken), configuration.data_folder.string(), back.photo_files);
        return back.left_out.empty() ? 0 : 1;
    } catch (const backup::Damage& damage) {
        throw ConfigurationError(fmt::format(
            "{}: snapshot {} was not restored, there is no database; try an earlier one (`agri110 backups`), or "
            "--without-damaged-photos",
            damage.what(), snapshot.number));
    }
}

int make_backup_key(const Configuration&, const fs::path& file)
{
    backup::make_key_file(file);
    fmt::print("{} holds the key. Keep a copy away from this machine: without it nobody can read the backups\n",
               file.string());
    return 0;
}

}  // namespace agri110::app
