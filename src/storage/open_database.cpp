#include "storage/open_database.hpp"

#include "storage/postgres/postgres_database.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace agri110::storage {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

}  // namespace

std::unique_ptr<Database> open_database(const DatabaseOptions& options)
{
    if (const auto file = sqlite_file(options.url)) {
        if (!options.replica_url.empty()) throw StorageError("only PostgreSQL can have a replica");
        return std::make_unique<sqlite::SqliteDatabase>(
            sqlite::Options{.path = file->string(), .readers = options.readers, .cache_mib = options.cache_mib});
    }
    if (is_postgres(options.url))
        return std::make_unique<postgres::PostgresDatabase>(postgres::Options{.url = options.url,
                                                                              .replica_url = options.replica_url,
                                                                              .readers = options.readers,
                                                                              .patience = options.patience});
    throw StorageError("a database is named sqlite:<file> or postgresql://…");
}

std::optional<std::filesystem::path> sqlite_file(const std::string& url)
{
    if (!url.starts_with(sqlite_scheme)) return std::nullopt;
    return std::filesystem::path(url.substr(sqlite_scheme.size()));
}

bool is_postgres(const std::string& url)
{
    return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

}  // namespace agri110::storage
