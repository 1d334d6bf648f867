// Numbered, forward-only changes of the schema, compiled into the program from migrations/*.sql.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "storage/transaction.hpp"

namespace agri110::storage {

struct Migration {
    int version;
    std::string_view name;
    std::string_view sql;
};

/// In order, from 1 without a gap.
std::span<const Migration> all_migrations();
int newest_schema();

/// The only words in which engines differ in a migration.
struct MigrationDialect {
    std::string_view int64;
    std::string_view text;  // compared byte by byte, so that every engine sorts alike
    std::string_view strict;
    std::string_view by_key;  // of a table whose rows are kept in the order of their key; strict as well
    std::string_view joined;  // the aggregate that puts texts one behind the other
};

/// Brings the schema up to date; each migration and its version row are one transaction.
/// Throws StorageError when the database is newer than this program.
void migrate(Transaction& tx, const MigrationDialect& dialect,
             const std::function<void(const std::string&)>& run_script);

/// The schema version of a database; 0 for an empty one.
int schema_version(Transaction& tx);

}  // namespace agri110::storage
