// How well one person fits one report: points by the table in weights.hpp.
#pragma once

#include <optional>

#include "routing/decision.hpp"
#include "routing/ladder.hpp"
#include "routing/need.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing {

/// Someone who can take the report, perhaps in the place of a colleague on leave.
struct Taker {
    const Person* person = nullptr;
    std::optional<CommissionerId> stands_in_for{};
};

/// `load` is the taker's own.
Candidate score(const Taker& taker, const Need& need, const Ladder& ladder, const Load& load,
                const RegionTree& regions);

/// The nearest node of the crop ladder that is a skill of `person`; nullptr when none is.
const Crop* skill_for(const Person& person, const Ladder& ladder);

/// 1 when the taker, or the colleague stood in for, served the reporter last; 2 the time before; 0 never.
int earlier_contact(const Taker& taker, const Need& need);

/// True when `candidate` is to be chosen before `other`.
bool better(const Candidate& candidate, const Candidate& other);

}  // namespace agri110::routing
