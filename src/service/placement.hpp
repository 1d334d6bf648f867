// How a report finds its commissioner: routing decides, this carries the decision out and keeps its reasons.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "routing/decision.hpp"
#include "routing/need.hpp"
#include "service/report_edit.hpp"

namespace agri110::service {

/// A decision with the names it is told by: kept are those that its reasons speak of.
struct NamedDecision {
    struct Person {
        std::string name;
        std::string organisation;
        std::string title;
    };
    Instant at{};
    routing::Decision decision{};
    std::map<std::int64_t, std::string> teams{};
    std::map<std::int64_t, Person> people{};
};

/// Decides for `need` on the live roster and loads. Changes nothing.
NamedDecision decide(storage::Transaction& tx, const Context& context, const routing::Need& need);

/// Adds the names, as they are now, of all others who were considered.
void name_everybody(storage::Transaction& tx, NamedDecision& named);

/// What somebody who moves a report by hand may wish for.
struct Wish {
    std::optional<CommissionerId> commissioner{};
    std::optional<TeamId> team{};
    std::vector<CommissionerId> not_these{};  // besides those who refused it
};

/// Takes a report in state `submitted` to `assigned`, `escalated` or `triage`, and finishes the edit: the offer, its
/// notices and the reasons are written with it. Refuses `transfer.person_unable` (409) when the wished person cannot.
Outcome<NamedDecision> place(ReportEdit& edit, const Wish& wish = {});

/// How a decision is kept in its row.
std::string write_decision(const NamedDecision& named);
NamedDecision read_decision(Instant at, const std::string& body);

}  // namespace agri110::service
