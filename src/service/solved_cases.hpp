// Solved cases: a report becomes a draft by one tap, is read by a reviewer, and is then found by everybody. Each change
// leaves its version. All refuse `case.unknown` (404) for what is none of the actor's business, `case.stale` (412),
// `case.forbidden` (403) and `case.state` (409).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "domain/solved_case.hpp"
#include "service/context.hpp"
#include "storage/solved_cases.hpp"

namespace agri110::service {

/// What was taken out, and of which field.
struct CaseRemoval {
    std::string field{};
    RemovedPiece piece{};
};

struct CaseView {
    SolvedCase solved{};
    std::string report_number{};
    std::vector<CaseRemoval> removed{};  // only for those who may see the report
    std::vector<CaseChange> history{};
    int used = 0;
    int helped = 0;
    std::vector<CaseAction> may{};
};

/// A draft from the report's own words and its answers. A report has one case: the second time gives the first. Refuses
/// `case.not_solved` (409) and, for a suspected epidemic and whatever else only authorities make public,
/// `case.epidemic` (409).
Outcome<CaseView> draft_case(storage::Transaction& tx, const Context& context, const ReportId& report);

Outcome<CaseView> show_case(storage::Transaction& tx, const Context& context, const CaseId& id);
Outcome<storage::CasePage> list_cases(storage::Transaction& tx, const Context& context,
                                      const storage::CaseFilter& filter);

struct CaseTicket {
    CaseId id{};
    std::optional<std::int64_t> expected_version{};
};
struct CaseEditing {
    std::optional<std::string> title{};
    std::optional<std::string> problem{};
    std::optional<std::string> answer{};
    std::optional<std::string> crop{};
    std::optional<ProblemKind> kind{};
};
/// What is written anew is cleaned by the same rules; the answer says what was taken out.
Outcome<CaseView> edit_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                            const CaseEditing& editing);
/// Refuses `case.own` (403) to the author when the team has another leader, and `case.incomplete` (422).
Outcome<CaseView> publish_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                               const std::string& note);
/// Back to the author, who is told why.
Outcome<CaseView> return_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                              const std::string& reason);
Outcome<CaseView> withdraw_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                                const std::string& reason);

/// When a report turns out to be what only authorities make public: its case leaves the public, if it was there.
void withdraw_case_of(storage::Transaction& tx, const Context& context, const ReportId& report);

/// What everybody may read; `case.unknown` (404) for what is not published.
struct PublicCase {
    SolvedCase solved{};
    int used = 0;
    int helped = 0;
};
Outcome<PublicCase> show_public_case(storage::Transaction& tx, const Context& context, const CaseId& id);

}  // namespace agri110::service
