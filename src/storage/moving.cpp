#include "storage/moving.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace agri110::storage {
namespace {

constexpr int rows_at_once = 500;
constexpr std::int64_t only_row = 1;

class Hash {
public:
    Hash() { crypto_hash_sha256_init(&state_); }
    /// With its kind and length, so that no two rows of values look alike.
    void add(const Value& value)
    {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            add_bytes(fmt::format("n{};", *number));
        else if (const auto* text = std::get_if<std::string>(&value))
            add_bytes(fmt::format("t{}:{}", text->size(), *text));
        else
            add_bytes("-;");
    }
    std::string hex()
    {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        return fmt::format("{:02x}", fmt::join(hash, ""));
    }

private:
    void add_bytes(std::string_view bytes)
    {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    crypto_hash_sha256_state state_{};
};

/// Calls `each` with all rows behind `after`, some at a time.
template <class Each>
void for_all_rows(Transaction& tx, const Table& table, TableRow after, Each each)
{
    for (auto rows = rows_behind(tx, table, after, rows_at_once); !rows.empty();
         rows = rows_behind(tx, table, after, rows_at_once)) {
        each(rows);
        after = std::move(rows.back());
    }
}

TablePrint print_table(Transaction& tx, const Table& table)
{
    Hash hash;
    std::int64_t count = 0;
    for_all_rows(tx, table, {}, [&](const std::vector<TableRow>& rows) {
        for (const auto& row : rows)
            for (const auto& value : row) hash.add(value);
        count += static_cast<std::int64_t>(rows.size());
    });
    return {table.name, count, hash.hex()};
}

std::string source_of(const std::vector<TablePrint>& prints)
{
    Hash hash;
    for (const auto& print : prints) hash.add(print.table + print.sha256);
    return hash.hex();
}

Outcome<std::vector<TablePrint>> prints_of(Transaction& tx)
{
    return print_tables(tx);
}

/// Says who moves in; what is wrong with that is the error's code.
Outcome<bool> begin_move(Transaction& tx, const std::string& source)
{
    const auto known = tx.row("SELECT source FROM moving", [](const Row& row) { return row.text(0); });
    if (known && *known != source) return refuse(Fault::conflict, "changed");
    if (known) return true;
    for (const auto& table : moved_tables(tx))
        if (!last_row_of(tx, table).empty()) return refuse(Fault::conflict, "not_empty");
    tx.execute("INSERT INTO moving (id, source) VALUES ($1, $2)", only_row, source);
    return true;
}

Outcome<bool> end_move(Transaction& tx)
{
    tx.execute("DELETE FROM moving");
    return true;
}

Outcome<TableRow> last_row(Transaction& tx, const Table& table)
{
    return last_row_of(tx, table);
}

Outcome<std::int64_t> row_count(Transaction& tx, const Table& table)
{
    return count_rows(tx, table);
}

Outcome<bool> add_rows(Transaction& tx, const Table& table, const std::vector<TableRow>& rows)
{
    insert_rows(tx, table, rows);
    return true;
}

/// Runs inside one reading transaction of the source, so that what is copied is one moment's state.
Outcome<bool> copy_all(Transaction& source, Database* const& target, const std::vector<TablePrint>& prints,
                       const MoveProgress& progress)
{
    for (const auto& table : moved_tables(source)) {
        const auto of = std::ranges::find(prints, table.name, &TablePrint::table)->rows;
        const auto last = target->read_now(last_row, table).value();
        auto done = last.empty() ? 0 : target->read_now(row_count, table).value();
        progress(table.name, done, of);
        for_all_rows(source, table, last, [&](const std::vector<TableRow>& rows) {
            target->write_now(add_rows, table, rows).value();
            done += static_cast<std::int64_t>(rows.size());
            progress(table.name, done, of);
        });
    }
    return true;
}

}  // namespace

std::vector<Table> moved_tables(Transaction& tx)
{
    auto all = tx.tables();
    std::erase_if(all, [](const Table& table) { return table.name == "schema_version" || table.name == "moving"; });
    return all;
}

std::vector<TablePrint> print_tables(Transaction& tx)
{
    std::vector<TablePrint> prints;
    for (const auto& table : moved_tables(tx)) prints.push_back(print_table(tx, table));
    return prints;
}

bool is_half_moved(Transaction& tx)
{
    return tx.number("SELECT COUNT(*) FROM moving") > 0;
}

std::expected<std::vector<TablePrint>, MoveFault> move_database(Database& source, Database& target,
                                                                const MoveProgress& progress)
{
    const auto prints = source.read_now(prints_of).value();
    const auto begun = target.write_now(begin_move, source_of(prints));
    if (!begun)
        return std::unexpected(begun.error().code == "changed" ? MoveFault::source_has_changed
                                                               : MoveFault::target_not_empty);
    source.read_now(copy_all, &target, prints, progress).value();
    if (target.read_now(prints_of).value() != prints) return std::unexpected(MoveFault::copy_differs);
    target.write_now(end_move).value();
    return prints;
}

}  // namespace agri110::storage
