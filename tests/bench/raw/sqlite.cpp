#include "sqlite.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace agri110::bench {
namespace {

void check(sqlite3* handle, int code, std::string_view doing)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        throw std::runtime_error(fmt::format("SQLite {}: {} (while: {})", code, sqlite3_errmsg(handle), doing));
}

Cell cell_of(sqlite3_stmt* statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return nullptr;
        case SQLITE_INTEGER:
            return sqlite3_column_int64(statement, column);
        default:
            return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                               static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
}

}  // namespace

Store::Store(const std::string& path)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw,
                                     SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE, nullptr);
    handle_.reset(raw);
    check(raw, code, "open " + path);
    run("PRAGMA wal_autocheckpoint = 0; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
        "PRAGMA trusted_schema = OFF; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = "
        "-16000;");
    sqlite3_wal_hook(
        raw,
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Store*>(self)->count_pages(pages);
            return SQLITE_OK;
        },
        this);
}

void Store::run(const std::string& script)
{
    check(handle(), sqlite3_exec(handle(), script.c_str(), nullptr, nullptr, nullptr), script);
}

void Store::checkpoint()
{
    check(handle(), sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr),
          "checkpoint");
    log_pages_ = 0;
}

void Store::count_pages(int pages)
{
    // After a checkpoint the log begins anew.
    all_log_pages_ += pages >= log_pages_ ? pages - log_pages_ : pages;
    log_pages_ = pages;
}

Statement::Statement(Store& store, const std::string& sql) : store_(store.handle())
{
    sqlite3_stmt* raw = nullptr;
    const int code =
        sqlite3_prepare_v3(store_, sql.c_str(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    statement_.reset(raw);
    check(store_, code, sql);
}

void Statement::run(const Cells& cells)
{
    bind(cells);
    while (step()) {
    }
}

std::vector<Cells> Statement::rows(const Cells& cells)
{
    bind(cells);
    std::vector<Cells> all;
    while (step()) {
        auto& row = all.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) row.push_back(cell_of(statement_.get(), i));
    }
    return all;
}

std::vector<std::string> Statement::columns() const
{
    std::vector<std::string> names;
    for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i)
        names.emplace_back(sqlite3_column_name(statement_.get(), i));
    return names;
}

void Statement::bind(const Cells& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const int place = static_cast<int>(i) + 1;
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&cells[i]))
            code = sqlite3_bind_int64(statement_.get(), place, *number);
        else if (const auto* text = std::get_if<std::string>(&cells[i]))
            code =
                sqlite3_bind_text(statement_.get(), place, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
        else
            code = sqlite3_bind_null(statement_.get(), place);
        check(store_, code, sqlite3_sql(statement_.get()));
    }
}

/// True for a row; at the end the statement is ready for another run.
bool Statement::step()
{
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    sqlite3_reset(statement_.get());
    check(store_, code, sqlite3_sql(statement_.get()));
    return false;
}

}  // namespace agri110::bench
