// Points are whole numbers, so that people who differ by nothing that matters tie, and the longest idle is asked.
#include "routing/scoring.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "routing/weights.hpp"

namespace agri110::routing {
namespace {

int share_of(int points, double share)
{
    return static_cast<int>(std::lround(points * std::clamp(share, 0.0, 1.0)));
}

bool is_or_stands_in_for(const Taker& taker, CommissionerId id)
{
    return taker.person->id() == id || taker.stands_in_for == id;
}

ScorePart asked_for_part(const Taker& taker, const Need& need)
{
    const bool asked = need.asked_for && is_or_stands_in_for(taker, *need.asked_for);
    return {Factor::asked_for, asked ? 1.0 : 0.0, asked ? weights.asked_for : 0};
}

ScorePart crop_part(const Person& person, const Ladder& ladder)
{
    const Crop* skill = skill_for(person, ladder);
    if (skill == nullptr) return {Factor::crop_skill, -1, 0};
    const auto steps = static_cast<std::size_t>(std::ranges::find(ladder.crops, skill) - ladder.crops.begin());
    return {Factor::crop_skill, static_cast<double>(steps),
            weights.crop_skill[std::min(steps, weights.crop_skill.size() - 1)]};
}

ScorePart kind_part(const Commissioner& commissioner, ProblemKind kind)
{
    if (commissioner.kinds.empty()) return {Factor::kind_skill, 0, weights.kind_open};
    if (std::ranges::find(commissioner.kinds, kind) != commissioner.kinds.end())
        return {Factor::kind_skill, 1, weights.kind_declared};
    return {Factor::kind_skill, -1, 0};
}

ScorePart contact_part(const Taker& taker, const Need& need)
{
    const int contact = earlier_contact(taker, need);
    const int points = contact == 0 ? 0 : contact == 1 ? weights.served_last : weights.served_earlier;
    return {Factor::earlier_contact, static_cast<double>(contact), points};
}

ScorePart distance_part(RegionCode works_in, RegionCode county, Urgency urgency, const RegionTree& regions)
{
    // The tree answers 0 km for what it does not know, which would make strangers the nearest of all.
    if (!regions.is_county(works_in) || !regions.is_county(county)) return {Factor::distance, -1, 0};
    const double km = works_in == county ? 0 : regions.distance_km(works_in, county);
    const int full = urgency == Urgency::urgent ? weights.near_when_urgent : weights.near;
    return {Factor::distance, km, share_of(full, 1 - km / weights.far_km)};
}

ScorePart load_part(const Commissioner& commissioner, const Load& load)
{
    const double used = static_cast<double>(load.open) / std::max(commissioner.load_limit, 1);
    return {Factor::load, used, share_of(weights.room, 1 - used)};
}

ScorePart record_part(const Load& load)
{
    const double rate = (load.solved + weights.prior_solved) / (load.answered + weights.prior_cases);
    return {Factor::record, rate, share_of(weights.record, rate)};
}

}  // namespace

Candidate score(const Taker& taker, const Need& need, const Ladder& ladder, const Load& load, const RegionTree& regions)
{
    const Commissioner& commissioner = *taker.person->commissioner;
    Candidate candidate{
        .commissioner = commissioner.id,
        .parts = {asked_for_part(taker, need), crop_part(*taker.person, ladder), kind_part(commissioner, need.kind),
                  contact_part(taker, need), distance_part(commissioner.county, ladder.county, need.urgency, regions),
                  load_part(commissioner, load), record_part(load)},
        .last_assigned = load.last_assigned,
        .stands_in_for = taker.stands_in_for};
    for (const ScorePart& part : candidate.parts) candidate.score += part.points;
    return candidate;
}

const Crop* skill_for(const Person& person, const Ladder& ladder)
{
    for (const Crop* crop : ladder.crops) {
        if (std::ranges::find(person.skills, crop) != person.skills.end()) return crop;
    }
    return nullptr;
}

int earlier_contact(const Taker& taker, const Need& need)
{
    const auto served =
        std::ranges::find_if(need.helped_before, [&](CommissionerId id) { return is_or_stands_in_for(taker, id); });
    return served == need.helped_before.end() ? 0 : static_cast<int>(served - need.helped_before.begin()) + 1;
}

bool better(const Candidate& candidate, const Candidate& other)
{
    return std::tuple(-candidate.score, candidate.last_assigned, candidate.commissioner) <
           std::tuple(-other.score, other.last_assigned, other.commissioner);
}

}  // namespace agri110::routing
