// The question put to routing: one report, who is out for it already, and how busy people are.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"
#include "domain/region.hpp"
#include "domain/time.hpp"
#include "domain/understanding.hpp"

namespace agri110::routing {

/// What one report asks for. Nothing here names the reporter, so a "what if" is a Need like any other.
struct Need {
    std::string crop{};     // id in the crop tree, any level; "" or an id the tree does not have: unknown
    RegionCode region = 0;  // township or county
    ProblemKind kind = ProblemKind::other;
    Urgency urgency = Urgency::normal;
    std::vector<CommissionerId> helped_before{};  // served this reporter earlier, latest first
    std::vector<CommissionerId> declined{};       // refused this report or let it lapse
    std::optional<TeamId> only_team{};            // a transfer to a team: nobody else is considered, covering or not
    std::optional<CommissionerId> asked_for{};    // a transfer to a person: wins in his or her team when able
    Instant now{};
};

/// One commissioner's live figures.
struct Load {
    int open = 0;             // reports held now
    Instant last_assigned{};  // the epoch when never
    int answered = 0;
    int solved = 0;  // confirmed by the reporter; at most `answered`
};

/// Somebody who is missing here holds nothing and has no record.
using Loads = std::unordered_map<CommissionerId, Load>;

}  // namespace agri110::routing
