#include "service/teams.hpp"

#include <algorithm>

namespace agri110::service {
namespace {

bool is_member(storage::Transaction& tx, const Actor& actor, TeamId team)
{
    if (!actor.commissioner) return false;
    const auto mine = storage::list_teams_of(tx, actor.commissioner);
    return std::ranges::find(mine, team, &storage::TeamOfPerson::team) != mine.end();
}

/// A province-wide team serves every county, so every official may look at it.
bool is_visible(storage::Transaction& tx, const Context& context, const Team& team)
{
    const auto& actor = context.actor;
    if (!allows(actor, Task::see_people)) return false;
    return in_scope(actor, team.region) || is_member(tx, actor, team.id) ||
           (!actor.commissioner && context.knowledge().regions.contains(team.region, actor.region));
}

bool may_manage(const Actor& actor, const Team& team)
{
    return allows(actor, Task::manage_teams) && in_scope(actor, team.region);
}

Outcome<storage::TeamRow> open_managed(storage::Transaction& tx, const Context& context, const TeamTicket& ticket)
{
    auto row = storage::find_team(tx, ticket.id);
    if (!row || !is_visible(tx, context, row->team)) return refuse(Fault::not_found, "team.unknown");
    if (!may_manage(context.actor, row->team)) return refuse(Fault::forbidden, "forbidden");
    if (ticket.expected_version && *ticket.expected_version != row->version) return refuse(Fault::stale, "team.stale");
    return std::move(*row);
}

TeamView whole_view(storage::Transaction& tx, const Context& context, TeamId id)
{
    TeamView view{.listed = storage::list_teams(tx, {.only = {id}}).front(),
                  .coverage = storage::list_coverage(tx, id)};
    view.may_manage = may_manage(context.actor, view.listed.row.team);
    const auto today = day_of(context.now);
    for (const auto& member : storage::list_members(tx, id)) {
        CommissionerView person{.listed = storage::find_listed_commissioner(tx, member.commissioner, today).value(),
                                .today = today};
        person.teams = storage::list_teams_of(tx, member.commissioner);
        view.people.emplace_back(std::move(person), member.leader);
    }
    return view;
}

bool name_is_taken(storage::Transaction& tx, const std::string& name, TeamId by_other_than)
{
    const auto other = storage::find_team_by_name(tx, name);
    return other && other->team.id != by_other_than;
}

}  // namespace

Outcome<std::vector<TeamView>> list_teams(storage::Transaction& tx, const Context& context, const TeamQuery& query)
{
    if (!allows(context.actor, Task::see_people)) return refuse(Fault::forbidden, "forbidden");
    storage::TeamFilter filter{.industry = query.industry};
    if (query.region) filter.counties = counties_of(query.region);
    std::vector<TeamView> teams;
    for (const auto& listed : storage::list_teams(tx, filter))
        if (is_visible(tx, context, listed.row.team))
            teams.push_back({.listed = listed, .may_manage = may_manage(context.actor, listed.row.team)});
    return teams;
}

Outcome<TeamView> show_team(storage::Transaction& tx, const Context& context, TeamId id)
{
    const auto row = storage::find_team(tx, id);
    if (!row || !is_visible(tx, context, row->team)) return refuse(Fault::not_found, "team.unknown");
    return whole_view(tx, context, id);
}

Outcome<TeamView> create_team(storage::Transaction& tx, const Context& context, const Team& wanted)
{
    if (!allows(context.actor, Task::manage_teams)) return refuse(Fault::forbidden, "forbidden");
    const auto* region = context.knowledge().regions.find(wanted.region);
    std::vector<FieldError> faults;
    if (!region || region->level == RegionLevel::township) faults.push_back({"region", "field.region.unknown"});
    if (!context.knowledge().crops.find(wanted.industry)) faults.push_back({"industry", "field.crop.unknown"});
    if (!faults.empty()) return refuse(Fault::invalid, "team.invalid", std::move(faults));
    if (!in_scope(context.actor, wanted.region)) return refuse(Fault::forbidden, "team.outside_scope");
    if (name_is_taken(tx, wanted.name, {}))
        return refuse(Fault::conflict, "team.invalid", {{"name", "field.name.taken"}});
    auto team = wanted;
    team.id = context.new_id<TeamId>();
    storage::insert_team(tx, team);
    record_roster_change(tx, context, {}, team.id, "create_team");
    return whole_view(tx, context, team.id);
}

Outcome<TeamView> change_team(storage::Transaction& tx, const Context& context, const TeamTicket& ticket,
                              const TeamChange& change)
{
    auto row = open_managed(tx, context, ticket);
    if (!row) return std::unexpected(row.error());
    if (change.name && name_is_taken(tx, *change.name, ticket.id))
        return refuse(Fault::conflict, "team.invalid", {{"name", "field.name.taken"}});
    row->team.name = change.name.value_or(row->team.name);
    row->team.active = change.active.value_or(row->team.active);
    storage::change_team(tx, *row);
    record_roster_change(tx, context, {}, ticket.id, "change_team");
    return whole_view(tx, context, ticket.id);
}

Outcome<TeamView> add_member(storage::Transaction& tx, const Context& context, const Membership& membership)
{
    if (auto row = open_managed(tx, context, {membership.team, {}}); !row) return std::unexpected(row.error());
    if (!storage::find_commissioner(tx, membership.commissioner))
        return refuse(Fault::invalid, "team.invalid", {{"commissioner", "field.commissioner.unknown"}});
    const auto members = storage::list_members(tx, membership.team);
    const bool already =
        std::ranges::find(members, membership.commissioner, &Membership::commissioner) != members.end();
    if (already && !membership.leader)
        return refuse(Fault::conflict, "team.invalid", {{"commissioner", "field.commissioner.member_already"}});
    if (membership.leader) storage::clear_leader(tx, membership.team);
    if (already)
        storage::set_leader(tx, membership.team, membership.commissioner);
    else
        storage::insert_membership(tx, context.ids->next(context.now), membership, context.now);
    record_roster_change(tx, context, membership.commissioner, membership.team, membership.leader ? "lead" : "join");
    return whole_view(tx, context, membership.team);
}

Outcome<TeamView> remove_member(storage::Transaction& tx, const Context& context, const Membership& membership)
{
    if (auto row = open_managed(tx, context, {membership.team, {}}); !row) return std::unexpected(row.error());
    if (!storage::end_membership(tx, membership.team, membership.commissioner, context.now))
        return refuse(Fault::not_found, "commissioner.unknown");
    record_roster_change(tx, context, membership.commissioner, membership.team, "leave");
    return whole_view(tx, context, membership.team);
}

Outcome<TeamView> add_coverage(storage::Transaction& tx, const Context& context, const Coverage& wanted)
{
    if (auto row = open_managed(tx, context, {wanted.team, {}}); !row) return std::unexpected(row.error());
    std::vector<FieldError> faults;
    if (!wanted.crop.empty() && !context.knowledge().crops.find(wanted.crop))
        faults.push_back({"crop", "field.crop.unknown"});
    if (!context.knowledge().regions.find(wanted.region)) faults.push_back({"region", "field.region.unknown"});
    if (!faults.empty()) return refuse(Fault::invalid, "team.invalid", std::move(faults));
    if (!in_scope(context.actor, wanted.region)) return refuse(Fault::forbidden, "team.outside_scope");
    const auto kept = storage::list_coverage(tx, wanted.team);
    const bool already = std::ranges::any_of(kept, [&](const Coverage& c) {
        return c.crop == wanted.crop && c.region == wanted.region && c.kind == wanted.kind;
    });
    if (already) return refuse(Fault::conflict, "team.invalid", {{"crop", "field.coverage.already"}});
    auto coverage = wanted;
    coverage.id = context.new_id<CoverageId>();
    storage::insert_coverage(tx, coverage, context.now);
    record_roster_change(tx, context, {}, wanted.team, "cover", wanted.crop);
    return whole_view(tx, context, wanted.team);
}

Outcome<TeamView> remove_coverage(storage::Transaction& tx, const Context& context, const Coverage& coverage)
{
    if (auto row = open_managed(tx, context, {coverage.team, {}}); !row) return std::unexpected(row.error());
    if (!storage::end_coverage(tx, coverage.team, coverage.id, context.now))
        return refuse(Fault::not_found, "coverage.unknown");
    record_roster_change(tx, context, {}, coverage.team, "uncover");
    return whole_view(tx, context, coverage.team);
}

}  // namespace agri110::service
