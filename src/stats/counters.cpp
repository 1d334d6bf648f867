#include "stats/counters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <ranges>

#include "domain/names.hpp"
#include "domain/region.hpp"
#include "storage/reports.hpp"

namespace agri110::stats {
namespace {

constexpr std::array<std::string_view, 4> dimension_names{"all", "crop", "team", "kind"};

const std::string measure_columns = [] {
    std::string list;
    for (std::size_t i = 0; i < measure_count; ++i)
        list += fmt::format("{}{}", i ? ", " : "", name_of(static_cast<Measure>(i)));
    return list;
}();
const std::string summed_columns = [] {
    std::string list;
    for (std::size_t i = 0; i < measure_count; ++i)
        list += fmt::format("{}COALESCE(SUM({}), 0)", i ? ", " : "", name_of(static_cast<Measure>(i)));
    return list;
}();

/// One place in the tables of counters.
struct Cell {
    RegionCode region = 0;
    int month = 0;
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
        for (const auto& [dimension, member] : members) cells.push_back({region, month, dimension, member});
    return cells;
}

using Deltas = std::map<Cell, Figures>;

void add_to(Deltas& deltas, const Report& report, std::int64_t sign)
{
    const auto t = tally(report);
    for (auto& cell : cells_of(report)) {
        auto& figures = deltas[std::move(cell)];
        for (std::size_t i = 0; i < measure_count; ++i) figures.sums.values[i] += sign * t.values[i];
        if (t.answer_bucket) figures.answer_times[*t.answer_bucket] += sign;
    }
}

/// Collects rows and writes many with one statement: a round trip to the server costs more than the row.
class Upsert {
public:
    /// `zeros` more columns are 0 in every row.
    Upsert(storage::Transaction& tx, std::size_t columns, std::string before, std::size_t zeros, std::string after)
        : tx_(tx), columns_(columns), before_(std::move(before)), after_(std::move(after))
    {
        for (std::size_t i = 0; i < zeros; ++i) zeros_ += ", 0";
    }
    template <class... Cells>
    void add(const Cells&... cells)
    {
        (args_.push_back(storage::bind(cells)), ...);
    }
    /// To be called after each whole row, and with `all` after the last one.
    void write(bool all)
    {
        const auto rows = args_.size() / columns_;
        if (rows == 0 || (!all && rows < most_rows)) return;
        std::string sql = before_;
        for (std::size_t row = 0; row < rows; ++row) {
            sql += row ? ", (" : "(";
            for (std::size_t i = 1; i <= columns_; ++i)
                fmt::format_to(std::back_inserter(sql), "{}${}", i == 1 ? "" : ", ", row * columns_ + i);
            sql += zeros_ + ")";
        }
        tx_.run(sql + after_, args_, [](const storage::Row&) {});
        args_.clear();
    }

private:
    static constexpr std::size_t most_rows = 32;
    storage::Transaction& tx_;
    std::size_t columns_;
    std::string before_;
    std::string zeros_;
    std::string after_;
    std::vector<storage::Value> args_;
};

/// Which measures a delta changes, one bit each.
using Changed = std::bitset<measure_count>;

Changed changed_by(const Tally& sums)
{
    Changed changed;
    for (std::size_t i = 0; i < measure_count; ++i) changed[i] = sums.values[i] != 0;
    return changed;
}

/// Adds to the changed measures alone: binding and updating those that stay would be most of the work.
Upsert adding_to(storage::Transaction& tx, const Changed& changed)
{
    std::string columns;
    std::string zeros;
    std::string updates;
    for (std::size_t i = 0; i < measure_count; ++i) {
        const auto name = name_of(static_cast<Measure>(i));
        if (changed[i]) {
            columns += fmt::format(", {}", name);
            updates += fmt::format("{}{} = counter.{} + excluded.{}", updates.empty() ? "" : ", ", name, name, name);
        } else {
            zeros += fmt::format(", {}", name);
        }
    }
    return {tx, 4 + changed.count(),
            fmt::format("INSERT INTO counter (region, month, dimension, member{}{}) VALUES ", columns, zeros),
            measure_count - changed.count(),
            fmt::format(" ON CONFLICT (region, dimension, month, member) DO UPDATE SET {}", updates)};
}

void write(storage::Transaction& tx, const Deltas& deltas)
{
    std::map<unsigned long, Upsert> counters;
    Upsert times(tx, 6, "INSERT INTO answer_time (region, month, dimension, member, bucket, reports) VALUES ", 0,
                 " ON CONFLICT (region, dimension, month, member, bucket) DO UPDATE "
                 "SET reports = answer_time.reports + excluded.reports");
    for (const auto& [cell, delta] : deltas) {
        if (const auto changed = changed_by(delta.sums); changed.any()) {
            auto found = counters.find(changed.to_ulong());
            if (found == counters.end()) found = counters.emplace(changed.to_ulong(), adding_to(tx, changed)).first;
            auto& rows = found->second;
            rows.add(cell.region, cell.month, name_of(cell.dimension), cell.member);
            for (std::size_t i = 0; i < measure_count; ++i)
                if (changed[i]) rows.add(delta.sums.values[i]);
            rows.write(false);
        }
        for (const auto& [bucket, n] : delta.answer_times) {
            if (n == 0) continue;
            times.add(cell.region, cell.month, name_of(cell.dimension), cell.member, bucket, n);
            times.write(false);
        }
    }
    for (auto& [changed, rows] : counters) rows.write(true);
    times.write(true);
}

/// All that one commit counts: many of its reports count in the same cells.
class PostponedCounters final : public storage::Postponed {
public:
    Deltas deltas{};
    void write(storage::Transaction& tx) override { stats::write(tx, deltas); }
};

Tally read_sums(const storage::Row& row, int first)
{
    Tally t;
    for (std::size_t i = 0; i < measure_count; ++i) t.values[i] = row.integer(first + static_cast<int>(i));
    return t;
}

/// Sums grouped by one column of both tables.
std::vector<Group> grouped(storage::Transaction& tx, const Question& q, Dimension dimension, std::string_view column)
{
    tx.write_postponed();
    std::map<std::string, Figures> found;
    const auto where = " WHERE region = $1 AND dimension = $2 AND month BETWEEN $3 AND $4";
    const auto key = [](const storage::Row& row) { return row.text(0); };
    tx.rows(
        fmt::format("SELECT {}, {} FROM counter{} GROUP BY {}", column, summed_columns, where, column),
        [&](const storage::Row& row) {
            found[key(row)].sums = read_sums(row, 1);
            return 0;
        },
        q.region, name_of(dimension), q.first_month, q.last_month);
    tx.rows(
        fmt::format("SELECT {}, bucket, SUM(reports) FROM answer_time{} GROUP BY {}, bucket", column, where, column),
        [&](const storage::Row& row) {
            found[key(row)].answer_times[static_cast<int>(row.integer(1))] = row.integer(2);
            return 0;
        },
        q.region, name_of(dimension), q.first_month, q.last_month);
    std::vector<Group> groups;
    for (auto& [name, figures] : found) groups.push_back({name, std::move(figures)});
    return groups;
}

std::vector<CounterRow> rows_of(const Deltas& deltas)
{
    std::vector<CounterRow> rows;
    for (const auto& [cell, figures] : deltas) {
        CounterRow row{cell.region, cell.month, std::string(name_of(cell.dimension)), cell.member, figures.sums, {}};
        for (const auto& [bucket, n] : figures.answer_times)
            if (n != 0) row.answer_times[bucket] = n;
        if (row.sums != Tally{} || !row.answer_times.empty()) rows.push_back(std::move(row));
    }
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

Figures& Figures::operator+=(const Figures& other)
{
    for (std::size_t i = 0; i < measure_count; ++i) sums.values[i] += other.sums.values[i];
    for (const auto& [bucket, n] : other.answer_times) answer_times[bucket] += n;
    return *this;
}

std::optional<double> Figures::answer_minutes(double q) const
{
    std::int64_t all = 0;
    for (const auto n : answer_times | std::views::values) all += n;
    if (all == 0) return std::nullopt;
    auto wanted = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(q * static_cast<double>(all))));
    for (const auto& [bucket, n] : answer_times) {
        wanted -= n;
        if (wanted <= 0) return minutes_of(bucket);
    }
    return std::nullopt;
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
    const auto cell_of = [](const storage::Row& row) {
        return Cell{row.integer(0), static_cast<int>(row.integer(1)),
                    *value_named<Dimension>(dimension_names, row.text(2)), row.text(3)};
    };
    tx.run("SELECT region, month, dimension, member, " + measure_columns + " FROM counter", {},
           [&](const storage::Row& row) { kept[cell_of(row)].sums = read_sums(row, 4); });
    tx.run("SELECT region, month, dimension, member, bucket, reports FROM answer_time", {},
           [&](const storage::Row& row) {
               kept[cell_of(row)].answer_times[static_cast<int>(row.integer(4))] = row.integer(5);
           });
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
    tx.execute("DELETE FROM answer_time");
    write(tx, recount(tx));
}

}  // namespace agri110::stats
