// The one function that says who gets a report. Pure: the same question always has the same answer.
#pragma once

#include <functional>
#include <vector>

#include "routing/decision.hpp"
#include "routing/need.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing {

/// Who gets the report, with every reason. Always answers: where nobody is left the verdict is triage, never an
/// exception. Offers nobody a report beyond the limit, except the leader of the best team on escalation.
Decision decide(const Snapshot& snapshot, const Need& need, const Loads& loads);

/// Gives the loads of `people`, who are in id order, each once.
using AskLoads = std::function<Loads(const std::vector<CommissionerId>& people)>;

/// The same where loads have to be looked up: asked for one step of the ladder at a time, since the first one nearly
/// always has somebody.
Decision decide(const Snapshot& snapshot, const Need& need, const AskLoads& ask);

}  // namespace agri110::routing
