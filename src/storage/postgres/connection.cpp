#include "storage/postgres/connection.hpp"

#include <endian.h>
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace agri110::storage::postgres {
namespace {

constexpr int oldest_server = 150000;
constexpr std::size_t most_statements = 500;
constexpr std::chrono::seconds silence_after_timeout{3};  // what a healthy server needs at most to say "timed out"
constexpr Oid int8_type = 20;
constexpr Oid text_type = 25;
constexpr Oid type_from_context = 0;

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override
    {
        const std::string_view text = PQgetvalue(result_, row_, column);
        if (text == "t") return 1;  // a comparison, which elsewhere is 0 or 1
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }
    std::string text(int column) const override
    {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_;
};

/// The arguments as libpq wants them: in binary, so that no byte of a text means anything.
struct Arguments {
    explicit Arguments(std::span<const Value> args)
    {
        numbers.reserve(args.size());  // `values` points into it
        for (const auto& arg : args) {
            const char* value = nullptr;
            std::size_t length = 0;
            if (const auto* number = std::get_if<std::int64_t>(&arg)) {
                numbers.push_back(htobe64(static_cast<std::uint64_t>(*number)));
                value = reinterpret_cast<const char*>(&numbers.back());
                length = sizeof(std::uint64_t);
            } else if (const auto* text = std::get_if<std::string>(&arg)) {
                value = text->data();
                length = text->size();
            }
            values.push_back(value);
            lengths.push_back(static_cast<int>(length));
            formats.push_back(1);
        }
    }
    std::vector<std::uint64_t> numbers;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
};

Oid type_of(const Value& value)
{
    if (std::holds_alternative<std::int64_t>(value)) return int8_type;
    return std::holds_alternative<std::string>(value) ? text_type : type_from_context;
}

std::string_view field(const PGresult* result, int code)
{
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

/// Named as in every engine: an unnamed primary key by its table and columns, which the detail "Key (a, b)=(1, 2) …"
/// tells.
std::string constraint_name(const PGresult* result)
{
    const std::string name(field(result, PG_DIAG_CONSTRAINT_NAME));
    if (!name.ends_with("_pkey")) return name;
    auto columns = field(result, PG_DIAG_MESSAGE_DETAIL);
    columns = columns.substr(columns.find('(') + 1);
    columns = columns.substr(0, columns.find(")="));
    std::string joined;
    for (const char c : columns)
        if (c != ' ') joined += c == ',' ? '_' : c;
    return fmt::format("uq_{}_{}", field(result, PG_DIAG_TABLE_NAME), joined);
}

std::string trimmed(const char* message)
{
    std::string text(message);
    while (text.ends_with('\n')) text.pop_back();
    std::ranges::replace(text, '\n', ' ');
    return text;
}

/// What every connection asks for. The URL comes last, so that what it says itself wins.
struct Parameters {
    Parameters(const std::string& url, Server server)
        : target(server == Server::primary ? "read-write" : "prefer-standby"),
          keys{"application_name",    "client_encoding",  "connect_timeout",      "keepalives_idle",
               "keepalives_interval", "keepalives_count", "target_session_attrs", "dbname"},
          values{"agri110", "UTF8", "3", "10", "5", "3", target, url.c_str()}
    {
    }
    const char* target;
    std::array<const char*, 9> keys;  // the last one stays null and ends the list
    std::array<const char*, 9> values;
};

constexpr auto session_settings =
    "SET statement_timeout = {0}; SET lock_timeout = {1}; SET idle_in_transaction_session_timeout = {0};"
    // what is acknowledged must be on the disk, whatever the server's default says
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local')";

}  // namespace

Connection::Connection(const std::string& url, Server server, Timeouts timeouts) : timeouts_(timeouts)
{
    const Parameters parameters(url, server);
    handle_.reset(PQconnectdbParams(parameters.keys.data(), parameters.values.data(), 1));
    if (PQstatus(handle_.get()) != CONNECTION_OK) lose("connect");
    PQsetNoticeReceiver(
        handle_.get(),
        [](void* self, const PGresult* notice) {
            if (field(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING")
                static_cast<Connection*>(self)->warned_ = true;
        },
        this);
    check_server();
    run_script(fmt::format(session_settings, timeouts.statement.count(), timeouts.lock.count()));
}

void Connection::check_server()
{
    if (const int version = PQserverVersion(handle_.get()); version < oldest_server)
        throw StorageError(fmt::format("PostgreSQL {}: {} or newer is needed", version / 10000, oldest_server / 10000));
    const char* encoding = PQparameterStatus(handle_.get(), "server_encoding");
    if (encoding == nullptr || std::string_view(encoding) != "UTF8")
        throw StorageError(
            fmt::format("the database is in {}: UTF8 is needed", encoding ? encoding : "no known encoding"));
}

int Connection::run(std::string_view sql, std::span<const Value> args, const RowSink& each)
{
    const auto& name = prepared(sql, args);
    const Arguments arguments(args);
    const auto result = answer(
        sql, PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(args.size()), arguments.values.data(),
                                 arguments.lengths.data(), arguments.formats.data(), 0) == 1);
    const int rows = PQntuples(result.get());
    for (int row = 0; row < rows; ++row) each(PostgresRow(result.get(), row));
    const std::string_view changed = PQcmdTuples(result.get());
    int count = 0;
    std::from_chars(changed.data(), changed.data() + changed.size(), count);
    return count;
}

std::vector<Table> Connection::tables()
{
    const auto name = [](const Row& row) { return row.text(0); };
    const auto column = [](const Row& row) { return Table::Column{row.text(0), row.text(1) == "text"}; };
    std::vector<Table> all;
    for (auto& table : rows("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
                            "AND relkind = 'r' AND relname <> 'writer_mark' ORDER BY oid",
                            name))
        all.push_back({table,
                       rows("SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
                            "WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                            column, table),
                       rows("SELECT a.attname FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (number, place) "
                            "JOIN pg_attribute a ON a.attnum = k.number "
                            "WHERE i.indrelid = $1::text::regclass AND i.indisprimary AND a.attrelid = i.indrelid "
                            "ORDER BY k.place",
                            name, table)});
    return all;
}

void Connection::run_script(const std::string& sql)
{
    answer("script", PQsendQuery(handle_.get(), sql.c_str()) == 1);
}

bool Connection::in_transaction() const
{
    const auto status = PQtransactionStatus(handle_.get());
    return PQstatus(handle_.get()) == CONNECTION_OK && (status == PQTRANS_INTRANS || status == PQTRANS_INERROR);
}

bool Connection::commit(const std::string& script)
{
    warned_ = false;
    const auto result = answer("COMMIT", PQsendQuery(handle_.get(), script.c_str()) == 1);
    // A transaction in which a statement had failed ends here without a word of error.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") throw TryAgain("the transaction was rolled back");
    return !warned_;
}

void Connection::rollback() noexcept
{
    forget_postponed();
    try {
        if (in_transaction()) run_script("ROLLBACK");
    } catch (const StorageError&) {
        PQfinish(handle_.release());  // the server undoes what it hears no more of
    }
}

const std::string& Connection::prepared(std::string_view sql, std::span<const Value> args)
{
    std::string key(sql);
    std::vector<Oid> types;
    for (const auto& arg : args) {
        types.push_back(type_of(arg));
        key += types.back() == int8_type ? '#' : types.back() == text_type ? '"' : '0';
    }
    if (const auto found = statements_.find(key); found != statements_.end()) return found->second;
    if (statements_.size() == most_statements) {
        statements_.clear();
        run_script("DEALLOCATE ALL");
    }
    const auto name = fmt::format("s{}", ++named_);
    const std::string text(sql);
    answer(sql,
           PQsendPrepare(handle_.get(), name.c_str(), text.c_str(), static_cast<int>(types.size()), types.data()) == 1);
    return statements_.emplace(std::move(key), name).first->second;
}

Connection::Result Connection::answer(std::string_view doing, bool was_sent)
{
    if (!was_sent) lose(doing);
    const auto until = std::chrono::steady_clock::now() + timeouts_.statement + silence_after_timeout;
    Result last;
    for (;;) {
        while (PQisBusy(handle_.get()) != 0) {
            wait_for_bytes(until);
            if (PQconsumeInput(handle_.get()) != 1) lose(doing);
        }
        Result result(PQgetResult(handle_.get()));
        if (!result) break;
        // The first error of a script is the one to tell.
        const bool failed = last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR;
        if (!failed) last = std::move(result);
    }
    if (!last) lose(doing);
    const auto status = PQresultStatus(last.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) fail(doing, last.get());
    return last;
}

void Connection::wait_for_bytes(std::chrono::steady_clock::time_point until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
    const int ready = left.count() <= 0 ? 0 : ::poll(&socket, 1, static_cast<int>(left.count()));
    if (ready > 0 || (ready < 0 && errno == EINTR)) return;
    PQfinish(handle_.release());
    throw ConnectionLost("PostgreSQL: the server does not answer any more");
}

void Connection::lose(std::string_view doing)
{
    throw ConnectionLost(fmt::format("PostgreSQL: {} (while: {})", trimmed(PQerrorMessage(handle_.get())), doing));
}

void Connection::fail(std::string_view doing, const PGresult* result)
{
    const auto state = field(result, PG_DIAG_SQLSTATE);
    const auto text =
        fmt::format("PostgreSQL {}: {} (while: {})", state, field(result, PG_DIAG_MESSAGE_PRIMARY), doing);
    if (PQstatus(handle_.get()) != CONNECTION_OK || state.empty() || state.starts_with("57P") || state == "25006")
        throw ConnectionLost(text);
    if (state == "40001" || state == "40P01" || state == "55P03") throw TryAgain(text);
    if (state == "23505" || state == "23514") throw ConstraintError(constraint_name(result));
    throw StorageError(text);
}

}  // namespace agri110::storage::postgres
