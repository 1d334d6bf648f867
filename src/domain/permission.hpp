// Who may do what: the one place. Whatever is not allowed here is denied.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/life.hpp"
#include "domain/region.hpp"
#include "domain/report.hpp"
#include "domain/solved_case.hpp"

namespace agri110 {

/// The role of whoever calls. `anyone` has no account; a `reporter` holds a tracking link; `system` is the service
/// itself.
enum class Role { anyone, reporter, commissioner, leader, operator_, official, admin, system };

std::span<const Role> all_roles();
std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);

/// Whoever calls a use case, as found out at the door.
struct Actor {
    Role role = Role::anyone;
    AccountId account{};
    std::string name{};
    RegionCode region = 0;          // of operators, officials and admins: what they may see
    CommissionerId commissioner{};  // of commissioners and leaders
    std::vector<TeamId> leads{};    // of leaders
    std::string token{};            // of reporters
    std::string sender{};           // opaque key of the client's address, for throttling
};

/// What a use case does, as far as rights are concerned. Work on one report is decided by Party and the life table.
enum class Task {
    report_for_caller,  // hand in with the hotline or informant channel
    list_reports,
    preview_routing,
    see_people,     // commissioners and teams of the scope
    manage_people,  // create, edit, suspend, appoint
    manage_teams,
    import_people,
    see_statistics,
    list_cases,
    edit_knowledge,
};

/// True when the role may do the task at all; for what and for whom is narrowed by its scope.
bool allows(const Actor& actor, Task task);

/// What the actor is to this report; empty means: for this actor the report does not exist.
Parties parties_of(const Actor& actor, const Report& report);

/// True when the actor may see the reporter's full phone number and exact place.
bool sees_personal_data(const Actor& actor, const Report& report);

/// True when `region` (a county or above) lies inside the region the actor answers for.
bool in_scope(const Actor& actor, RegionCode region);

/// True for whoever may make a case of this report: its holder, its team's leader, officials of its region.
bool may_make_case(const Actor& actor, const Report& report);
/// True when the case is any of the actor's business: its author, who held the report, the team's leader, officials and
/// operators of its region. For others it exists only while it is published.
bool sees_case(const Actor& actor, const SolvedCase& solved);
/// True when the actor may do this to the case. `led_by_another` says that the team has a leader other than the author:
/// then nobody publishes a draft of their own.
bool may_change_case(const Actor& actor, const SolvedCase& solved, CaseAction action, bool led_by_another);

/// True for the person's own leave, and for officials of the scope.
bool may_change_absences(const Actor& actor, CommissionerId commissioner, RegionCode county);

}  // namespace agri110
