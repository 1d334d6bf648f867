// Moving a whole database into another one, in steps that survive a kill.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "storage/database.hpp"
#include "storage/table_rows.hpp"

namespace agri110::storage {

/// What a table holds: equal prints mean equal rows, on whichever engines.
struct TablePrint {
    std::string table;
    std::int64_t rows = 0;
    std::string sha256;
    friend bool operator==(const TablePrint&, const TablePrint&) = default;
};

/// Of all tables but those that say which schema this is and whether a move is under way.
std::vector<TablePrint> print_tables(Transaction& tx);
/// The tables that print_tables looks at.
std::vector<Table> moved_tables(Transaction& tx);

/// True while a move into this database has not come to its end: nobody may serve it.
bool is_half_moved(Transaction& tx);

enum class MoveFault { target_not_empty, source_has_changed, copy_differs };

/// `done` of `of` rows are in the target.
using MoveProgress = std::function<void(const std::string& table, std::int64_t done, std::int64_t of)>;

/// Copies everything that one snapshot of `source` holds into `target`, then compares both by counts and hashes. After
/// a kill, the next call goes on where the last one stopped. Throws StorageError.
std::expected<std::vector<TablePrint>, MoveFault> move_database(Database& source, Database& target,
                                                                const MoveProgress& progress);

}  // namespace agri110::storage
