#include "storage/solved_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "storage/revisions.hpp"

namespace agri110::storage {
namespace {

constexpr std::string_view columns =
    "s.id, s.report_id, s.team_id, s.commissioner_id, s.county, s.month, s.state, s.version, s.title, s.problem, "
    "s.answer, s.crop, s.kind, s.author_account, s.author, s.reviewer_account, s.reviewer, s.reviewed_at";
constexpr int column_count = 18;

SolvedCase read_case(const Row& row)
{
    return {.id = row.id<CaseId>(0),
            .report = row.id<ReportId>(1),
            .team = row.id<TeamId>(2),
            .commissioner = row.id<CommissionerId>(3),
            .county = row.integer(4),
            .month = static_cast<int>(row.integer(5)),
            .state = case_state_of(row.text(6)).value(),
            .version = row.integer(7),
            .title = row.text(8),
            .problem = row.text(9),
            .answer = row.text(10),
            .crop = row.text(11),
            .kind = problem_kind_of(row.text(12)).value(),
            .author_account = row.id<AccountId>(13),
            .author = row.text(14),
            .reviewer_account = row.id<AccountId>(15),
            .reviewer = row.text(16),
            .reviewed_at = row.maybe_instant(17)};
}

const std::string select_case = fmt::format("SELECT {} FROM solved_case s", columns);

constexpr std::string_view counts = "COALESCE(n.used, 0), COALESCE(n.helped, 0)";
constexpr std::string_view join_counts =
    "LEFT JOIN document_count n ON n.type = 'case' AND n.document = CAST(s.id AS TEXT)";

void append_version(Transaction& tx, const SolvedCase& s, const CaseChange& change)
{
    tx.execute(
        "INSERT INTO solved_case_version (case_id, version, at, account_id, author, change, note, state, title, "
        "problem, answer, crop, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        s.id, s.version, change.at, change.account, change.author, name_of(change.change), change.note,
        name_of(s.state), s.title, s.problem, s.answer, s.crop, name_of(s.kind));
}

ListedCase read_listed(const Row& row)
{
    return {read_case(row), row.instant(column_count), static_cast<int>(row.integer(column_count + 1)),
            static_cast<int>(row.integer(column_count + 2))};
}

}  // namespace

void insert_case(Transaction& tx, const SolvedCase& s, const CaseChange& change)
{
    tx.execute(
        "INSERT INTO solved_case (id, report_id, team_id, commissioner_id, county, month, state, version, title, "
        "problem, answer, crop, kind, author_account, author, reviewer_account, reviewer, reviewed_at, revision) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        s.id, s.report, s.team, s.commissioner, s.county, s.month, name_of(s.state), s.version, s.title, s.problem,
        s.answer, s.crop, name_of(s.kind), s.author_account, s.author, s.reviewer_account, s.reviewer, s.reviewed_at,
        next_revision(tx, documents_revision));
    append_version(tx, s, change);
}

bool change_case(Transaction& tx, const SolvedCase& s, CaseChange change)
{
    const bool current =
        tx.execute(
            "UPDATE solved_case SET state = $3, version = version + 1, title = $4, problem = $5, answer = $6, crop = "
            "$7, kind = $8, reviewer_account = $9, reviewer = $10, reviewed_at = $11, revision = $12 "
            "WHERE id = $1 AND version = $2",
            s.id, s.version, name_of(s.state), s.title, s.problem, s.answer, s.crop, name_of(s.kind),
            s.reviewer_account, s.reviewer, s.reviewed_at, next_revision(tx, documents_revision)) == 1;
    if (!current) return false;
    auto after = s;
    ++after.version;
    append_version(tx, after, change);
    return true;
}

std::optional<SolvedCase> find_case(Transaction& tx, CaseId id)
{
    return tx.row(select_case + " WHERE s.id = $1", read_case, id);
}

std::optional<SolvedCase> find_case_of_report(Transaction& tx, ReportId report)
{
    return tx.row(select_case + " WHERE s.report_id = $1", read_case, report);
}

std::vector<CaseChange> list_case_changes(Transaction& tx, CaseId id)
{
    return tx.rows(
        "SELECT version, at, account_id, author, change, note FROM solved_case_version WHERE case_id = $1 "
        "ORDER BY version DESC",
        [](const Row& row) {
            return CaseChange{
                row.integer(0), row.instant(1), row.id<AccountId>(2), row.text(3), case_action_of(row.text(4)).value(),
                row.text(5)};
        },
        id);
}

CasePage list_visible_cases(Transaction& tx, const Actor& actor, const CaseFilter& filter)
{
    std::vector<Value> args;
    const auto parameter = [&](Value value) {
        args.push_back(std::move(value));
        return fmt::format("${}", args.size());
    };
    std::string where;
    if (actor.commissioner) {
        where = " WHERE (s.author_account = " + parameter(bind(actor.account)) +
                " OR s.commissioner_id = " + parameter(bind(actor.commissioner));
        for (const auto team : actor.leads) where += " OR s.team_id = " + parameter(bind(team));
        where += ")";
    } else {
        const auto counties = counties_of(actor.region);
        where = " WHERE s.county >= " + parameter(bind(counties.first));
        where += " AND s.county <= " + parameter(bind(counties.last));
    }
    if (filter.state) where += " AND s.state = " + parameter(bind(name_of(*filter.state)));
    if (filter.team) where += " AND s.team_id = " + parameter(bind(filter.team));
    std::int64_t after = 0;
    std::from_chars(filter.after.data(), filter.after.data() + filter.after.size(), after);
    if (after > 0) where += " AND s.id < " + parameter(bind(after));
    const int most = std::max(1, filter.most);
    const auto sql = fmt::format(
        "SELECT {}, (SELECT v.at FROM solved_case_version v WHERE v.case_id = s.id AND v.version = s.version), {} "
        "FROM solved_case s {}{} ORDER BY s.id DESC LIMIT {}",
        columns, counts, join_counts, where, most + 1);
    CasePage page{.cases = tx.rows_of(sql, read_listed, args)};
    if (page.cases.size() > static_cast<std::size_t>(most)) {
        page.cases.pop_back();
        page.next = std::to_string(page.cases.back().solved.id.value);
    }
    return page;
}

std::vector<RevisedCase> list_revised_cases(Transaction& tx, std::int64_t after, std::int64_t upto, int most)
{
    const auto sql = fmt::format(
        "SELECT {}, s.revision, {} FROM solved_case s {} WHERE s.revision > $1 AND s.revision <= $2 "
        "ORDER BY s.revision LIMIT $3",
        columns, counts, join_counts);
    return tx.rows(
        sql,
        [](const Row& row) {
            return RevisedCase{read_case(row), row.integer(column_count),
                               static_cast<int>(row.integer(column_count + 1)),
                               static_cast<int>(row.integer(column_count + 2))};
        },
        after, upto, most);
}

}  // namespace agri110::storage
