#include "storage/reports.hpp"

#include "storage/report_rows.hpp"
#include "storage/understood_json.hpp"

namespace agri110::storage {
namespace {

std::optional<Report> find_where(Transaction& tx, const Actor& actor, const std::string& condition, const Value& key)
{
    auto visible = visible_to(actor, 2);
    std::vector<Value> args{key};
    args.insert(args.end(), visible.args.begin(), visible.args.end());
    auto found = tx.rows_of(select_report + " WHERE " + condition + " AND " + visible.sql, read_report, args);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<Instant> visit_time(const Report& r)
{
    return r.visit ? std::optional(r.visit->at) : std::nullopt;
}

}  // namespace

void insert_report(Transaction& tx, const Report& r)
{
    tx.execute(
        "INSERT INTO report (id, number, token, reporter_id, reporter_kind, reporter_name, organisation, channel, "
        "county, "
        "township, village, exact_place, notice_version, text, understood, crop, kind, urgency, state, version, "
        "team_id, "
        "commissioner_id, reporter_waits, submitted_at, answer_due, answer_missed, reopened, visit_note, score, "
        "outcome_text, alert, answers) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
        "$23, "
        "$24, $25, 0, 0, '', 0, '', $26, $27)",
        r.id, r.number, r.token, r.reporter_id, name_of(r.reporter.kind), r.reporter.name, r.reporter.organisation,
        name_of(r.channel), r.place.county, r.place.township, r.place.village, r.exact_place, r.notice_version, r.text,
        write_understood(r.understood), r.crop, name_of(r.kind), name_of(r.urgency), name_of(r.state), r.version,
        r.team, r.commissioner, r.reporter_waits, r.submitted_at, r.answer_due, name_of(r.alert),
        write_answers(r.answers));
}

bool change_report(Transaction& tx, const Report& r)
{
    const auto& said = r.confirmation;
    return tx.execute(
               "UPDATE report SET crop = $3, kind = $4, urgency = $5, state = $6, version = version + 1, team_id = $7, "
               "commissioner_id = $8, reporter_waits = $9, first_answer_at = $10, answer_missed = $11, finished_at = "
               "$12, "
               "reopened = $13, visit_at = $14, visit_note = $15, visit_planned_at = $16, outcome = $17, score = $18, "
               "outcome_text = $19, outcome_at = $20, duplicate_of = $21, answer_due = $22, alert = $23, "
               "alert_cleared = $24 WHERE id = $1 AND version = $2",
               r.id, r.version, r.crop, name_of(r.kind), name_of(r.urgency), name_of(r.state), r.team, r.commissioner,
               r.reporter_waits, r.first_answer_at, r.answer_missed, r.finished_at, r.reopened, visit_time(r),
               r.visit ? r.visit->note : std::string{}, r.visit ? std::optional(r.visit->planned_at) : std::nullopt,
               said ? std::optional(name_of(said->outcome)) : std::nullopt, said ? said->score : 0,
               said ? said->text : std::string{}, said ? std::optional(said->at) : std::nullopt, r.duplicate_of,
               r.answer_due, name_of(r.alert), name_of(r.alert_cleared)) == 1;
}

bool is_number_taken(Transaction& tx, std::string_view number)
{
    return tx.number("SELECT COUNT(*) FROM report WHERE number = $1", number) > 0;
}

std::optional<Report> find_visible_report(Transaction& tx, const Actor& actor, ReportId id)
{
    return find_where(tx, actor, "r.id = $1", bind(id));
}

std::optional<Report> find_visible_report_by_number(Transaction& tx, const Actor& actor, std::string_view number)
{
    return find_where(tx, actor, "r.number = $1", bind(number));
}

std::optional<Report> find_report_by_token(Transaction& tx, std::string_view token)
{
    return tx.row(select_report + " WHERE r.token = $1", read_report, token);
}

std::optional<Report> find_report_unscoped(Transaction& tx, ReportId id)
{
    return tx.row(select_report + " WHERE r.id = $1", read_report, id);
}

HolderNames find_holder_names(Transaction& tx, const Report& report)
{
    return tx
        .row(
            "SELECT t.name, c.name, c.organisation, c.title FROM (SELECT 1 AS one) AS asked LEFT JOIN team t ON t.id = "
            "$1 "
            "LEFT JOIN commissioner c ON c.id = $2",
            [](const Row& row) { return HolderNames{row.text(0), row.text(1), row.text(2), row.text(3)}; }, report.team,
            report.commissioner)
        .value();
}

std::vector<Report> list_reports_of_reporter(Transaction& tx, ReporterId reporter, int most)
{
    return tx.rows(select_report + " WHERE r.reporter_id = $1 ORDER BY r.id DESC LIMIT $2", read_report, reporter,
                   most);
}

std::vector<ReportId> list_open_reports_of(Transaction& tx, CommissionerId commissioner)
{
    return tx.rows(
        "SELECT id FROM report WHERE commissioner_id = $1 AND finished_at IS NULL ORDER BY id",
        [](const Row& row) { return row.id<ReportId>(0); }, commissioner);
}

std::vector<CommissionerId> list_earlier_helpers(Transaction& tx, ReporterId reporter, int most)
{
    return tx.rows(
        "SELECT commissioner_id FROM report WHERE reporter_id = $1 AND commissioner_id IS NOT NULL "
        "AND first_answer_at IS NOT NULL GROUP BY commissioner_id ORDER BY MAX(id) DESC LIMIT $2",
        [](const Row& row) { return row.id<CommissionerId>(0); }, reporter, most);
}

bool has_told_since(Transaction& tx, std::string_view phone, int reports, Instant since)
{
    const auto nth_newest = tx.row(
        "SELECT submitted_at FROM report WHERE reporter_id = (SELECT id FROM reporter WHERE phone = $1) "
        "ORDER BY id DESC LIMIT 1 OFFSET $2",
        [](const Row& row) { return row.instant(0); }, phone, reports - 1);
    return nth_newest && *nth_newest > since;
}

std::vector<Report> list_all_reports(Transaction& tx, ReportId after, int most)
{
    return tx.rows(select_report + " WHERE r.id > $1 ORDER BY r.id LIMIT $2", read_report, after.value, most);
}

ReporterId ensure_reporter(Transaction& tx, std::string_view phone, ReporterId id_if_new, Instant now)
{
    if (const auto known = find_reporter(tx, phone)) return *known;
    tx.execute("INSERT INTO reporter (id, phone, created_at) VALUES ($1, $2, $3)", id_if_new, phone, now);
    return id_if_new;
}

std::optional<ReporterId> find_reporter(Transaction& tx, std::string_view phone)
{
    return tx.row(
        "SELECT id FROM reporter WHERE phone = $1", [](const Row& row) { return row.id<ReporterId>(0); }, phone);
}

}  // namespace agri110::storage
