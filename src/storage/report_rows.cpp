#include "storage/report_rows.hpp"

#include <fmt/format.h>

#include "storage/understood_json.hpp"

namespace agri110::storage {

constinit const std::string_view report_columns =
    "r.id, r.number, r.token, r.reporter_id, r.reporter_kind, r.reporter_name, r.organisation, p.phone, r.channel, "
    "r.county, r.township, r.village, r.exact_place, r.notice_version, r.text, r.understood, r.crop, r.kind, "
    "r.urgency, "
    "r.state, r.version, r.team_id, r.commissioner_id, r.reporter_waits, r.submitted_at, r.answer_due, "
    "r.first_answer_at, "
    "r.answer_missed, r.finished_at, r.reopened, r.visit_at, r.visit_note, r.visit_planned_at, r.outcome, r.score, "
    "r.outcome_text, r.outcome_at, r.duplicate_of, r.alert, r.alert_cleared, r.answers";
const int report_column_count = 41;
const std::string select_report =
    "SELECT " + std::string(report_columns) + " FROM report r JOIN reporter p ON p.id = r.reporter_id";

Report read_report(const Row& row)
{
    Report r;
    int c = 0;
    r.id = row.id<ReportId>(c++);
    r.number = row.text(c++);
    r.token = row.text(c++);
    r.reporter_id = row.id<ReporterId>(c++);
    r.reporter.kind = reporter_kind_of(row.text(c++)).value();
    r.reporter.name = row.text(c++);
    r.reporter.organisation = row.text(c++);
    r.reporter.phone = row.text(c++);
    r.channel = intake_channel_of(row.text(c++)).value();
    r.place = {row.integer(c), row.integer(c + 1), row.text(c + 2)};
    c += 3;
    r.exact_place = row.flag(c++);
    r.notice_version = row.text(c++);
    r.text = row.text(c++);
    r.understood = read_understood(row.text(c++));
    r.crop = row.text(c++);
    r.kind = problem_kind_of(row.text(c++)).value();
    r.urgency = urgency_of(row.text(c++)).value();
    r.state = state_of(row.text(c++)).value();
    r.version = row.integer(c++);
    r.team = row.id<TeamId>(c++);
    r.commissioner = row.id<CommissionerId>(c++);
    r.reporter_waits = row.flag(c++);
    r.submitted_at = row.instant(c++);
    r.answer_due = row.instant(c++);
    r.first_answer_at = row.maybe_instant(c++);
    r.answer_missed = row.flag(c++);
    r.finished_at = row.maybe_instant(c++);
    r.reopened = static_cast<int>(row.integer(c++));
    if (!row.is_null(c)) r.visit = Visit{row.instant(c), row.text(c + 1), row.instant(c + 2)};
    c += 3;
    if (!row.is_null(c))
        r.confirmation = Confirmation{feedback_of(row.text(c)).value(), static_cast<int>(row.integer(c + 1)),
                                      row.text(c + 2), row.instant(c + 3)};
    c += 4;
    r.duplicate_of = row.id<ReportId>(c++);
    r.alert = alert_of(row.text(c++)).value();
    r.alert_cleared = alert_of(row.text(c++)).value();
    r.answers = read_answers(row.text(c++));
    return r;
}

Condition visible_to(const Actor& actor, int first)
{
    switch (actor.role) {
        case Role::system:
            return {"1 = 1", {}};
        case Role::commissioner:
            return {fmt::format("r.commissioner_id = ${}", first), {bind(actor.commissioner)}};
        case Role::leader: {
            std::string sql = fmt::format("(r.commissioner_id = ${}", first);
            std::vector<Value> args{bind(actor.commissioner)};
            for (const auto team : actor.leads) {
                args.push_back(bind(team));
                sql += fmt::format(" OR r.team_id = ${}", first + static_cast<int>(args.size()) - 1);
            }
            return {sql + ")", args};
        }
        case Role::operator_:
        case Role::official:
        case Role::admin: {
            const auto counties = counties_of(actor.region);
            return {fmt::format("r.county BETWEEN ${} AND ${}", first, first + 1),
                    {bind(counties.first), bind(counties.last)}};
        }
        case Role::reporter:
            return {fmt::format("r.token = ${}", first), {bind(actor.token)}};
        case Role::anyone:
            break;
    }
    return {"1 = 0", {}};
}

}  // namespace agri110::storage
