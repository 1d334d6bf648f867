// Whole tables, row by row, whatever they mean: for moving a database to another engine and for taking it out.
#pragma once

#include <vector>

#include "storage/transaction.hpp"

namespace agri110::storage {

/// One value for each column of the table, in its order.
using TableRow = std::vector<Value>;

/// At most `most` rows in the order of the primary key, from the first one behind the row `after`; empty: from the
/// start.
std::vector<TableRow> rows_behind(Transaction& tx, const Table& table, const TableRow& after, int most);
/// The one with the greatest primary key; empty when there is none.
TableRow last_row_of(Transaction& tx, const Table& table);
void insert_rows(Transaction& tx, const Table& table, const std::vector<TableRow>& rows);
std::int64_t count_rows(Transaction& tx, const Table& table);

}  // namespace agri110::storage
