// The one function that says who gets a report. Pure: the same question always has the same answer.
#pragma once

#include <vector>

#include "routing/decision.hpp"
#include "routing/need.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing {

/// Those whose loads decide() will want for this need: the members of the teams on the ladder and their stand-ins,
/// in id order. Bounded by the number of teams on a ladder.
std::vector<CommissionerId> people_to_ask(const Snapshot& snapshot, const Need& need);

/// Who gets the report, with every reason. Always answers: where nobody is left the verdict is triage, never an
/// exception. Offers nobody a report beyond the limit, except the leader of the best team on escalation.
Decision decide(const Snapshot& snapshot, const Need& need, const Loads& loads);

}  // namespace agri110::routing
