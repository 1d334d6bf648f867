#include "storage/sqlite/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <new>

namespace agri110::storage::sqlite {
namespace {

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string text(int column) const override
    {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        if (bytes == nullptr) return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3_stmt* statement_;
};

int bind_value(sqlite3_stmt* statement, int place, const Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, place, *number);
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (text->contains('\0')) throw StorageError("a text holds U+0000, which not every engine keeps");
        return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    return sqlite3_bind_null(statement, place);
}

/// Parameters may stand out of order or repeat, so each is known by its name, never by its place. Looked up once:
/// asking SQLite for every value of a long statement costs more than running it.
std::vector<int> parameter_places(sqlite3_stmt* statement)
{
    std::vector<int> places;
    for (int place = 1; place <= sqlite3_bind_parameter_count(statement); ++place) {
        const std::string_view name = sqlite3_bind_parameter_name(statement, place);
        std::size_t number = 0;
        std::from_chars(name.data() + 1, name.data() + name.size(), number);
        if (number > places.size()) places.resize(number);
        places.at(number - 1) = place;
    }
    return places;
}

/// "UNIQUE constraint failed: report.day, report.number" → "uq_report_day_number"; a named CHECK or expression index
/// is reported by its name.
std::string constraint_name(std::string_view message)
{
    const auto colon = message.find(": ");
    if (colon == std::string_view::npos) return std::string(message);
    auto what = message.substr(colon + 2);
    if (const auto quote = what.find('\''); quote != std::string_view::npos)
        return std::string(what.substr(quote + 1, what.rfind('\'') - quote - 1));
    const auto dot = what.find('.');
    if (dot == std::string_view::npos) return std::string(what);
    std::string name = "uq_" + std::string(what.substr(0, dot));
    while (!what.empty()) {
        const auto end = what.find(", ");
        const auto column = what.substr(0, end);
        name += "_" + std::string(column.substr(column.find('.') + 1));
        what = end == std::string_view::npos ? std::string_view{} : what.substr(end + 2);
    }
    return name;
}

/// Unique and check rules; a missing value, a wrong type or a link to nothing is a fault of the program instead.
bool is_rule(int code)
{
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_ROWID || code == SQLITE_CONSTRAINT_CHECK;
}

/// Without SQLite's own statistics of memory, which take a lock that all connections share at every allocation.
/// Only faster: where SQLite was started before, say by a test that brings its own files, it keeps its statistics.
void configure_once()
{
    [[maybe_unused]] static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

}  // namespace

Connection::Connection(const std::string& path, Access access)
{
    configure_once();
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) fail("open " + path, code);

    // 3.40.1 can corrupt a log that two connections reset at once: only the writer may ever checkpoint.
    if (access == Access::read_only) leave_log_on_close();
    sqlite3_busy_timeout(raw, 10'000);
    run_script(
        "PRAGMA wal_autocheckpoint = 0; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
        "PRAGMA trusted_schema = OFF;");
    if (access == Access::read_write) {
        run_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        sqlite3_wal_hook(
            raw,
            [](void* self, sqlite3*, const char*, int pages) {
                static_cast<Connection*>(self)->log_pages_ = pages;
                return SQLITE_OK;
            },
            this);
    } else {
        run_script("PRAGMA query_only = ON;");
    }
}

int Connection::run(std::string_view sql, std::span<const Value> args, const RowSink& each)
{
    const auto& [handle, places] = prepared(sql);
    auto* statement = handle.get();
    for (std::size_t i = 0; i < std::min(args.size(), places.size()); ++i) {
        if (places[i] == 0) continue;
        if (const int code = bind_value(statement, places[i], args[i]); code != SQLITE_OK) fail(sql, code);
    }

    struct Reset {
        sqlite3_stmt* statement;
        ~Reset()
        {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    } reset{statement};

    for (;;) {
        const int code = sqlite3_step(statement);
        if (code == SQLITE_DONE) break;
        if (code != SQLITE_ROW) fail(sql, code);
        each(SqliteRow{statement});
    }
    return sqlite3_changes(handle_.get());
}

std::vector<Table> Connection::tables()
{
    const auto name = [](const Row& row) { return row.text(0); };
    const auto column = [](const Row& row) { return Table::Column{row.text(0), row.text(1) == "TEXT"}; };
    std::vector<Table> all;
    for (auto& table : rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", name))
        all.push_back({table, rows("SELECT name, type FROM pragma_table_info($1) ORDER BY cid", column, table),
                       rows("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk", name, table)});
    return all;
}

void Connection::run_script(const std::string& sql)
{
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail("script", code);
}

void Connection::cache_pages_of(int kib)
{
    run_script(fmt::format("PRAGMA cache_size = -{}", kib));
}

void Connection::checkpoint()
{
    const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_BUSY) fail("checkpoint", code);
    log_pages_ = 0;
}

void Connection::leave_log_on_close()
{
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Connection::Statement& Connection::prepared(std::string_view sql)
{
    if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (code != SQLITE_OK) fail(sql, code);
    Statement statement{decltype(Statement::handle)(raw), parameter_places(raw)};
    return statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Connection::fail(std::string_view doing, int code)
{
    const std::string message = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    if (is_rule(code)) throw ConstraintError(constraint_name(message));
    if (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) throw std::bad_alloc();
    const auto text = fmt::format("SQLite {}: {} (while: {})", code, message, doing);
    if (code == SQLITE_FULL) throw DiskFullError(text);
    throw StorageError(text);
}

}  // namespace agri110::storage::sqlite
