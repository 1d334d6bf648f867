#include "preload/lives.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>
#include <set>
#include <stdexcept>
#include <unordered_map>

namespace agri110::bench {
namespace {

using storage::Table;
using storage::TableRow;
using storage::Value;

constexpr std::array life_tables{"reporter", "report",     "deadline",        "event",
                                 "message",  "assignment", "routing_decision"};
constexpr std::array aside_tables{"solved_case", "solved_case_version", "inserted_document"};
constexpr std::int64_t ids_a_life = 256;  // rows of one table that a life may have; all are far below the real ids
constexpr int rows_at_once = 1000;

std::size_t place_of(const Table& table, std::string_view column)
{
    const auto found = std::ranges::find(table.columns, column, &Table::Column::name);
    if (found == table.columns.end()) throw std::runtime_error(fmt::format("{} has no column {}", table.name, column));
    return static_cast<std::size_t>(found - table.columns.begin());
}

std::int64_t number_at(const Table& table, const TableRow& row, std::string_view column)
{
    return std::get<std::int64_t>(row[place_of(table, column)]);
}

std::vector<TableRow> all_rows(storage::Transaction& tx, const Table& table)
{
    std::vector<TableRow> all;
    for (auto rows = storage::rows_behind(tx, table, {}, rows_at_once); !rows.empty();
         rows = storage::rows_behind(tx, table, all.back(), rows_at_once))
        std::ranges::move(rows, std::back_inserter(all));
    return all;
}

/// Lives that have come to an end and have nothing running any more.
std::vector<Life> finished_lives(const Played& played)
{
    std::vector<Life> lives;
    std::unordered_map<std::int64_t, std::size_t> by_report;
    std::unordered_map<std::int64_t, const TableRow*> reporters;
    const auto& [reporter_table, report_table] = std::pair(played.tables[0], played.tables[1]);
    for (const auto& row : played.rows.at("reporter")) reporters[number_at(reporter_table, row, "id")] = &row;
    for (const auto& row : played.rows.at("report")) {
        if (std::holds_alternative<std::nullptr_t>(row[place_of(report_table, "finished_at")])) continue;
        by_report[number_at(report_table, row, "id")] = lives.size();
        const auto* reporter = reporters.at(number_at(report_table, row, "reporter_id"));
        lives.push_back({{"reporter", {*reporter}}, {"report", {row}}});
    }
    for (const auto& table : played.tables | std::views::drop(2)) {
        const auto link = place_of(table, "report_id");
        for (const auto& row : played.rows.at(table.name))
            if (const auto found = by_report.find(std::get<std::int64_t>(row[link])); found != by_report.end())
                lives[found->second][table.name].push_back(row);
    }
    std::erase_if(lives, [](const Life& life) { return life.contains("deadline"); });
    return lives;
}

bool is_instant(std::string_view column)
{
    return column == "at" || column.ends_with("_at") || column == "answer_due" || column == "respond_by";
}

/// 32 hexadecimal digits, different for each copy.
std::string token_of(std::int64_t copy)
{
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    const auto n = (static_cast<std::uint64_t>(copy) + 1) * odd;
    return fmt::format("{:016x}{:016x}", n ^ (n >> 29), n * odd);
}

/// As the service makes them: the date, and six digits in no order.
std::string number_of(std::int64_t copy, Instant at)
{
    constexpr std::int64_t scatter = 617'393;  // no factor in common with a million
    constexpr std::int64_t million = 1'000'000;
    const std::chrono::year_month_day day{day_of(at)};
    return fmt::format("{:02}{:02}{:02}-{:06}", static_cast<int>(day.year()) % 100, static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()), copy % million * scatter % million);
}

/// One life made into another: the same words and ways, another time and another person.
class Copy {
public:
    Copy(std::int64_t number, Instant at, std::chrono::milliseconds shift) : number_(number), at_(at), shift_(shift) {}

    TableRow of(const Table& table, const TableRow& row, std::size_t place_in_life) const
    {
        const auto first_id = (number_ + 1) * ids_a_life;
        auto copy = row;
        for (std::size_t i = 0; i < copy.size(); ++i) {
            const std::string_view column = table.columns[i].name;
            if (std::holds_alternative<std::nullptr_t>(copy[i])) continue;
            if (column == "id")
                copy[i] = first_id + static_cast<std::int64_t>(place_in_life);
            else if (column == "report_id" || column == "reporter_id")
                copy[i] = first_id;
            else if (is_instant(column))
                std::get<std::int64_t>(copy[i]) += shift_.count();
            else if (column == "number")
                copy[i] = number_of(number_, at_);
            else if (column == "token")
                copy[i] = token_of(number_);
            else if (column == "phone")
                copy[i] = fmt::format("15{:09}", number_);
        }
        return copy;
    }

private:
    std::int64_t number_;
    Instant at_;
    std::chrono::milliseconds shift_;
};

}  // namespace

Outcome<std::shared_ptr<const Played>> take_out(storage::Transaction& tx)
{
    auto played = std::make_shared<Played>();
    const auto all = tx.tables();
    const auto take = [&](const auto& names, std::vector<Table>& tables) {
        for (const auto* name : names) {
            const auto found = std::ranges::find(all, name, &Table::name);
            if (found == all.end()) throw std::runtime_error(fmt::format("there is no table {}", name));
            tables.push_back(*found);
            played->rows[name] = all_rows(tx, *found);
        }
    };
    take(life_tables, played->tables);
    take(aside_tables, played->aside);
    played->finished = finished_lives(*played);
    for (const auto* tables : {&played->aside, &played->tables})
        for (const auto& table : *tables | std::views::reverse) tx.execute("DELETE FROM " + table.name);
    return played;
}

Outcome<bool> put_back(storage::Transaction& tx, const std::shared_ptr<const Played>& played)
{
    for (const auto* tables : {&played->tables, &played->aside})
        for (const auto& table : *tables) storage::insert_rows(tx, table, played->rows.at(table.name));
    return true;
}

Outcome<bool> insert_copies(storage::Transaction& tx, const std::shared_ptr<const Played>& played, const Past& past,
                            const std::int64_t& first, const std::int64_t& count)
{
    const auto& report_table = played->tables[1];
    for (const auto& table : played->tables) {
        std::vector<TableRow> rows;
        for (auto n = first; n < first + count; ++n) {
            const auto& life = played->finished[static_cast<std::size_t>(n) % played->finished.size()];
            const auto found = life.find(table.name);
            if (found == life.end()) continue;
            const auto at = past.first + n * past.apart;
            const Instant was{
                std::chrono::milliseconds{number_at(report_table, life.at("report").front(), "submitted_at")}};
            const Copy copy(n, at, at - was);
            for (std::size_t i = 0; i < found->second.size(); ++i) rows.push_back(copy.of(table, found->second[i], i));
        }
        storage::insert_rows(tx, table, rows);
    }
    return true;
}

}  // namespace agri110::bench
