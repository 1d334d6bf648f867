#include "domain/permission.hpp"

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 8> role_names{"anyone",   "reporter", "commissioner", "leader",
                                                     "operator", "official", "admin",        "system"};
constexpr auto roles = values_of<Role, role_names.size()>();

struct Right {
    Task task;
    SetOf<Role> roles;
};

constexpr Right rights[] = {
    {Task::report_for_caller, SetOf<Role>{Role::operator_, Role::admin}},
    {Task::list_reports, SetOf<Role>{Role::commissioner, Role::leader, Role::operator_, Role::official, Role::admin}},
    {Task::preview_routing, SetOf<Role>{Role::leader, Role::operator_, Role::official, Role::admin}},
    {Task::see_people, SetOf<Role>{Role::commissioner, Role::leader, Role::operator_, Role::official, Role::admin}},
    {Task::manage_people, SetOf<Role>{Role::official, Role::admin}},
    {Task::manage_teams, SetOf<Role>{Role::official, Role::admin}},
    {Task::import_people, SetOf<Role>{Role::official, Role::admin}},
    {Task::see_statistics, SetOf<Role>{Role::operator_, Role::official, Role::admin}},
    {Task::list_cases, SetOf<Role>{Role::commissioner, Role::leader, Role::operator_, Role::official, Role::admin}},
    {Task::edit_knowledge, SetOf<Role>{Role::admin}},
};

bool manages_region(Role role)
{
    return role == Role::operator_ || role == Role::official || role == Role::admin;
}

/// Who wrote the draft, or held the report that it was made from.
bool is_author(const Actor& actor, const SolvedCase& solved)
{
    if (actor.account && actor.account == solved.author_account) return true;
    const bool works = actor.role == Role::commissioner || actor.role == Role::leader;
    return works && actor.commissioner && actor.commissioner == solved.commissioner;
}

/// The team's leader, and officials whose region it lies in.
bool reviews(const Actor& actor, const SolvedCase& solved)
{
    if (actor.role == Role::leader)
        return solved.team && std::ranges::find(actor.leads, solved.team) != actor.leads.end();
    return (actor.role == Role::official || actor.role == Role::admin) && in_scope(actor, solved.county);
}

}  // namespace

std::span<const Role> all_roles()
{
    return roles;
}
std::string_view name_of(Role role)
{
    return role_names.at(static_cast<std::size_t>(role));
}
std::optional<Role> role_of(std::string_view name)
{
    return value_named<Role>(role_names, name);
}

bool allows(const Actor& actor, Task task)
{
    return std::ranges::any_of(rights, [&](const Right& r) { return r.task == task && r.roles.has(actor.role); });
}

Parties parties_of(const Actor& actor, const Report& report)
{
    Parties parties;
    switch (actor.role) {
        case Role::system:
            parties.add(Party::system);
            break;
        case Role::reporter:
            if (!actor.token.empty() && actor.token == report.token) parties.add(Party::reporter);
            break;
        case Role::leader:
            if (report.team && std::ranges::find(actor.leads, report.team) != actor.leads.end())
                parties.add(Party::leader);
            [[fallthrough]];
        case Role::commissioner:
            if (actor.commissioner && actor.commissioner == report.commissioner) parties.add(Party::holder);
            break;
        case Role::operator_:
            if (in_scope(actor, report.place.county)) parties.add(Party::operator_);
            break;
        case Role::official:
        case Role::admin:
            if (in_scope(actor, report.place.county)) parties.add(Party::official);
            break;
        case Role::anyone:
            break;
    }
    return parties;
}

bool sees_personal_data(const Actor& actor, const Report& report)
{
    return parties_of(actor, report).meets(Parties{Party::reporter, Party::holder, Party::operator_});
}

bool in_scope(const Actor& actor, RegionCode region)
{
    if (!manages_region(actor.role) || actor.region == 0) return false;
    const auto mine = counties_of(actor.region);
    const auto asked = counties_of(region);
    return mine.first <= asked.first && asked.last <= mine.last;
}

bool may_make_case(const Actor& actor, const Report& report)
{
    return parties_of(actor, report).meets(Parties{Party::holder, Party::leader, Party::official});
}

bool sees_case(const Actor& actor, const SolvedCase& solved)
{
    return actor.role == Role::system || is_author(actor, solved) || reviews(actor, solved) ||
           (actor.role == Role::operator_ && in_scope(actor, solved.county));
}

bool may_change_case(const Actor& actor, const SolvedCase& solved, CaseAction action, bool led_by_another)
{
    switch (action) {
        case CaseAction::edit:
            return is_author(actor, solved) || reviews(actor, solved);
        case CaseAction::publish:
            return reviews(actor, solved) && !(is_author(actor, solved) && led_by_another);
        case CaseAction::return_:
            return reviews(actor, solved);
        case CaseAction::withdraw:
            return reviews(actor, solved) || (is_author(actor, solved) && solved.state == CaseState::draft);
        case CaseAction::draft:
            return false;
    }
    return false;
}

bool may_change_absences(const Actor& actor, CommissionerId commissioner, RegionCode county)
{
    const bool has_leave = actor.role == Role::commissioner || actor.role == Role::leader;
    if (has_leave && actor.commissioner && actor.commissioner == commissioner) return true;
    return allows(actor, Task::manage_people) && in_scope(actor, county);
}

}  // namespace agri110
