#include "storage/sqlite/copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "storage/sqlite/connection.hpp"

namespace agri110::storage::sqlite {
namespace {

struct CloseFile {
    void operator()(sqlite3* file) const { sqlite3_close_v2(file); }
};
using File = std::unique_ptr<sqlite3, CloseFile>;

/// A file without journal or flush: after a failure nobody looks at it again.
File new_file(const std::string& path)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    File file(raw);
    if (code != SQLITE_OK) throw StorageError(fmt::format("{}: {}", path, sqlite3_errstr(code)));
    sqlite3_exec(raw, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
    return file;
}

/// A log and its index that looking has left beside.
void remove_company(const std::string& path)
{
    for (const auto* ending : {"-wal", "-shm"}) {
        std::error_code gone;
        std::filesystem::remove(path + ending, gone);
    }
}

}  // namespace

void copy_database(const std::string& from, const std::string& to)
{
    if (std::filesystem::exists(to)) throw StorageError(fmt::format("{} is there already", to));
    Connection reader(from, Access::read_only);
    const auto copy = new_file(to);
    auto* copying = sqlite3_backup_init(copy.get(), "main", reader.handle(), "main");
    if (!copying) throw StorageError(fmt::format("{}: {}", to, sqlite3_errmsg(copy.get())));
    sqlite3_backup_step(copying, -1);  // all in one step, and so of one moment
    const int code = sqlite3_backup_finish(copying);
    if (code != SQLITE_OK) throw StorageError(fmt::format("copy of {} to {}: {}", from, to, sqlite3_errstr(code)));
}

void flush_copy(const std::string& copy)
{
    const int file = open(copy.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && fsync(file) == 0;
    const int error = errno;
    if (file >= 0) close(file);
    if (!flushed) throw StorageError(fmt::format("flush {}: {}", copy, std::strerror(error)));
}

std::string check_copy(const std::string& copy)
{
    std::string verdict;
    try {
        Connection reader(copy, Access::read_only);
        verdict =
            reader.row("PRAGMA integrity_check", [](const Row& row) { return row.text(0); }).value_or("no answer");
    } catch (const StorageError& error) {
        verdict = error.what();
    }
    remove_company(copy);
    return verdict;
}

std::vector<NamedPhoto> photos_in_copy(const std::string& copy)
{
    std::vector<NamedPhoto> photos;
    {
        Connection reader(copy, Access::read_only);
        photos = list_named_photos(reader);
    }
    remove_company(copy);
    return photos;
}

}  // namespace agri110::storage::sqlite
