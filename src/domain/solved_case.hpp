// A solved case: a report made into public knowledge, without anything that tells who it was about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/region.hpp"
#include "domain/time.hpp"
#include "domain/understanding.hpp"

namespace agri110 {

/// A draft waits for a reviewer; only published ones are found by the public.
enum class CaseState { draft, published, withdrawn };
std::string_view name_of(CaseState state);
std::optional<CaseState> case_state_of(std::string_view name);

/// What may be done with a case, and the name of the change it leaves in the history.
enum class CaseAction { draft, edit, publish, return_, withdraw };
std::string_view name_of(CaseAction action);
std::optional<CaseAction> case_action_of(std::string_view name);

struct SolvedCase {
    CaseId id{};
    ReportId report{};
    TeamId team{};
    CommissionerId commissioner{};  // who held the report
    RegionCode county = 0;
    int month = 1;  // 1..12, in which the problem was told
    CaseState state = CaseState::draft;
    std::int64_t version = 1;
    std::string title{};
    std::string problem{};
    std::string answer{};
    std::string crop{};
    ProblemKind kind = ProblemKind::other;
    AccountId author_account{};
    std::string author{};
    AccountId reviewer_account{};
    std::string reviewer{};
    std::optional<Instant> reviewed_at{};
};

/// One line of a case's history.
struct CaseChange {
    std::int64_t version = 1;
    Instant at{};
    AccountId account{};
    std::string author{};
    CaseAction change = CaseAction::draft;
    std::string note{};
};

/// True when the action makes sense in this state, whoever does it.
bool is_possible(CaseAction action, CaseState state);
/// Where the action leads. Editing a published case takes it back to the reviewers.
CaseState state_after(CaseAction action, CaseState state);

}  // namespace agri110
