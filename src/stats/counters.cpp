#include "stats/counters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <map>

#include "domain/names.hpp"
#include "domain/region.hpp"
#include "storage/reports.hpp"

namespace agri110::stats {
namespace {

constexpr std::array<std::string_view, 4> dimension_names{"all", "crop", "team", "kind"};

const std::string figure_columns = [] {
    std::string list;
    for (std::size_t i = 0; i < measure_count; ++i) list += fmt::format("{}, ", name_of(static_cast<Measure>(i)));
    return list + "answer_times";
}();

/// One place in the table of counters.
struct Cell {
    int month = 0;
    RegionCode region = 0;
    Dimension dimension = Dimension::all;
    std::string member{};

    friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// Every cell a report counts in: three heights of regions times four dimensions.
std::vector<Cell> cells_of(const Report& report)
{
    const auto county = report.place.county;
    const int month = month_of(report.submitted_at);
    const std::pair<Dimension, std::string> members[] = {
        {Dimension::all, ""},
        {Dimension::crop, report.crop},
        {Dimension::team, report.team ? fmt::format("{}", report.team.value) : ""},
        {Dimension::kind, std::string(name_of(report.kind))}};
    std::vector<Cell> cells;
    for (const auto region : {county, county / 100 * 100, county / 10000 * 10000})
        for (const auto& [dimension, member] : members) cells.push_back({month, region, dimension, member});
    return cells;
}

using Deltas = std::map<Cell, Figures>;

void add_to(Deltas& deltas, const Report& report, std::int64_t sign)
{
    const auto t = tally(report);
    for (auto& cell : cells_of(report)) {
        auto& figures = deltas[std::move(cell)];
        for (std::size_t i = 0; i < measure_count; ++i) figures.sums.values[i] += sign * t.values[i];
        if (t.answer_bucket) figures.answer_times.add(*t.answer_bucket, sign);
    }
}

/// "($1, $2), ($3, $4) …".
std::string values(std::size_t rows, std::size_t columns)
{
    std::string sql;
    for (std::size_t row = 0; row < rows; ++row) {
        sql += row ? ", (" : "(";
        for (std::size_t i = 1; i <= columns; ++i)
            fmt::format_to(std::back_inserter(sql), "{}${}", i == 1 ? "" : ", ", row * columns + i);
        sql += ")";
    }
    return sql;
}

/// Collects rows and hands many to one statement: a round trip to the server costs more than the row.
class Batch {
public:
    /// `sql` with a place "{}" for the rows; `each` gets what it answers.
    Batch(storage::Transaction& tx, std::size_t columns, std::string sql, storage::RowSink each)
        : tx_(tx), columns_(columns), sql_(std::move(sql)), each_(std::move(each))
    {
    }
    template <class... Cells>
    void add(const Cells&... cells)
    {
        (args_.push_back(storage::bind(cells)), ...);
    }
    void add(const Cell& cell) { add(cell.month, cell.region, name_of(cell.dimension), cell.member); }
    /// To be called after each whole row.
    void end_row()
    {
        if (args_.size() == most_rows * columns_) run();
    }
    /// To be called after the last one.
    void run()
    {
        if (args_.empty()) return;
        tx_.run(fmt::format(fmt::runtime(sql_), values(args_.size() / columns_, columns_)), args_, each_);
        args_.clear();
    }

private:
    static constexpr std::size_t most_rows = 32;
    storage::Transaction& tx_;
    std::size_t columns_;
    std::string sql_;
    storage::RowSink each_;
    std::vector<storage::Value> args_{};
};

constexpr auto key_columns = "month, region, dimension, member";
constexpr std::size_t key_size = 4;

Cell read_cell(const storage::Row& row)
{
    return {static_cast<int>(row.integer(0)), row.integer(1), *value_named<Dimension>(dimension_names, row.text(2)),
            row.text(3)};
}

/// Which columns a delta changes: one bit for each measure, and the last for the answer times.
using Changed = std::bitset<measure_count + 1>;

Changed changed_by(const Figures& delta)
{
    Changed changed;
    for (std::size_t i = 0; i < measure_count; ++i) changed[i] = delta.sums.values[i] != 0;
    changed[measure_count] = !delta.answer_times.empty();
    return changed;
}

/// Writes the changed columns alone: binding and updating those that stay would be most of the work.
Batch upsert(storage::Transaction& tx, const Changed& changed)
{
    std::string columns;
    std::string updates;
    const auto update = [&](std::string_view name, std::string_view to) {
        columns += fmt::format(", {}", name);
        updates += fmt::format("{}{} = {}excluded.{}", updates.empty() ? "" : ", ", name, to, name);
    };
    for (std::size_t i = 0; i < measure_count; ++i)
        if (const auto name = name_of(static_cast<Measure>(i)); changed[i])
            update(name, fmt::format("counter.{} + ", name));
    if (changed[measure_count]) update("answer_times", "");
    return {tx, key_size + changed.count(),
            fmt::format("INSERT INTO counter ({}{}) VALUES {{}} ON CONFLICT ({}) DO UPDATE SET {}", key_columns,
                        columns, key_columns, updates),
            [](const storage::Row&) {}};
}

/// What is kept in the cells whose answer times change. Writers take turns, so that nobody changes it before the
/// commit.
std::map<Cell, AnswerTimes> kept_answer_times(storage::Transaction& tx, const Deltas& deltas)
{
    std::map<Cell, AnswerTimes> kept;
    Batch look_up(tx, key_size,
                  "SELECT c.month, c.region, c.dimension, c.member, c.answer_times "
                  "FROM (VALUES {}) AS asked CROSS JOIN counter c WHERE c.month = asked.column1 "
                  "AND c.region = asked.column2 AND c.dimension = asked.column3 AND c.member = asked.column4",
                  [&](const storage::Row& row) { kept[read_cell(row)].add(row.text(key_size)); });
    for (const auto& [cell, delta] : deltas) {
        if (delta.answer_times.empty()) continue;
        look_up.add(cell);
        look_up.end_row();
    }
    look_up.run();
    return kept;
}

void write(storage::Transaction& tx, const Deltas& deltas)
{
    auto answer_times = kept_answer_times(tx, deltas);
    std::map<unsigned long, Batch> upserts;
    for (const auto& [cell, delta] : deltas) {
        const auto changed = changed_by(delta);
        if (changed.none()) continue;
        auto found = upserts.find(changed.to_ulong());
        if (found == upserts.end()) found = upserts.emplace(changed.to_ulong(), upsert(tx, changed)).first;
        auto& rows = found->second;
        rows.add(cell);
        for (std::size_t i = 0; i < measure_count; ++i)
            if (changed[i]) rows.add(delta.sums.values[i]);
        if (changed[measure_count]) rows.add((answer_times[cell] += delta.answer_times).text());
        rows.end_row();
    }
    for (auto& [changed, rows] : upserts) rows.run();
}

/// All that one commit counts: many of its reports count in the same cells.
class PostponedCounters final : public storage::Postponed {
public:
    Deltas deltas{};
    void write(storage::Transaction& tx) override { stats::write(tx, deltas); }
};

/// Adds the measures and answer times that stand in a row from column `first` on.
void add_row(Figures& figures, const storage::Row& row, int first)
{
    for (auto& value : figures.sums.values) value += row.integer(first++);
    figures.answer_times.add(row.text(first));
}

/// Figures by one column of the counters, added up here because answer times do not add up in SQL. The months are
/// asked for one by one: between two of them lie the rows of all other regions.
std::vector<Group> grouped(storage::Transaction& tx, const Question& q, Dimension dimension, std::string_view column)
{
    tx.write_postponed();
    const auto sql = fmt::format(
        "WITH RECURSIVE asked (month) AS (SELECT $3 UNION ALL SELECT month + 1 FROM asked WHERE month < $4) "
        "SELECT c.{}, {} FROM asked CROSS JOIN counter c "
        "WHERE c.month = asked.month AND c.region = $1 AND c.dimension = $2",
        column, figure_columns);
    const storage::Value args[] = {storage::bind(q.region), storage::bind(name_of(dimension)),
                                   storage::bind(q.first_month), storage::bind(q.last_month)};
    std::map<std::string, Figures> found;
    tx.run(sql, args, [&](const storage::Row& row) { add_row(found[row.text(0)], row, 1); });
    std::vector<Group> groups;
    for (auto& [name, figures] : found) groups.push_back({name, std::move(figures)});
    return groups;
}

std::vector<CounterRow> rows_of(const Deltas& deltas)
{
    std::vector<CounterRow> rows;
    for (const auto& [cell, figures] : deltas)
        if (figures != Figures{})
            rows.push_back({cell.region, cell.month, std::string(name_of(cell.dimension)), cell.member, figures});
    return rows;
}

Deltas recount(storage::Transaction& tx)
{
    constexpr int page = 1000;
    Deltas all;
    ReportId last;
    for (auto reports = storage::list_all_reports(tx, last, page); !reports.empty();
         reports = storage::list_all_reports(tx, last, page)) {
        for (const auto& report : reports) add_to(all, report, 1);
        last = reports.back().id;
    }
    return all;
}

}  // namespace

std::string_view name_of(Dimension dimension)
{
    return dimension_names.at(static_cast<std::size_t>(dimension));
}

void move_counters(storage::Transaction& tx, const Report* before, const Report& after)
{
    auto& deltas = tx.changing<PostponedCounters>().deltas;
    if (before) add_to(deltas, *before, -1);
    add_to(deltas, after, 1);
}

Figures totals(storage::Transaction& tx, const Question& question)
{
    const auto groups = grouped(tx, question, Dimension::all, "dimension");
    return groups.empty() ? Figures{} : groups.front().figures;
}

std::vector<Group> by_dimension(storage::Transaction& tx, const Question& question, Dimension dimension)
{
    auto groups = grouped(tx, question, dimension, "member");
    std::erase_if(groups,
                  [](const Group& g) { return g.figures.sums == Tally{}; });  // all of its reports were filed elsewhere
    std::ranges::stable_sort(groups, std::greater{}, [](const Group& g) { return g.figures.sums[Measure::reports]; });
    return groups;
}

std::vector<Group> by_month(storage::Transaction& tx, const Question& question)
{
    auto found = grouped(tx, question, Dimension::all, "month");
    std::vector<Group> months;
    for (int month = question.first_month; month <= question.last_month; ++month) {
        const auto key = std::to_string(month);
        const auto kept = std::ranges::find(found, key, &Group::key);
        months.push_back({fmt::format("{}-{:02}", month / 12, month % 12 + 1),
                          kept == found.end() ? Figures{} : std::move(kept->figures)});
    }
    return months;
}

std::vector<Group> by_region(storage::Transaction& tx, const Question& question, const std::vector<RegionCode>& regions)
{
    std::vector<Group> groups;
    for (const auto region : regions)
        groups.push_back({fmt::format("{}", region), totals(tx, {region, question.first_month, question.last_month})});
    return groups;
}

std::vector<CounterRow> kept_counters(storage::Transaction& tx)
{
    tx.write_postponed();
    Deltas kept;
    tx.run(fmt::format("SELECT {}, {} FROM counter", key_columns, figure_columns), {},
           [&](const storage::Row& row) { add_row(kept[read_cell(row)], row, key_size); });
    return rows_of(kept);
}

std::vector<CounterRow> recounted_counters(storage::Transaction& tx)
{
    return rows_of(recount(tx));
}

void rebuild_counters(storage::Transaction& tx)
{
    tx.write_postponed();
    tx.execute("DELETE FROM counter");
    write(tx, recount(tx));
}

}  // namespace agri110::stats
