// Who can take a report today, and who takes over for those on leave.
#pragma once

#include <optional>
#include <vector>

#include "routing/decision.hpp"
#include "routing/need.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing {

/// Why the office cannot count on `person` that day: no term, suspended or on leave. Empty when it can.
std::optional<SkipReason> out_of_service(const Person& person, Day day);

/// Why `person` cannot be offered the report whatever the load: out of service, or has refused it.
std::optional<SkipReason> cannot_be_asked(const Person& person, const Need& need);

/// Why `person` cannot take the report; empty when he or she can.
std::optional<SkipReason> cannot_take(const Person& person, const Need& need, const Load& load);

/// The load of `person`, empty figures when `loads` lacks it.
const Load& load_of(const Person& person, const Loads& loads);

/// The stand-ins for `person`, who is on leave: each on leave as well, but perhaps the last. Nobody comes twice, and
/// after a few the chain ends, since a report handed on that often is nobody's. Empty when nobody was named.
std::vector<const Person*> stand_ins_for(const Snapshot& snapshot, const Person& person, Day day);

}  // namespace agri110::routing
