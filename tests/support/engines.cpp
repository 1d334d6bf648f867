#include "tests/support/engines.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <functional>
#include <stdexcept>

#include "storage/open_database.hpp"

namespace agri110::storage {
namespace {

namespace fs = std::filesystem;

std::string sqlite_url_for(const fs::path& folder)
{
    return "sqlite:" + (folder / "agri110.db").string();
}

void forget_sqlite(const fs::path&) {}  // goes with the folder

void forget_postgres(const fs::path& folder)
{
    tell_postgres(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", postgres_database_of(folder)));
}

}  // namespace

std::unique_ptr<Database> Engine::open(const fs::path& folder) const
{
    return open_database({.url = url(folder), .patience = std::chrono::milliseconds{1500}});
}

std::vector<Engine> all_engines()
{
    return {{"sqlite", sqlite_url_for, forget_sqlite}, {"postgres", postgres_url_for, forget_postgres}};
}

void tell_postgres(const std::string& sql, const std::string& forgiven)
{
    const std::unique_ptr<PGconn, void (*)(PGconn*)> server(PQconnectdb(postgres_url("postgres").c_str()), PQfinish);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(server.get(), sql.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    if (state == nullptr || state != forgiven) throw std::runtime_error(PQerrorMessage(server.get()));
}

std::string postgres_database_of(const fs::path& folder)
{
    return fmt::format("t{:016x}", std::hash<std::string>{}(fs::absolute(folder).lexically_normal().string()));
}

std::string postgres_url(const std::string& database)
{
    const char* folder = std::getenv("AGRI110_TEST_POSTGRES");
    if (folder == nullptr) throw std::runtime_error("run through ctest, which starts a PostgreSQL server");
    return fmt::format("postgresql://agri110@/{}?host={}", database, folder);
}

std::string postgres_url_for(const fs::path& folder)
{
    const auto database = postgres_database_of(folder);
    tell_postgres(fmt::format("CREATE DATABASE {}", database), "42P04");  // forgiven: it is there already
    return postgres_url(database);
}

}  // namespace agri110::storage
