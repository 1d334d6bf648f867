// Down the ladder team by team; then the leader of the best team; then the office's queue.
#include "routing/decide.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

#include "routing/availability.hpp"
#include "routing/explain.hpp"
#include "routing/ladder.hpp"
#include "routing/scoring.hpp"

namespace agri110::routing {
namespace {

using Steps = std::span<const Step>;

/// Called with the steps whose people are looked at next, before their loads are needed.
using BeforeAsking = std::function<void(Steps)>;

struct Inquiry {
    const Snapshot& snapshot;
    const Need& need;
    const Loads& loads;
    const BeforeAsking& before_asking;
    Ladder ladder;
};

// Two colleagues on leave may have named the same stand-in: the one who knows the reporter is the one spoken of.
void add_stand_in(std::vector<Taker>& takers, const Taker& taker, const Need& need)
{
    const auto listed = std::ranges::find(takers, taker.person, &Taker::person);
    if (listed == takers.end()) {
        takers.push_back(taker);
        return;
    }
    const auto rank = [&need](const Taker& each) {
        const int contact = earlier_contact(each, need);
        return contact == 0 ? need.helped_before.size() + 1 : static_cast<std::size_t>(contact);
    };
    if (!listed->stands_in_for || rank(taker) < rank(*listed)) listed->stands_in_for = taker.stands_in_for;
}

// Hands the place of somebody on leave to the last of the chain, or notes why that one cannot either.
void pass_on(const Inquiry& inquiry, const Person& away, Skipped& skipped, std::vector<Taker>& stand_ins)
{
    const auto chain = stand_ins_for(inquiry.snapshot, away, day_of(inquiry.need.now));
    if (chain.empty()) return;
    for (const Person* person : chain) skipped.stand_ins.push_back(person->id());
    const Person& last = *chain.back();
    skipped.stand_in_reason = cannot_take(last, inquiry.need, load_of(last, inquiry.loads));
    if (!skipped.stand_in_reason) stand_ins.push_back({&last, away.id()});
}

template <class Row>
int cut_to(std::vector<Row>& rows, std::size_t most)
{
    const std::size_t cut = rows.size() - std::min(rows.size(), most);
    rows.erase(rows.end() - static_cast<std::ptrdiff_t>(cut), rows.end());
    return static_cast<int>(cut);
}

TeamCandidate listed(const Step& step)
{
    return {.team = step.crew->id(),
            .match = {.via = step.via,
                      .crop = step.crop == nullptr ? std::string{} : step.crop->id,
                      .region = step.region,
                      .crop_steps = step.crop_steps,
                      .region_steps = step.region_steps,
                      .kind_matched = step.kind_matched}};
}

// Every member ends up in one of the two lists; stand-ins join the candidates.
TeamCandidate examine(const Inquiry& inquiry, const Step& step)
{
    TeamCandidate team = listed(step);
    team.asked = true;
    std::vector<Taker> takers;
    std::vector<Taker> stand_ins;
    takers.reserve(step.crew->members.size());
    for (const Person* member : step.crew->members) {
        const auto reason = cannot_take(*member, inquiry.need, load_of(*member, inquiry.loads));
        if (!reason) {
            takers.push_back({member});
            continue;
        }
        Skipped& skipped = team.skipped.emplace_back(Skipped{.commissioner = member->id(), .reason = *reason});
        if (*reason == SkipReason::absent) pass_on(inquiry, *member, skipped, stand_ins);
    }
    for (const Taker& stand_in : stand_ins) add_stand_in(takers, stand_in, inquiry.need);

    team.candidates.reserve(takers.size());
    for (const Taker& taker : takers) {
        team.candidates.push_back(score(taker, inquiry.need, inquiry.ladder, load_of(*taker.person, inquiry.loads),
                                        inquiry.snapshot.regions()));
    }
    std::ranges::sort(team.candidates, better);
    return team;
}

// The best person of several equally specific teams; nullptr when none of them has anybody.
const TeamCandidate* best_of(std::span<const TeamCandidate> teams)
{
    const TeamCandidate* best = nullptr;
    for (const TeamCandidate& team : teams) {
        if (team.candidates.empty()) continue;
        if (best == nullptr || better(team.candidates.front(), best->candidates.front())) best = &team;
    }
    return best;
}

void escalate(const Inquiry& inquiry, Decision& decision)
{
    const Steps steps = inquiry.ladder.steps;
    // The next county's leader is not answerable for this one.
    if (steps.empty() || steps.front().via == Via::next_county) return;
    const Crew& best = *steps.front().crew;
    if (best.leader == nullptr) {
        decision.reasons.push_back(explain::team_has_no_leader(best));
        return;
    }
    if (const auto reason = cannot_be_asked(*best.leader, inquiry.need)) {
        decision.reasons.push_back(explain::leader_cannot(best, *reason));
        return;
    }
    decision.verdict = Verdict::escalated;
    decision.team = best.id();
    decision.commissioner = best.leader->id();
    decision.reasons.push_back(explain::leader_takes_over(best));
}

// True when only the wait told `chosen` from the next best of all who were asked.
bool won_by_waiting(const Candidate& chosen, std::span<const TeamCandidate> asked)
{
    const Candidate* next = nullptr;
    for (const TeamCandidate& team : asked) {
        for (const Candidate& other : team.candidates) {
            if (other.commissioner == chosen.commissioner) continue;
            if (next == nullptr || better(other, *next)) next = &other;
        }
    }
    return next != nullptr && next->score == chosen.score && next->last_assigned != chosen.last_assigned;
}

void assign(const Inquiry& inquiry, const TeamCandidate& team, std::span<const TeamCandidate> asked, Decision& decision)
{
    const Candidate& chosen = team.candidates.front();
    decision.verdict = Verdict::assigned;
    decision.team = team.team;
    decision.commissioner = chosen.commissioner;
    const Person& person = *inquiry.snapshot.find(chosen.commissioner);
    const Load& load = load_of(person, inquiry.loads);
    decision.reasons.push_back(explain::team(team, inquiry.need));
    explain::person(decision.reasons, chosen, person, inquiry.need, inquiry.ladder, load);
    if (won_by_waiting(chosen, asked)) decision.reasons.push_back(explain::person_waited_longest(person));
}

// Asks the teams of the ladder, equally specific ones together, until one has somebody. True when assigned.
bool ask_down(const Inquiry& inquiry, Decision& decision)
{
    const Steps steps = inquiry.ladder.steps;
    std::size_t next = 0;
    while (next < steps.size()) {
        const std::size_t first = next;
        while (next < steps.size() && equally_specific(steps[first], steps[next])) ++next;
        const Steps equals = steps.subspan(first, next - first);
        inquiry.before_asking(equals);
        for (const Step& step : equals) decision.teams.push_back(examine(inquiry, step));
        const std::span asked = std::span{decision.teams}.subspan(first);
        if (const TeamCandidate* team = best_of(asked)) {
            assign(inquiry, *team, asked, decision);
            for (; next < steps.size(); ++next) decision.teams.push_back(listed(steps[next]));
            return true;
        }
        for (const TeamCandidate& team : asked) decision.reasons.push_back(explain::team_has_nobody_free(team));
    }
    return false;
}

// Members and their stand-ins, in id order, each once.
std::vector<CommissionerId> people_of(Steps steps, const Snapshot& snapshot, Day day)
{
    std::vector<CommissionerId> people;
    for (const Step& step : steps) {
        for (const Person* member : step.crew->members) {
            people.push_back(member->id());
            if (member->absence_on(day) == nullptr) continue;
            for (const Person* stand_in : stand_ins_for(snapshot, *member, day)) people.push_back(stand_in->id());
        }
    }
    std::ranges::sort(people);
    const auto repeated = std::ranges::unique(people);
    people.erase(repeated.begin(), repeated.end());
    return people;
}

Decision walk(const Snapshot& snapshot, const Need& need, const Loads& loads, const BeforeAsking& before_asking)
{
    const Inquiry inquiry{snapshot, need, loads, before_asking, ladder_for(snapshot, need)};
    Decision decision{.more_teams = inquiry.ladder.more_teams, .snapshot_version = snapshot.version()};
    decision.teams.reserve(inquiry.ladder.steps.size());
    explain::ladder(decision.reasons, need, inquiry.ladder);
    if (!ask_down(inquiry, decision)) escalate(inquiry, decision);
    if (decision.verdict == Verdict::triage) decision.reasons.push_back(explain::waits_in_triage(need));

    for (TeamCandidate& team : decision.teams) {
        team.more_candidates = cut_to(team.candidates, candidates_listed_at_most);
        team.more_skipped = cut_to(team.skipped, skipped_listed_at_most);
    }
    return decision;
}

}  // namespace

Decision decide(const Snapshot& snapshot, const Need& need, const Loads& loads)
{
    return walk(snapshot, need, loads, [](Steps) {});
}

Decision decide(const Snapshot& snapshot, const Need& need, const AskLoads& ask)
{
    Loads loads;
    return walk(snapshot, need, loads,
                [&](Steps steps) { loads.merge(ask(people_of(steps, snapshot, day_of(need.now)))); });
}

}  // namespace agri110::routing
