#include "storage/migrations.hpp"

#include <fmt/format.h>

namespace agri110::storage {
namespace {

std::string in_dialect(std::string_view sql, const MigrationDialect& dialect)
{
    std::string text(sql);
    const std::pair<std::string_view, std::string_view> words[] = {

        {"{{int64}}", dialect.int64},
        {"{{text}}", dialect.text},
        {"{{strict}}", dialect.strict},
        {"{{by_key}}", dialect.by_key},
        {"{{joined}}", dialect.joined}};
    for (const auto& [word, replacement] : words)
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + replacement.size()))
            text.replace(at, word.size(), replacement);
    return text;
}

}  // namespace

int newest_schema()
{
    return all_migrations().back().version;
}

int schema_version(Transaction& tx)
{
    return static_cast<int>(tx.number("SELECT MAX(version) FROM schema_version"));
}

void migrate(Transaction& tx, const MigrationDialect& dialect,
             const std::function<void(const std::string&)>& run_script)
{
    run_script(in_dialect(
        "CREATE TABLE IF NOT EXISTS schema_version (version {{int64}} PRIMARY KEY, name {{text}} NOT NULL) {{strict}}",
        dialect));
    const int current = schema_version(tx);
    if (current > newest_schema())
        throw StorageError(
            fmt::format("the database has schema {}, this program knows only up to {}: use a newer program", current,
                        newest_schema()));
    for (const auto& migration : all_migrations()) {
        if (migration.version <= current) continue;
        run_script("BEGIN");
        try {
            run_script(in_dialect(migration.sql, dialect));
            tx.execute("INSERT INTO schema_version (version, name) VALUES ($1, $2)", migration.version, migration.name);
            run_script("COMMIT");
        } catch (const StorageError&) {
            run_script("ROLLBACK");
            throw;
        }
    }
}

}  // namespace agri110::storage
