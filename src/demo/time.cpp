#include <algorithm>

#include "demo/player.hpp"
#include "service/commissioners.hpp"
#include "service/timers.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"

namespace agri110::demo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr days a_year{365};
constexpr minutes day_breaks_at{15};

/// For std heaps: the later cue comes after the earlier one.
bool later(const Cue& cue, const Cue& other)
{
    return std::tie(cue.at, cue.order) > std::tie(other.at, other.order);
}

/// Moments of a year: more of them towards its end, on working days, and in the hours when people sit down to write.
class Calendar {
public:
    explicit Calendar(Instant now) : now_(now), first_(day_of(now) - a_year)
    {
        for (int day = 0; day <= a_year.count(); ++day) {
            const auto weekday = std::chrono::weekday{first_ + days{day}};
            const bool rest = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
            const double lively = a_year.count() - day < 3 ? 2.4 : 1.0;
            weights_.push_back((0.5 + 0.7 * day / static_cast<double>(a_year.count())) * (rest ? 0.75 : 1) * lively);
        }
    }

    Instant drawn(Dice& dice) const
    {
        constexpr std::array hourly{0.1, 0.0, 0.0, 0.0, 0.1, 0.5, 2.0, 5.0, 9.0, 10.0, 9.5, 8.0,
                                    7.0, 6.0, 6.5, 7.0, 7.0, 6.0, 5.5, 5.0, 3.5, 1.2,  0.6, 0.3};
        for (;;) {
            const auto day = start_of(first_ + days{dice.weighted(weights_)});
            const auto hour = hours{dice.weighted(hourly)};
            const auto at = day + hour + std::chrono::seconds{dice.between(0, 3599)};
            if (at < now_ - minutes{2}) return at;
        }
    }

    Day first() const { return first_; }

private:
    Instant now_;
    Day first_;
    std::vector<double> weights_{};
};

}  // namespace

void push_cue(Scenery& scenery, Cue cue)
{
    cue.order = ++scenery.orders;
    scenery.cues.push_back(cue);
    std::ranges::push_heap(scenery.cues, later);
}

std::optional<Cue> pop_cue(Scenery& scenery)
{
    if (scenery.cues.empty()) return std::nullopt;
    std::ranges::pop_heap(scenery.cues, later);
    const auto cue = scenery.cues.back();
    scenery.cues.pop_back();
    return cue;
}

Scenery set_scenery(const Stage& stage)
{
    const auto& plan = stage.plan;
    Scenery scenery{.dice = Dice(plan.seed + 1),
                    .ids = SimulatedIds(plan.seed + 2),
                    .crowd = Crowd(stage.script, stage.library->knowledge)};
    const Calendar calendar(plan.now);
    const auto& scenes = stage.script->scenes;
    const auto arranged = std::min(scenes.size(), static_cast<std::size_t>(plan.reports));
    for (std::size_t i = 0; i < arranged; ++i) {
        scenery.stories.push_back({.scene = i});
        push_cue(scenery, {.at = plan.now - scenes[i].told, .story = i});
    }
    for (auto i = arranged; i < static_cast<std::size_t>(plan.reports); ++i) {
        scenery.stories.push_back({});
        push_cue(scenery, {.at = calendar.drawn(scenery.dice), .story = i});
    }
    for (auto day = calendar.first(); day <= day_of(plan.now); day += days{1})
        if (const auto breaks = start_of(day) + day_breaks_at; breaks < plan.now) push_cue(scenery, {.at = breaks});
    scenery.now = start_of(calendar.first());
    return scenery;
}

Outcome<Scenery> play_on(storage::Transaction& tx, const Scenery& before, const Stage& stage, const int& steps)
{
    Scenery scenery = before;
    Player player(tx, stage, scenery);
    for (int i = 0; i < steps && !scenery.over; ++i) scenery.over = !player.step();
    return scenery;
}

bool Player::step()
{
    const auto next = scenery_.cues.empty() ? stage_.plan.now : scenery_.cues.front().at;
    if (pass_deadline_before(next)) return true;
    const auto cue = pop_cue(scenery_);
    if (!cue) return false;
    scenery_.now = std::max(scenery_.now, cue->at);
    play(*cue);
    return true;
}

bool Player::pass_deadline_before(Instant until)
{
    auto context = this->context({.role = Role::system});
    context.now = until;
    const auto due = service::find_due(tx_, context, 1);
    if (due->empty()) return false;

    const auto& first = due->front();
    const auto running = storage::list_deadlines(tx_, first.report);
    context.now = std::max(scenery_.now, std::ranges::find(running, first.kind, &Deadline::kind)->due);
    scenery_.now = context.now;
    if (service::pass_deadline(tx_, context, first).value())
        follow(scenery_.by_report.at(first.report), storage::find_report_unscoped(tx_, first.report).value());
    return true;
}

/// What the service and the office do at night. Those who get work by it have to be told what to do next.
void Player::break_day()
{
    const auto today = day_of(scenery_.now);
    std::vector<CommissionerId> leaving = storage::list_holders_without_term(tx_, today);
    for (const auto& worker : stage_.office->workers)
        if (worker.suspended_on == today) leaving.push_back(worker.actor.commissioner);
    auto moving = storage::list_offers_to_absent(tx_, today);
    for (const auto person : leaving)
        std::ranges::copy(storage::list_open_reports_of(tx_, person), std::back_inserter(moving));
    std::vector<Report> before;
    for (const auto id : moving) before.push_back(storage::find_report_unscoped(tx_, id).value());

    find_help_without_asking();
    suspend_those_of(today);
    service::hand_over(tx_, context({.role = Role::system})).value();
    for (const auto& report : before) {
        const auto after = storage::find_report_unscoped(tx_, report.id).value();
        if (after.version != report.version) follow(scenery_.by_report.at(report.id), after);
    }
}

void Player::suspend_those_of(Day today)
{
    for (const auto& worker : stage_.office->workers) {
        if (worker.suspended_on != today) continue;
        const auto person = storage::find_commissioner(tx_, worker.actor.commissioner).value().person;
        service::suspend_commissioner(tx_, context(stage_.office->official_of(person.county)), {person.id},
                                      line("suspend"))
            .value();
    }
}

void Player::play(const Cue& cue)
{
    if (!cue.story) return break_day();
    if (cue.deed == Deed::tell) return tell(*cue.story);
    const auto report = storage::find_report_unscoped(tx_, story(*cue.story).report).value();
    if (cue.version != 0 && cue.version != report.version) return;
    if (is_needless(cue.deed, story(*cue.story), report)) return;
    const auto done = do_deed(cue.deed, story(*cue.story), report);
    if (done)
        follow(*cue.story, done->report);
    else
        ++scenery_.refused[done.error().code];
}

}  // namespace agri110::demo
