// What staff do with a report: each a move of the life table with what it carries. All refuse `report.unknown` (404),
// `report.stale` (412), `report.forbidden` (403) and `report.move` (409), and give the new view.
#pragma once

#include "service/report_view.hpp"
#include "storage/document_counts.hpp"

namespace agri110::service {

/// Which report, and the version the actor has seen (from If-Match), if any.
struct Ticket {
    ReportId id{};
    std::optional<std::int64_t> expected_version{};
};

Outcome<ReportView> accept_report(storage::Transaction& tx, const Context& context, const Ticket& ticket);

struct Refusing {
    RefusalReason reason = RefusalReason::other;
    std::string note{};
};
/// The report goes to the next person at once.
Outcome<ReportView> refuse_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const Refusing& refusing);

struct Writing {
    std::string text{};
    std::vector<UploadClaim> photos{};
    std::vector<storage::DocumentName> inserted{};  // what an answer was made from
};
Outcome<ReportView> answer_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const Writing& writing);
Outcome<ReportView> ask_reporter(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                 const Writing& writing);

struct VisitPlan {
    Instant at{};
    std::string note{};
};
/// Refuses a time in the past or more than 60 days ahead.
Outcome<ReportView> plan_visit(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                               const VisitPlan& plan);

struct Transfer {
    std::string reason{};
    std::optional<CommissionerId> commissioner{};
    std::optional<TeamId> team{};
};
/// To a person or a team by name, or, without a wish, to whoever routing finds except the present holder.
Outcome<ReportView> transfer_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                    const Transfer& transfer);

Outcome<ReportView> resolve_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                   const std::string& text);
Outcome<ReportView> reject_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const std::string& reason);
/// `of` is the number of another report the actor may see. Refuses a report of itself, and chains.
Outcome<ReportView> mark_duplicate(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                   const std::string& of);
Outcome<ReportView> reopen_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const std::string& reason);

struct Correction {
    std::optional<std::string> crop{};  // "" takes the crop away
    std::optional<ProblemKind> kind{};
    std::optional<Urgency> urgency{};
};
/// Corrects what was understood. In triage a corrected crop is routed at once.
Outcome<ReportView> reclassify_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                      const Correction& correction);

}  // namespace agri110::service
