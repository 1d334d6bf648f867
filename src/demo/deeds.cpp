#include <algorithm>
#include <ranges>

#include "demo/player.hpp"
#include "service/documents.hpp"
#include "service/reporter_says.hpp"
#include "service/solved_cases.hpp"
#include "service/submit_report.hpp"
#include "service/suggestions.hpp"
#include "storage/reports.hpp"

namespace agri110::demo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t latest_kept = 20;
constexpr double answers_first_questions = 0.45;

/// By the number of the report, not by dice: who looks something up changes nothing else of the play. Numbers follow
/// the clock, so their digits are mixed first.
std::uint64_t lot_of(const Report& report)
{
    return (static_cast<std::uint64_t>(report.id.value) * 0x9E3779B97F4A7C15U) >> 32U;
}
bool looked_up(const Report& report)
{
    return lot_of(report) % 3 == 0;
}
bool worth_a_case(const Report& report)
{
    return lot_of(report) / 3 % 7 < 2;
}

void remember(std::vector<std::size_t>& latest, std::size_t index)
{
    if (latest.size() == latest_kept) latest.erase(latest.begin());
    latest.push_back(index);
}

}  // namespace

service::Context Player::context(Actor actor) const
{
    actor.sender = "demo";
    return {std::move(actor), scenery_.now, stage_.library, &scenery_.ids, stage_.rosters, stage_.limits};
}

service::Context Player::as_holder(const Report& report) const
{
    return context(stage_.office->worker(report.commissioner).actor);
}

service::Context Player::as_reporter(const Report& report) const
{
    return context({.role = Role::reporter, .token = report.token});
}

service::Context Player::as_office(const Report& report) const
{
    return context(stage_.office->in_charge_of(report.place.county));
}

service::Context Player::as_leader_or_office(const Report& report) const
{
    const auto leader = stage_.office->leaders.find(report.team);
    if (leader == stage_.office->leaders.end() || leader->second == report.commissioner) return as_office(report);
    return context(stage_.office->worker(leader->second).actor);
}

void Player::tell(std::size_t index)
{
    auto& told = story(index);
    destine(index);
    const auto draft = draft_of(told);
    const Report nowhere{.place = draft.place};
    const auto as = draft.channel == IntakeChannel::web ? context({.role = Role::anyone}) : as_office(nowhere);
    const auto receipt = service::submit_report(tx_, as, draft, service::understand_draft(as, draft));
    ++scenery_.told;
    if (!receipt) {
        ++scenery_.refused[receipt.error().code];
        return;
    }
    told.report = receipt->report.id;
    scenery_.by_report[told.report] = index;
    remember(scenery_.latest, index);
    if (told.scene)
        cue_scene(index);
    else
        follow(index, receipt->report);
}

/// Crop, county and farmer: as arranged, as another has told just before, or as the season has it.
void Player::choose_topic(Story& told)
{
    auto& crowd = scenery_.crowd;
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{day_of(scenery_.now)}.month()) - 1;
    if (told.twin) {
        told.repeats = true;
        told.topic = story(*told.twin).topic;
        const auto& other = crowd.farmer(story(*told.twin).farmer);
        told.farmer = crowd.somebody(dice(), other.county, told.topic.subject);
        return;
    }
    const auto* scene = told.scene ? &stage_.script->scenes.at(*told.scene) : nullptr;
    told.topic = scene && !scene->crop.empty() ? crowd.topic_of(dice(), scene->crop) : crowd.topic(dice(), month);
    told.vague = told.vague || (scene && scene->crop.empty());
    const auto county = scene ? scene->county : crowd.county_for(dice(), told.topic.subject);
    told.farmer = crowd.somebody(dice(), county, told.topic.subject);
}

/// What a farmer taps and types in a hurry: most of the questions with choices, few dead animals, a height.
std::vector<GivenAnswer> Player::answers_about(const Topic& topic)
{
    const auto& knowledge = *stage_.library->knowledge;
    const auto& subject = stage_.script->subjects.at(topic.subject);
    const auto kind = subject.problems.at(topic.problem).kind;
    std::vector<GivenAnswer> answers;
    for (const auto* question : questions_for(knowledge.first_questions, knowledge.crops, subject.crop, kind)) {
        // The last two choices are the alarming ones, and those for whoever does not know.
        const int calm = std::max(0, static_cast<int>(question->choices.size()) - 3);
        if (question->type == FirstQuestion::Type::choice && dice().chance(0.8))
            answers.push_back(
                {question->id, question->choices.at(static_cast<std::size_t>(dice().between(0, calm))).id});
        else if (question->id == "altitude" && dice().chance(0.5))
            answers.push_back({question->id, std::to_string(100 * dice().between(8, 23))});
        else if (question->id == "herd")
            answers.push_back({question->id, std::to_string(dice().between(20, 80))});
        else if (question->id == "dead")
            answers.push_back({question->id, std::to_string(dice().between(0, 2))});
    }
    return answers;
}

