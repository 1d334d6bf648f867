#include <algorithm>

#include "demo/player.hpp"

namespace agri110::demo {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::minutes;

constexpr int placings_at_most = 3;
constexpr minutes morning{6h + 40min};
constexpr minutes evening{22h + 30min};

}  // namespace

/// Draws how the report will go. The shares are chosen so that every list and figure has something in it.
void Player::destine(std::size_t index)
{
    auto& of = story(index);
    auto& d = dice();
    of.spam = !of.scene && d.chance(0.008);
    of.vague = !of.scene && d.chance(0.035);
    if (!of.scene && d.chance(0.03)) of.twin = twin_of(index);
    if (d.chance(0.06)) of.ignored = d.chance(0.04) ? 12 : d.between(1, 2);
    of.refused = d.chance(0.05);
    of.classifies = !of.vague && d.chance(0.75);
    of.asks = d.chance(0.16);
    of.visits = d.chance(0.26);
    of.visits_first = of.visits && d.chance(0.35);
    of.late = d.chance(0.07);
    of.neglected = d.chance(0.02);
    of.asks_on = d.chance(0.14);
    of.resolves = d.chance(0.2);
    of.withdraws = d.chance(0.02);
    of.reopens = d.chance(0.03);
    of.verdict = drawn_verdict(false);
    choose_topic(of);
}

/// A report told lately, about the same trouble, for this one to repeat.
std::optional<std::size_t> Player::twin_of(std::size_t index) const
{
    const auto& latest = scenery_.latest;
    for (auto other = latest.rbegin(); other != latest.rend(); ++other) {
        const auto& of = scenery_.stories.at(*other);
        if (*other != index && of.report && !of.vague && !of.spam && !of.repeats) return *other;
    }
    return std::nullopt;
}

std::optional<Feedback> Player::drawn_verdict(bool again)
{
    constexpr std::array verdicts{Feedback::solved, Feedback::better, Feedback::unsolved, Feedback::not_tried};
    const auto drawn =
        dice().weighted(again ? std::array{46.0, 22.0, 9.0, 2.0, 21.0} : std::array{48.0, 15.0, 8.0, 4.0, 25.0});
    if (drawn == verdicts.size()) return std::nullopt;
    return verdicts.at(drawn);
}

void Player::follow(std::size_t index, const Report& report)
{
    if (story(index).scene) return;
    switch (report.state) {
        case State::triage:
            return follow_waiting(index, report);
        case State::assigned:
        case State::escalated:
            return follow_offer(index, report);
        case State::accepted:
        case State::visit_planned:
            return follow_work(index, report);
        case State::answered:
        case State::resolved:
            return follow_answer(index, report);
        case State::closed:
            if (story(index).reopens) cue(index, report, Deed::reopen, in(2 * 24h, 25 * 24h));
            return;
        case State::submitted:
        case State::withdrawn:
        case State::duplicate:
        case State::rejected:
            return;
    }
}

/// The office looks at its queue a few times a day.
void Player::follow_waiting(std::size_t index, const Report& report)
{
    const auto& of = story(index);
    if (of.spam) return cue(index, report, Deed::reject, in(20min, 12h));
    if (of.placings < placings_at_most) cue(index, report, Deed::place, in(15min, of.vague ? 30h : 10h));
}

void Player::follow_offer(std::size_t index, const Report& report)
{
    auto& of = story(index);
    if (of.spam) return cue(index, report, Deed::reject, in(20min, 3h));
    if (of.twin) return cue(index, report, Deed::mark_duplicate, in(10min, 3h));
    if (of.withdraws) return cue(index, report, Deed::withdraw, in(10min, 2h));
    if (of.ignored > 0) {
        --of.ignored;
        return;
    }
    if (of.refused) return cue(index, report, Deed::refuse, in(5min, 2h));
    const auto pace = stage_.office->worker(report.commissioner).pace;
    const minutes shortest = pace == Pace::quick ? 3min : pace == Pace::steady ? 10min : 40min;
    const minutes longest = pace == Pace::quick ? 70min : pace == Pace::steady ? 200min : 420min;
    const int haste = report.urgency == Urgency::urgent ? 5 : 1;
    const auto at = scenery_.now + dice().wait(shortest / haste, longest / haste);
    cue(index, report, Deed::accept, report.urgency == Urgency::urgent ? at : daytime(at));
}

void Player::follow_work(std::size_t index, const Report& report)
{
    auto& of = story(index);
    const int haste = report.urgency == Urgency::urgent ? 4 : 1;
    if (of.neglected) return cue(index, report, Deed::transfer, in(2 * 24h, 8 * 24h));
    if (of.waits_for_reply) {
        of.waits_for_reply = false;  // once asked, it is not asked for again
        if (dice().chance(0.85)) return cue(index, report, Deed::reply, in(20min, 20h));
    }
    if (of.classifies && report.kind == ProblemKind::other) return cue(index, report, Deed::classify, in(1min, 20min));
    if (of.asks) return cue(index, report, Deed::ask, in(5min, 3h));
    if (report.state == State::visit_planned && report.visit && report.visit->at > scenery_.now)
        return cue(index, report, Deed::answer, report.visit->at + dice().wait(30min, 6h));
    const bool waited_for = report.first_answer_at.has_value();
    if (of.visits && (of.visits_first || waited_for)) return cue(index, report, Deed::plan_visit, in(20min, 5h));
    if (of.late && !report.answer_missed) return cue(index, report, Deed::answer, in(25h, 60h));
    cue(index, report, Deed::answer, in(15min / haste, 14h / haste));
}

void Player::follow_answer(std::size_t index, const Report& report)
{
    auto& of = story(index);
    const bool answered = report.state == State::answered;
    if (answered && of.visits) return cue(index, report, Deed::plan_visit, in(30min, 20h));
    if (answered && of.asks_on) return cue(index, report, Deed::follow_up, in(1h, 30h));
    if (answered && of.resolves) return cue(index, report, Deed::resolve, in(18h, 80h));
    if (of.verdict) cue(index, report, Deed::confirm, in(5h, 6 * 24h));
}

void Player::cue(std::size_t index, const Report& report, Deed deed, Instant at)
{
    if (at < stage_.plan.now) push_cue(scenery_, {.at = at, .story = index, .version = report.version, .deed = deed});
}

void Player::cue_scene(std::size_t index)
{
    const auto& scene = stage_.script->scenes.at(story(index).scene.value());
    for (const auto& step : scene.steps)
        push_cue(scenery_, {.at = stage_.plan.now - step.ago, .story = index, .deed = step.deed});
}

Instant Player::in(minutes shortest, minutes longest)
{
    return daytime(scenery_.now + dice().wait(shortest, longest));
}

/// People sleep: what would happen at night happens in the morning.
Instant Player::daytime(Instant at)
{
    const auto midnight = start_of(day_of(at));
    const auto clock = at - midnight;
    if (clock < morning) return midnight + morning + dice().wait(0min, 150min);
    if (clock > evening) return midnight + days{1} + morning + dice().wait(0min, 150min);
    return at;
}

}  // namespace agri110::demo
