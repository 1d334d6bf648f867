#include "storage/table_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace agri110::storage {
namespace {

std::vector<std::string> names_of(const Table& table)
{
    std::vector<std::string> names;
    for (const auto& column : table.columns) names.push_back(column.name);
    return names;
}

std::vector<std::string> places(std::size_t count)
{
    std::vector<std::string> all;
    for (std::size_t i = 1; i <= count; ++i) all.push_back(fmt::format("${}", i));
    return all;
}

/// The values of the primary key in `row`.
TableRow key_of(const Table& table, const TableRow& row)
{
    TableRow key;
    for (const auto& name : table.key) {
        const auto column = std::ranges::find(table.columns, name, &Table::Column::name) - table.columns.begin();
        key.push_back(row.at(static_cast<std::size_t>(column)));
    }
    return key;
}

TableRow read_row(const Table& table, const Row& row)
{
    TableRow values;
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
        if (row.is_null(i))
            values.emplace_back(nullptr);
        else if (table.columns[static_cast<std::size_t>(i)].is_text)
            values.emplace_back(row.text(i));
        else
            values.emplace_back(row.integer(i));
    }
    return values;
}

}  // namespace

std::vector<TableRow> rows_behind(Transaction& tx, const Table& table, const TableRow& after, int most)
{
    const auto key = after.empty() ? TableRow{} : key_of(table, after);
    const auto where = key.empty() ? ""
                                   : fmt::format("WHERE ({}) > ({}) ", fmt::join(table.key, ", "),
                                                 fmt::join(places(key.size()), ", "));
    const auto sql = fmt::format("SELECT {} FROM {} {}ORDER BY {} LIMIT {}", fmt::join(names_of(table), ", "),
                                 table.name, where, fmt::join(table.key, ", "), most);
    return tx.rows_of(sql, [&](const Row& row) { return read_row(table, row); }, key);
}

TableRow last_row_of(Transaction& tx, const Table& table)
{
    const auto sql = fmt::format("SELECT {} FROM {} ORDER BY {} DESC LIMIT 1", fmt::join(names_of(table), ", "),
                                 table.name, fmt::join(table.key, " DESC, "));
    const auto rows = tx.rows_of(sql, [&](const Row& row) { return read_row(table, row); }, {});
    return rows.empty() ? TableRow{} : rows.front();
}

void insert_rows(Transaction& tx, const Table& table, const std::vector<TableRow>& rows)
{
    const auto sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, fmt::join(names_of(table), ", "),
                                 fmt::join(places(table.columns.size()), ", "));
    for (const auto& row : rows) tx.run(sql, row, [](const Row&) {});
}

std::int64_t count_rows(Transaction& tx, const Table& table)
{
    return tx.number(fmt::format("SELECT COUNT(*) FROM {}", table.name));
}

}  // namespace agri110::storage