ReportDraft Player::draft_of(const Story& told)
{
    const auto& farmer = scenery_.crowd.farmer(told.farmer);
    ReportDraft draft{.reporter = farmer.details,
                      .place = {farmer.county, farmer.township, farmer.village},
                      .notice_version = stage_.library->knowledge->messages.text("privacy.version")};
    draft.exact_place = dice().chance(0.7);
    if (told.vague || told.spam) {
        draft.text = line(told.spam ? "spam" : "vague");
        return draft;
    }
    draft.text = scenery_.crowd.told(dice(), farmer, told.topic);
    if (dice().chance(answers_first_questions)) draft.answers = answers_about(told.topic);
    if (dice().chance(0.55)) draft.crop = stage_.script->subjects.at(told.topic.subject).crop;
    constexpr std::array channels{IntakeChannel::web, IntakeChannel::hotline, IntakeChannel::informant};
    if (!told.scene) draft.channel = channels.at(dice().weighted(std::array{74.0, 20.0, 6.0}));
    return draft;
}

bool Player::is_needless(Deed deed, const Story& of, const Report& report) const
{
    const bool offered = report.state == State::assigned || report.state == State::escalated;
    if (deed == Deed::refuse) return report.state != State::assigned;
    if (deed == Deed::accept) return !offered;
    return deed == Deed::transfer && of.scene && report.commissioner == receiver_of(of, report);
}

/// Whom the scene wants to have the report.
std::optional<CommissionerId> Player::receiver_of(const Story& of, const Report& report) const
{
    const auto to = of.scene ? stage_.script->scenes.at(*of.scene).to : Scene::Receiver::anyone;
    if (to == Scene::Receiver::holder) return stage_.office->holder;
    const auto leader = stage_.office->leaders.find(report.team);
    if (to == Scene::Receiver::anyone || leader == stage_.office->leaders.end()) return std::nullopt;
    return leader->second;
}

Player::Done Player::do_deed(Deed deed, Story& of, const Report& report)
{
    switch (deed) {
        case Deed::tell:
            break;  // opens a story, see tell()
        case Deed::place:
            return place(of, report);
        case Deed::classify:
            return classify(of, report);
        case Deed::accept:
            return service::accept_report(tx_, as_holder(report), {report.id});
        case Deed::refuse:
            return refuse_offer(of, report);
        case Deed::ask:
            return ask(of, report);
        case Deed::reply:
            return reply(of, report);
        case Deed::plan_visit:
            return plan_visit(of, report);
        case Deed::answer:
            return answer(of, report);
        case Deed::follow_up:
            return follow_up(of, report);
        case Deed::resolve:
            return resolve(of, report);
        case Deed::transfer:
            return transfer(of, report);
        case Deed::confirm:
            return confirm(of, report);
        case Deed::withdraw:
            return withdraw(of, report);
        case Deed::reject:
            return reject(of, report);
        case Deed::mark_duplicate:
            return mark_duplicate(of, report);
        case Deed::reopen:
            return reopen(of, report);
    }
    throw std::logic_error("a story is opened once only");
}

/// The office rings the farmer up, learns which crop it is, or hands the report to a team of the province.
Player::Done Player::place(Story& of, const Report& report)
{
    ++of.placings;
    const auto& crop = stage_.script->subjects.at(of.topic.subject).crop;
    if (report.crop != crop) return service::reclassify_report(tx_, as_office(report), {report.id}, {.crop = crop});
    return service::transfer_report(
        tx_, as_office(report), {report.id},
        {.reason = line("transfer"),
         .team = stage_.office->team_to_ask(crop, report.place.county, stage_.library->knowledge->crops)});
}

Player::Done Player::refuse_offer(Story& of, const Report& report)
{
    constexpr std::array reasons{RefusalReason::not_my_field, RefusalReason::too_far, RefusalReason::too_busy,
                                 RefusalReason::on_leave};
    of.refused = false;
    const auto reason = reasons.at(dice().weighted(std::array{4.0, 3.0, 3.0, 1.0}));
    return service::refuse_report(tx_, as_holder(report), {report.id},
                                  {reason, line("refuse_" + std::string(name_of(reason)))});
}

/// Rules cannot name every trouble; the people who read it can.
Player::Done Player::classify(Story& of, const Report& report)
{
    of.classifies = false;
    const auto& topic = of.topic;
    return service::reclassify_report(
        tx_, as_holder(report), {report.id},
        {.kind = stage_.script->subjects.at(topic.subject).problems.at(topic.problem).kind});
}

Player::Done Player::ask(Story& of, const Report& report)
{
    of.asks = false;
    of.waits_for_reply = true;
    return service::ask_reporter(tx_, as_holder(report), {report.id}, {line(of, "question")});
}

Player::Done Player::reply(Story& of, const Report& report)
{
    of.waits_for_reply = false;
    return service::reply_to_report(tx_, as_reporter(report), {line(of, "reply")});
}

