// The reasons a decision gives, as codes with arguments; see ReasonCode for each one's arguments.
#pragma once

#include <vector>

#include "routing/decision.hpp"
#include "routing/ladder.hpp"
#include "routing/need.hpp"
#include "routing/snapshot.hpp"

namespace agri110::routing::explain {

/// What is odd about the question, or that no team answers for it.
void ladder(std::vector<Reason>& reasons, const Need& need, const Ladder& ladder);
/// Why this team.
Reason team(const TeamCandidate& team, const Need& need);
Reason team_has_nobody_free(const TeamCandidate& team);
/// Why this person: what earned points, and for whom he or she stands in.
void person(std::vector<Reason>& reasons, const Candidate& chosen, const Person& person, const Need& need,
            const Ladder& ladder, const Load& load);
Reason person_waited_longest(const Person& person);
Reason leader_takes_over(const Crew& crew);
Reason leader_cannot(const Crew& crew, SkipReason why);
Reason team_has_no_leader(const Crew& crew);
Reason waits_in_triage(const Need& need);

}  // namespace agri110::routing::explain
