// Turning what decided into codes and arguments. No sentence is made here.
#include "routing/explain.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "routing/scoring.hpp"
#include "routing/weights.hpp"

namespace agri110::routing::explain {
namespace {

template <class Noun>
Argument argument(std::string name, Id<Noun> id)
{
    return {std::move(name), std::to_string(id.value)};
}

Argument argument(std::string name, std::int64_t number)
{
    return {std::move(name), std::to_string(number)};
}

Argument argument(std::string name, std::string_view text)
{
    return {std::move(name), std::string{text}};
}

}  // namespace

void ladder(std::vector<Reason>& reasons, const Need& need, const Ladder& ladder)
{
    if (need.only_team) {
        if (ladder.steps.empty()) reasons.push_back({ReasonCode::team_unknown, {argument("team", *need.only_team)}});
        return;
    }
    if (!ladder.crop_known()) reasons.push_back({ReasonCode::crop_unknown});
    if (ladder.regions.empty()) reasons.push_back({ReasonCode::region_unknown, {argument("region", need.region)}});
    if (ladder.steps.empty() || ladder.steps.front().via == Via::next_county) {
        reasons.push_back({ReasonCode::no_team_covers, {argument("crop", need.crop), argument("region", need.region)}});
    }
}

Reason team(const TeamCandidate& team, const Need& need)
{
    const TeamMatch& match = team.match;
    if (match.via == Via::transfer) return {ReasonCode::team_chosen, {argument("team", team.team)}};
    Reason reason{match.via == Via::coverage ? ReasonCode::team_covers : ReasonCode::team_in_next_county,
                  {argument("team", team.team), argument("crop", match.crop), argument("region", match.region)}};
    if (match.kind_matched) reason.arguments.push_back(argument("kind", name_of(need.kind)));
    return reason;
}

Reason team_has_nobody_free(const TeamCandidate& team)
{
    Reason reason{ReasonCode::team_has_nobody_free, {argument("team", team.team)}};
    for (const SkipReason why : all_skip_reasons()) {
        const auto count = std::ranges::count(team.skipped, why, &Skipped::reason);
        if (count > 0) reason.arguments.push_back(argument(std::string{name_of(why)}, count));
    }
    return reason;
}

void person(std::vector<Reason>& reasons, const Candidate& chosen, const Person& person, const Need& need,
            const Ladder& ladder, const Load& load)
{
    const auto say = [&](ReasonCode code, std::vector<Argument> more) {
        more.insert(more.begin(), argument("commissioner", chosen.commissioner));
        reasons.push_back({code, std::move(more)});
    };
    const auto part = [&](Factor factor) { return chosen.parts[static_cast<std::size_t>(factor)]; };

    if (chosen.stands_in_for) say(ReasonCode::person_stands_in, {argument("absent", *chosen.stands_in_for)});
    if (part(Factor::asked_for).points > 0) say(ReasonCode::person_asked_for, {});
    if (part(Factor::earlier_contact).points > 0) say(ReasonCode::person_helped_before, {});
    if (const Crop* skill = skill_for(person, ladder)) {
        say(ReasonCode::person_knows_crop, {argument("crop", skill->id)});
    }
    if (part(Factor::kind_skill).value > 0) say(ReasonCode::person_knows_kind, {argument("kind", name_of(need.kind))});
    if (part(Factor::distance).points > 0) {
        say(ReasonCode::person_near, {argument("km", std::lround(part(Factor::distance).value))});
    }
    say(ReasonCode::person_has_room, {argument("open", load.open), argument("limit", person.commissioner->load_limit)});
    if (load.answered >= weights.prior_cases) {
        say(ReasonCode::person_record, {argument("answered", load.answered), argument("solved", load.solved)});
    }
}

Reason person_waited_longest(const Person& person)
{
    return {ReasonCode::person_waited_longest, {argument("commissioner", person.id())}};
}

Reason leader_takes_over(const Crew& crew)
{
    return {ReasonCode::leader_takes_over, {argument("team", crew.id()), argument("commissioner", crew.leader->id())}};
}

Reason leader_cannot(const Crew& crew, SkipReason why)
{
    return {
        ReasonCode::leader_cannot,
        {argument("team", crew.id()), argument("commissioner", crew.leader->id()), argument("reason", name_of(why))}};
}

Reason team_has_no_leader(const Crew& crew)
{
    return {ReasonCode::team_has_no_leader, {argument("team", crew.id())}};
}

Reason waits_in_triage(const Need& need)
{
    return {ReasonCode::waits_in_triage, {argument("region", need.region)}};
}

}  // namespace agri110::routing::explain
