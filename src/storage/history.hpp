// What happened to a report: events, messages, offers, routing decisions and running deadlines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/report.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

void append_event(Transaction& tx, const Event& event);
std::vector<Event> list_events(Transaction& tx, ReportId report);

void insert_message(Transaction& tx, const Message& message);
std::vector<Message> list_messages(Transaction& tx, ReportId report);

void insert_assignment(Transaction& tx, const Assignment& assignment);
/// Ends the open offer of this report, if there is one.
void change_open_assignment(Transaction& tx, ReportId report, OfferOutcome outcome, std::string_view note);
/// People who refused this report or let it lapse.
std::vector<CommissionerId> list_declined(Transaction& tx, ReportId report);

/// A decision as the service wrote it down; only the service reads the body.
struct DecisionRow {
    Instant at{};
    std::string body{};
};
void insert_routing_decision(Transaction& tx, std::int64_t id, ReportId report, Instant at, std::string_view body);
/// Newest first.
std::vector<DecisionRow> list_routing_decisions(Transaction& tx, ReportId report);
std::optional<DecisionRow> find_newest_routing_decision(Transaction& tx, ReportId report);

/// Starts or restarts.
void set_deadline(Transaction& tx, ReportId report, Deadline deadline);
void remove_deadline(Transaction& tx, ReportId report, DeadlineKind kind);
std::vector<Deadline> list_deadlines(Transaction& tx, ReportId report);

struct DueDeadline {
    ReportId report{};
    DeadlineKind kind = DeadlineKind::accept;
};
/// Passed and not yet dealt with, longest overdue first.
std::vector<DueDeadline> list_due_deadlines(Transaction& tx, Instant now, int most);
/// Passing it has been dealt with; the row stays, so that the report counts as overdue.
void mark_deadline(Transaction& tx, ReportId report, DeadlineKind kind);

}  // namespace agri110::storage
