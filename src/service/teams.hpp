// Teams: members, leader, coverage. Officials manage the teams of their region; members see their own.
// What is none of the actor's business does not exist (`team.unknown`, 404).
#pragma once

#include "service/commissioners.hpp"

namespace agri110::service {

struct TeamView {
    storage::ListedTeam listed{};
    std::vector<std::pair<CommissionerView, bool>> people{};  // with: leads the team
    std::vector<Coverage> coverage{};
    bool may_manage = false;
};

struct TeamQuery {
    RegionCode region = 0;
    std::string industry{};
};
/// Without people and coverage.
Outcome<std::vector<TeamView>> list_teams(storage::Transaction& tx, const Context& context, const TeamQuery& query);
Outcome<TeamView> show_team(storage::Transaction& tx, const Context& context, TeamId id);

/// Refuses a name that is taken (409, field name).
Outcome<TeamView> create_team(storage::Transaction& tx, const Context& context, const Team& team);
struct TeamTicket {
    TeamId id{};
    std::optional<std::int64_t> expected_version{};
};
struct TeamChange {
    std::optional<std::string> name{};
    std::optional<bool> active{};
};
Outcome<TeamView> change_team(storage::Transaction& tx, const Context& context, const TeamTicket& ticket,
                              const TeamChange& change);

/// Adds a member; with `leader` the new leader, also for somebody who is a member already.
Outcome<TeamView> add_member(storage::Transaction& tx, const Context& context, const Membership& membership);
/// The member's reports stay with the member.
Outcome<TeamView> remove_member(storage::Transaction& tx, const Context& context, const Membership& membership);
/// Refuses what the team covers already, and regions outside the actor's.
Outcome<TeamView> add_coverage(storage::Transaction& tx, const Context& context, const Coverage& coverage);
Outcome<TeamView> remove_coverage(storage::Transaction& tx, const Context& context, const Coverage& coverage);

}  // namespace agri110::service
