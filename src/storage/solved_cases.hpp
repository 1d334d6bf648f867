// The repository of solved cases and of every version they had.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/permission.hpp"
#include "domain/solved_case.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

/// Throws ConstraintError "uq_solved_case_report_id" when the report has one already.
void insert_case(Transaction& tx, const SolvedCase& solved, const CaseChange& change);
/// Writes everything that may change, with version + 1 and its row of history. False when `changed.version` is no
/// longer the stored one.
bool change_case(Transaction& tx, const SolvedCase& changed, CaseChange change);
std::optional<SolvedCase> find_case(Transaction& tx, CaseId id);
std::optional<SolvedCase> find_case_of_report(Transaction& tx, ReportId report);
/// Newest first.
std::vector<CaseChange> list_case_changes(Transaction& tx, CaseId id);

struct CaseFilter {
    std::optional<CaseState> state{};
    TeamId team{};
    std::string after{};  // the cursor of the page before
    int most = 50;
};

struct ListedCase {
    SolvedCase solved{};
    Instant changed_at{};
    int used = 0;
    int helped = 0;
};

struct CasePage {
    std::vector<ListedCase> cases{};
    std::string next{};  // "" on the last page
};

/// Only those that are `actor`'s business (see sees_case), newest first.
CasePage list_visible_cases(Transaction& tx, const Actor& actor, const CaseFilter& filter);

struct RevisedCase {
    SolvedCase solved{};
    std::int64_t revision = 0;
    int used = 0;
    int helped = 0;
};
/// Changed after revision `after` up to `upto`, in the order of the changes.
std::vector<RevisedCase> list_revised_cases(Transaction& tx, std::int64_t after, std::int64_t upto, int most);

}  // namespace agri110::storage
