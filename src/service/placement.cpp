#include "service/placement.hpp"

#include <algorithm>

#include "routing/decide.hpp"
#include "service/notices.hpp"
#include "storage/history.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"
#include "storage/teams.hpp"

namespace agri110::service {
namespace {

constexpr int helpers_remembered = 5;

routing::AskLoads live_loads(storage::Transaction& tx)
{
    return [&tx](const std::vector<CommissionerId>& people) {
        routing::Loads loads;
        for (const auto& [person, live] : storage::list_loads(tx, people))
            loads[person] = {live.open, live.last_assigned, live.answered, live.solved};
        return loads;
    };
}

void name_person(NamedDecision& named, const routing::Snapshot& snapshot, CommissionerId id)
{
    const auto* person = snapshot.find(id);
    if (!person) return;
    const auto& c = *person->commissioner;
    named.people[id.value] = {c.name, c.organisation, c.title};
}

void name_team(NamedDecision& named, const routing::Snapshot& snapshot, TeamId id)
{
    if (const auto* crew = snapshot.find(id)) named.teams[id.value] = crew->team->name;
}

/// See routing::ReasonCode for what arguments mean.
void name_those_spoken_of(NamedDecision& named, const routing::Snapshot& snapshot)
{
    for (const auto& reason : named.decision.reasons)
        for (const auto& [name, value] : reason.arguments) {
            if (name == "team") name_team(named, snapshot, {std::stoll(value)});
            if (name == "commissioner" || name == "absent") name_person(named, snapshot, {std::stoll(value)});
        }
}

routing::Need need_of(storage::Transaction& tx, const Report& report, const Wish& wish, Instant now)
{
    routing::Need need{.crop = report.crop,
                       .region = report.place.township ? report.place.township : report.place.county,
                       .kind = report.kind,
                       .urgency = report.urgency,
                       .helped_before = storage::list_earlier_helpers(tx, report.reporter_id, helpers_remembered),
                       .declined = storage::list_declined(tx, report.id),
                       .only_team = wish.team,
                       .asked_for = wish.commissioner,
                       .now = now};
    need.declined.insert(need.declined.end(), wish.not_these.begin(), wish.not_these.end());
    // A person who once refused may be asked again by name.
    if (wish.commissioner) std::erase(need.declined, *wish.commissioner);
    return need;
}

/// A wished person is looked for in a team of theirs: the report's own if possible.
std::optional<TeamId> team_for(storage::Transaction& tx, const Report& report, const Wish& wish)
{
    if (wish.team || !wish.commissioner) return wish.team;
    const auto teams = storage::list_teams_of(tx, *wish.commissioner);
    const auto same = std::ranges::find(teams, report.team, &storage::TeamOfPerson::team);
    if (same != teams.end()) return same->team;
    return teams.empty() ? std::nullopt : std::optional(teams.front().team);
}

void offer(ReportEdit& edit, const NamedDecision& named, Action action)
{
    auto& report = edit.report();
    report.team = *named.decision.team;
    report.commissioner = *named.decision.commissioner;
    edit.move_by_itself(action, named.people.at(report.commissioner.value).name);
}

void record_offer(ReportEdit& edit)
{
    const auto& report = edit.report();
    const auto now = edit.context().now;
    storage::insert_assignment(edit.tx(), {edit.context().new_id<AssignmentId>(), report.id, report.team,
                                           report.commissioner, now, edit.due(DeadlineKind::accept).value_or(now)});
    storage::set_last_assigned(edit.tx(), report.commissioner, now);
}

}  // namespace

NamedDecision decide(storage::Transaction& tx, const Context& context, const routing::Need& need)
{
    const auto snapshot = context.rosters->snapshot(tx, context.library->knowledge, day_of(context.now));
    NamedDecision named{.at = context.now, .decision = routing::decide(*snapshot, need, live_loads(tx))};
    name_those_spoken_of(named, *snapshot);
    return named;
}

void name_everybody(storage::Transaction& tx, NamedDecision& named)
{
    const auto name = [&](CommissionerId id) {
        if (named.people.contains(id.value)) return;
        if (const auto found = storage::find_commissioner(tx, id))
            named.people[id.value] = {found->person.name, found->person.organisation, found->person.title};
    };
    for (const auto& candidate : named.decision.teams) {
        if (!named.teams.contains(candidate.team.value))
            if (const auto found = storage::find_team(tx, candidate.team))
                named.teams[candidate.team.value] = found->team.name;
        for (const auto& person : candidate.candidates) name(person.commissioner);
        for (const auto& skipped : candidate.skipped) name(skipped.commissioner);
    }
}

Outcome<NamedDecision> place(ReportEdit& edit, const Wish& asked)
{
    auto& tx = edit.tx();
    const auto& context = edit.context();
    auto wish = asked;
    wish.team = team_for(tx, edit.report(), asked);
    if (wish.commissioner && !wish.team) return refuse(Fault::conflict, "transfer.person_without_team");

    auto named = decide(tx, context, need_of(tx, edit.report(), wish, context.now));
    const auto& decision = named.decision;
    if (wish.commissioner && decision.commissioner != wish.commissioner)
        return refuse(Fault::conflict, "transfer.person_unable");

    switch (decision.verdict) {
        case routing::Verdict::assigned:
            offer(edit, named, Action::assign);
            break;
        case routing::Verdict::escalated:
            offer(edit, named, Action::escalate);
            break;
        case routing::Verdict::triage:
            edit.report().team = {};
            edit.report().commissioner = {};
            edit.move_by_itself(Action::queue);
            break;
    }
    edit.finish();
    if (edit.report().commissioner) record_offer(edit);
    storage::insert_routing_decision(tx, context.ids->next(context.now), edit.report().id, context.now,
                                     write_decision(named));
    notify_placed(edit, named);
    return named;
}

}  // namespace agri110::service
