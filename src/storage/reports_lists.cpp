// Pages of reports: filters, order and keyset cursors.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "storage/report_rows.hpp"
#include "storage/reports.hpp"

namespace agri110::storage {
namespace {

/// Collects conditions and their parameters in step.
class Where {
public:
    void add(std::string_view sql_with_one_parameter, Value value)
    {
        args_.push_back(std::move(value));
        append(fmt::format(fmt::runtime(sql_with_one_parameter), fmt::format("${}", args_.size())));
    }
    void append(const std::string& sql) { sql_ += (sql_.empty() ? " WHERE " : " AND ") + sql; }
    void append(const Condition& condition)
    {
        append(condition.sql);
        args_.insert(args_.end(), condition.args.begin(), condition.args.end());
    }
    int next() const { return static_cast<int>(args_.size()) + 1; }
    const std::string& sql() const { return sql_; }
    std::vector<Value>& args() { return args_; }

private:
    std::string sql_;
    std::vector<Value> args_;
};

/// A cursor is the sort key of the last row: "<due>.<id>" or "<id>".
struct Cursor {
    std::int64_t due = 0;
    std::int64_t id = 0;
};

Cursor read_cursor(std::string_view text)
{
    Cursor cursor;
    if (const auto dot = text.find('.'); dot != std::string_view::npos) {
        std::from_chars(text.data(), text.data() + dot, cursor.due);
        text.remove_prefix(dot + 1);
    }
    std::from_chars(text.data(), text.data() + text.size(), cursor.id);
    return cursor;
}

constexpr std::int64_t no_deadline = 4'000'000'000'000;  // sorts behind every real one

const std::string next_due =
    "COALESCE((SELECT MIN(d.due_at) FROM deadline d WHERE d.report_id = r.id AND d.kind <> 'close'), 4000000000000)";

Where conditions_of(const Actor& actor, const ReportFilter& f)
{
    Where where;
    where.append(visible_to(actor, where.next()));
    if (!f.states.empty()) {
        std::string list;
        for (const auto state : f.states) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", name_of(state));
        where.append("r.state IN (" + list + ")");
    }
    if (f.counties) {
        where.add("r.county >= {}", bind(f.counties->first));
        where.add("r.county <= {}", bind(f.counties->last));
    }
    if (!f.crop.empty()) where.add("r.crop = {}", bind(f.crop));
    if (f.team) where.add("r.team_id = {}", bind(f.team));
    if (f.commissioner) where.add("r.commissioner_id = {}", bind(f.commissioner));
    if (!f.number.empty()) where.add("r.number = {}", bind(f.number));
    if (f.reporter) where.add("r.reporter_id = {}", bind(f.reporter));
    if (f.overdue_at) where.add(next_due + " < {}", bind(*f.overdue_at));
    return where;
}

ListedReport read_listed(const Row& row)
{
    ListedReport listed{.report = read_report(row)};
    const int c = report_column_count;
    if (!row.is_null(c)) listed.next_deadline = Deadline{deadline_kind_of(row.text(c)).value(), row.instant(c + 1)};
    listed.photos = static_cast<int>(row.integer(c + 2));
    listed.team_name = row.text(c + 3);
    listed.commissioner_name = row.text(c + 4);
    return listed;
}

const std::string select_listed =
    "SELECT " + std::string(report_columns) +
    ", d.kind, d.due_at, (SELECT COUNT(*) FROM photo f WHERE f.report_id = r.id), COALESCE(t.name, ''), "
    "COALESCE(c.name, '') "
    "FROM report r JOIN reporter p ON p.id = r.reporter_id LEFT JOIN team t ON t.id = r.team_id "
    "LEFT JOIN commissioner c ON c.id = r.commissioner_id "
    "LEFT JOIN deadline d ON d.report_id = r.id AND d.kind = (SELECT e.kind FROM deadline e WHERE e.report_id = r.id "
    "AND e.kind <> 'close' ORDER BY e.due_at, e.kind LIMIT 1)";

/// Open and finished reports stand in indexes of their own, so each half is asked for by itself.
enum class Half { open, finished };

std::vector<ListedReport> list_half(Transaction& tx, const Actor& actor, const ReportFilter& filter, Half half)
{
    auto where = conditions_of(actor, filter);
    where.append(half == Half::open ? "r.finished_at IS NULL" : "r.finished_at IS NOT NULL");
    if (!filter.after.empty()) {
        const auto cursor = read_cursor(filter.after);
        if (filter.by_deadline)
            where.append({fmt::format("({}, r.id) > (${}, ${})", next_due, where.next(), where.next() + 1),
                          {bind(cursor.due), bind(cursor.id)}});
        else
            where.add("r.id < {}", bind(cursor.id));
    }
    const int most = std::max(1, filter.most);
    where.args().push_back(bind(most + 1));
    const auto order = filter.by_deadline ? next_due + ", r.id" : std::string("r.id DESC");
    const auto sql = fmt::format("{}{} ORDER BY {} LIMIT ${}", select_listed, where.sql(), order, where.args().size());
    return tx.rows_of(sql, read_listed, where.args());
}

std::int64_t due_of(const ListedReport& listed)
{
    return listed.next_deadline ? listed.next_deadline->due.time_since_epoch().count() : no_deadline;
}

}  // namespace

ReportPage list_visible_reports(Transaction& tx, const Actor& actor, const ReportFilter& filter)
{
    ReportPage page{.reports = list_half(tx, actor, filter, Half::open)};
    if (!filter.only_open && !filter.overdue_at) {
        auto finished = list_half(tx, actor, filter, Half::finished);
        const auto place = [&](const ListedReport& listed) {
            const auto id = listed.report.id.value;
            return filter.by_deadline ? std::pair(due_of(listed), id) : std::pair(std::int64_t{0}, -id);
        };
        const auto middle = page.reports.insert(page.reports.end(), std::make_move_iterator(finished.begin()),
                                                std::make_move_iterator(finished.end()));
        std::ranges::inplace_merge(page.reports, middle, {}, place);
    }
    const auto most = static_cast<std::size_t>(std::max(1, filter.most));
    if (page.reports.size() > most) {
        page.reports.erase(page.reports.begin() + static_cast<std::ptrdiff_t>(most), page.reports.end());
        const auto& last = page.reports.back();
        page.next = filter.by_deadline ? fmt::format("{}.{}", due_of(last), last.report.id.value)
                                       : fmt::format("{}", last.report.id.value);
    }
    return page;
}

std::int64_t count_overdue(Transaction& tx, CountyRange counties, Instant now)
{
    // Both values of `marked` are named because the index begins with it: deadlines still to come are not looked at.
    return tx.number(
        "SELECT COUNT(DISTINCT d.report_id) FROM deadline d JOIN report r ON r.id = d.report_id "
        "WHERE d.marked IN (0, 1) AND d.due_at < $1 AND d.kind <> 'close' AND r.county BETWEEN $2 AND $3",
        now, counties.first, counties.last);
}

}  // namespace agri110::storage
