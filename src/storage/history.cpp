#include "storage/history.hpp"

namespace agri110::storage {
namespace {

Event read_event(const Row& row)
{
    Event e;
    e.id = row.id<EventId>(0);
    e.report = row.id<ReportId>(1);
    e.at = row.instant(2);
    e.author = {party_of(row.text(3)).value(), row.id<AccountId>(4), row.text(5)};
    e.action = row.text(6);
    if (!row.is_null(7)) e.from = state_of(row.text(7));
    e.to = state_of(row.text(8)).value();
    e.note = row.text(9);
    return e;
}

Message read_message(const Row& row)
{
    Message m;
    m.id = row.id<MessageId>(0);
    m.report = row.id<ReportId>(1);
    m.at = row.instant(2);
    m.kind = message_kind_of(row.text(3)).value();
    m.author = {party_of(row.text(4)).value(), row.id<AccountId>(5), row.text(6)};
    m.text = row.text(7);
    return m;
}

DecisionRow read_decision_row(const Row& row)
{
    return {row.instant(0), row.text(1)};
}

}  // namespace

void append_event(Transaction& tx, const Event& e)
{
    tx.execute(
        "INSERT INTO event (id, report_id, at, party, account_id, author, action, from_state, to_state, note) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        e.id, e.report, e.at, name_of(e.author.party), e.author.account, e.author.name, e.action,
        e.from ? std::optional(name_of(*e.from)) : std::nullopt, name_of(e.to), e.note);
}

std::vector<Event> list_events(Transaction& tx, ReportId report)
{
    return tx.rows(
        "SELECT id, report_id, at, party, account_id, author, action, from_state, to_state, note FROM event "
        "WHERE report_id = $1 ORDER BY id",
        read_event, report);
}

void insert_message(Transaction& tx, const Message& m)
{
    tx.execute(
        "INSERT INTO message (id, report_id, at, kind, party, account_id, author, text) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        m.id, m.report, m.at, name_of(m.kind), name_of(m.author.party), m.author.account, m.author.name, m.text);
}

std::vector<Message> list_messages(Transaction& tx, ReportId report)
{
    return tx.rows(
        "SELECT id, report_id, at, kind, party, account_id, author, text FROM message WHERE report_id = $1 ORDER BY id",
        read_message, report);
}

void insert_assignment(Transaction& tx, const Assignment& a)
{
    tx.execute(
        "INSERT INTO assignment (id, report_id, team_id, commissioner_id, offered_at, respond_by, outcome, note) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        a.id, a.report, a.team, a.commissioner, a.offered_at, a.respond_by, name_of(a.outcome), a.note);
}

void change_open_assignment(Transaction& tx, ReportId report, OfferOutcome outcome, std::string_view note)
{
    tx.execute("UPDATE assignment SET outcome = $2, note = $3 WHERE report_id = $1 AND outcome IN ('open', 'accepted')",
               report, name_of(outcome), note);
}

std::vector<CommissionerId> list_declined(Transaction& tx, ReportId report)
{
    return tx.rows(
        "SELECT commissioner_id FROM assignment WHERE report_id = $1 AND outcome IN ('refused', 'lapsed') ORDER BY id",
        [](const Row& row) { return row.id<CommissionerId>(0); }, report);
}

void insert_routing_decision(Transaction& tx, std::int64_t id, ReportId report, Instant at, std::string_view body)
{
    tx.execute("INSERT INTO routing_decision (id, report_id, at, body) VALUES ($1, $2, $3, $4)", id, report, at, body);
}

std::vector<DecisionRow> list_routing_decisions(Transaction& tx, ReportId report)
{
    return tx.rows("SELECT at, body FROM routing_decision WHERE report_id = $1 ORDER BY id DESC", read_decision_row,
                   report);
}

std::optional<DecisionRow> find_newest_routing_decision(Transaction& tx, ReportId report)
{
    return tx.row("SELECT at, body FROM routing_decision WHERE report_id = $1 ORDER BY id DESC LIMIT 1",
                  read_decision_row, report);
}

void set_deadline(Transaction& tx, ReportId report, Deadline deadline)
{
    tx.execute(
        "INSERT INTO deadline (report_id, kind, due_at, marked) VALUES ($1, $2, $3, 0) "
        "ON CONFLICT (report_id, kind) DO UPDATE SET due_at = $3, marked = 0",
        report, name_of(deadline.kind), deadline.due);
}

void remove_deadline(Transaction& tx, ReportId report, DeadlineKind kind)
{
    tx.execute("DELETE FROM deadline WHERE report_id = $1 AND kind = $2", report, name_of(kind));
}

std::vector<Deadline> list_deadlines(Transaction& tx, ReportId report)
{
    return tx.rows(
        "SELECT kind, due_at FROM deadline WHERE report_id = $1 ORDER BY due_at, kind",
        [](const Row& row) { return Deadline{deadline_kind_of(row.text(0)).value(), row.instant(1)}; }, report);
}

std::vector<DueDeadline> list_due_deadlines(Transaction& tx, Instant now, int most)
{
    return tx.rows(
        "SELECT report_id, kind FROM deadline WHERE marked = 0 AND due_at <= $1 ORDER BY due_at, report_id, kind LIMIT "
        "$2",
        [](const Row& row) { return DueDeadline{row.id<ReportId>(0), deadline_kind_of(row.text(1)).value()}; }, now,
        most);
}

void mark_deadline(Transaction& tx, ReportId report, DeadlineKind kind)
{
    tx.execute("UPDATE deadline SET marked = 1 WHERE report_id = $1 AND kind = $2", report, name_of(kind));
}

}  // namespace agri110::storage