Player::Done Player::plan_visit(Story& of, const Report& report)
{
    of.visits = false;
    const auto day = start_of(day_of(scenery_.now) + days{dice().between(1, 4)});
    const auto at = day + hours{dice().between(9, 16)} + minutes{30 * dice().between(0, 1)};
    return service::plan_visit(tx_, as_holder(report), {report.id}, {at, line("visit_note")});
}

Player::Done Player::answer(Story& of, const Report& report)
{
    const bool been_there = report.state == State::visit_planned;
    auto text = line(been_there ? "answer_after_visit" : report.first_answer_at ? "answer_again" : "answer_opening");
    const bool repeats = report.first_answer_at && !been_there;
    text +=
        repeats ? line(of, "second_advice") : scenery_.crowd.advice(dice(), scenery_.crowd.farmer(of.farmer), of.topic);
    text += line("answer_ending");
    text = filled(std::move(text), {{"name", report.reporter.name}});
    service::Writing writing{.text = std::move(text)};
    if (looked_up(report)) {
        const auto found = service::suggest_documents(tx_, as_holder(report), report.id);
        if (!found.value().empty()) writing.inserted.push_back(service::name_of(found.value().front().document.key));
    }
    return service::answer_report(tx_, as_holder(report), {report.id}, writing);
}

Player::Done Player::follow_up(Story& of, const Report& report)
{
    of.asks_on = false;
    return service::reply_to_report(tx_, as_reporter(report), {line("follow_up")});
}

Player::Done Player::resolve(Story& of, const Report& report)
{
    of.resolves = false;
    return service::resolve_report(tx_, as_holder(report), {report.id}, line("resolve_note"));
}

Player::Done Player::transfer(Story& of, const Report& report)
{
    of.neglected = false;
    return service::transfer_report(tx_, as_leader_or_office(report), {report.id},
                                    {.reason = line("transfer"), .commissioner = receiver_of(of, report)});
}

Player::Done Player::confirm(Story& of, const Report& report)
{
    const auto said = of.verdict.value();
    const bool glad = said == Feedback::solved || said == Feedback::better;
    int score = 0;
    if (glad && dice().chance(0.7)) score = said == Feedback::solved ? dice().between(4, 5) : dice().between(3, 4);
    if (said == Feedback::unsolved) score = dice().between(1, 3);
    if (!glad) of.verdict = drawn_verdict(true);
    auto done = service::confirm_report(tx_, as_reporter(report), {said, score, line(name_of(said))});
    if (done && glad && worth_a_case(report)) make_case(done->report);
    return done;
}

/// The holder writes it up; most are read and published, some are sent back or still wait.
void Player::make_case(const Report& report)
{
    const auto draft = service::draft_case(tx_, as_holder(report), report.id);
    if (!draft) return;
    const service::CaseTicket ticket{draft->solved.id, {}};
    const auto reviewer = as_leader_or_office(report);
    switch (lot_of(report) / 21 % 5) {
        case 0:
            return;  // still waits for somebody to read it
        case 1:
            static_cast<void>(service::return_case(tx_, reviewer, ticket, line("case_return")));
            return;
        default:
            static_cast<void>(service::publish_case(tx_, reviewer, ticket, {}));
    }
}

/// Some find what they need without asking anybody.
void Player::find_help_without_asking()
{
    const auto& articles = stage_.library->knowledge->articles;
    if (articles.empty()) return;
    const auto day = static_cast<std::size_t>(day_of(scenery_.now).time_since_epoch().count());
    for (std::size_t i = 0; i < day % 4; ++i) {
        const auto& article = articles.at((day * 7 + i * 31) % articles.size());
        const auto& county = stage_.office->posts.at((day + i) % stage_.office->posts.size()).region;
        const service::Helped helped{{"article", article.id},
                                     stage_.library->knowledge->regions.is_county(county) ? county : 0};
        service::say_it_helped(tx_, context({.role = Role::anyone}), helped).value();
    }
}

Player::Done Player::withdraw(Story& of, const Report& report)
{
    of.withdraws = false;
    return service::withdraw_report(tx_, as_reporter(report), line("withdraw"));
}

Player::Done Player::reject(Story& of, const Report& report)
{
    of.spam = false;
    return service::reject_report(tx_, as_office(report), {report.id}, line("reject"));
}

Player::Done Player::mark_duplicate(Story& of, const Report& report)
{
    const auto first = storage::find_report_unscoped(tx_, story(of.twin.value()).report).value();
    of.twin.reset();
    return service::mark_duplicate(tx_, as_office(report), {report.id}, first.number);
}

Player::Done Player::reopen(Story& of, const Report& report)
{
    of.reopens = false;
    of.verdict = drawn_verdict(true);
    return service::reopen_own_report(tx_, as_reporter(report), line("reopen"));
}

}  // namespace agri110::demo
