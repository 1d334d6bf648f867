#include "service/solved_cases.hpp"

#include <algorithm>

#include "service/case_text.hpp"
#include "service/notices.hpp"
#include "storage/accounts.hpp"
#include "storage/document_counts.hpp"
#include "storage/history.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"
#include "storage/teams.hpp"

namespace agri110::service {
namespace {

/// True when the reporter, or whoever closed it, has said that it is over and not in vain.
bool is_solved(const Report& report)
{
    if (report.confirmation && report.confirmation->outcome != Feedback::solved &&
        report.confirmation->outcome != Feedback::better)
        return false;
    if (!report.first_answer_at) return false;
    return report.confirmation || report.state == State::resolved || report.state == State::closed;
}

/// The law leaves the word on these to the authorities. What staff have called an urgent animal disease is one of them,
/// also where no rule has raised an alert; but not where they have taken one back, which leaves the report urgent.
bool stays_with_authorities(const Report& report)
{
    const bool judged_harmless = report.alert_cleared != Alert::none;
    return !may_become_public(report) ||
           (report.kind == ProblemKind::animal_disease && report.urgency == Urgency::urgent && !judged_harmless);
}

/// True when somebody other than the author leads the team.
bool is_led_by_another(storage::Transaction& tx, const SolvedCase& solved)
{
    if (!solved.team) return false;
    const auto members = storage::list_members(tx, solved.team);
    const auto leader = std::ranges::find(members, true, &Membership::leader);
    if (leader == members.end()) return false;
    const auto author = storage::find_account(tx, solved.author_account);
    return !author || author->commissioner != leader->commissioner;
}

std::vector<CaseAction> actions_of(storage::Transaction& tx, const Context& context, const SolvedCase& solved)
{
    const bool led = is_led_by_another(tx, solved);
    std::vector<CaseAction> may;
    for (const auto action : {CaseAction::edit, CaseAction::publish, CaseAction::return_, CaseAction::withdraw})
        if (is_possible(action, solved.state) && may_change_case(context.actor, solved, action, led))
            may.push_back(action);
    return may;
}

CaseView view_of(storage::Transaction& tx, const Context& context, const SolvedCase& solved)
{
    CaseView view{
        .solved = solved, .history = storage::list_case_changes(tx, solved.id), .may = actions_of(tx, context, solved)};
    const auto count = storage::find_document_count(tx, case_name(solved.id));
    view.used = count.used;
    view.helped = count.helped;
    const auto report = storage::find_report_unscoped(tx, solved.report).value();
    view.report_number = report.number;
    if (storage::find_visible_report(tx, context.actor, solved.report)) {
        const CaseText text(tx, context, report);
        view.removed = text.removed;
    }
    return view;
}

Outcome<SolvedCase> open_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                              CaseAction action)
{
    auto solved = storage::find_case(tx, ticket.id);
    if (!solved || !(sees_case(context.actor, *solved) || solved->state == CaseState::published))
        return refuse(Fault::not_found, "case.unknown");
    const bool led = is_led_by_another(tx, *solved);
    if (!may_change_case(context.actor, *solved, action, led)) {
        const bool own = action == CaseAction::publish && may_change_case(context.actor, *solved, action, false);
        return refuse(Fault::forbidden, own ? "case.own" : "case.forbidden");
    }
    if (ticket.expected_version && *ticket.expected_version != solved->version)
        return refuse(Fault::stale, "case.stale");
    if (!is_possible(action, solved->state)) return refuse(Fault::conflict, "case.state");
    return std::move(*solved);
}

/// Writes the case with its new version.
Outcome<CaseView> finish(storage::Transaction& tx, const Context& context, SolvedCase solved, CaseAction action,
                         const std::string& note)
{
    solved.state = state_after(action, solved.state);
    const CaseChange change{solved.version + 1, context.now, context.actor.account, context.actor.name, action, note};
    if (!storage::change_case(tx, solved, change)) return refuse(Fault::stale, "case.stale");
    ++solved.version;
    return view_of(tx, context, solved);
}

void tell_author(storage::Transaction& tx, const Context& context, const SolvedCase& solved, const std::string& reason)
{
    const auto author = storage::find_account(tx, solved.author_account);
    if (!author || author->id == context.actor.account) return;
    enqueue(tx, context, author->phone, "case_returned",
            {{"title", solved.title},
             {"reason", reason},
             {"url", context.limits->public_url + "/desk/#/cases/" + std::to_string(solved.id.value)}});
}

}  // namespace

Outcome<CaseView> draft_case(storage::Transaction& tx, const Context& context, const ReportId& id)
{
    const auto report = storage::find_visible_report(tx, context.actor, id);
    if (!report) return refuse(Fault::not_found, "report.unknown");
    if (!may_make_case(context.actor, *report)) return refuse(Fault::forbidden, "case.forbidden");
    if (const auto existing = storage::find_case_of_report(tx, id)) return view_of(tx, context, *existing);
    if (stays_with_authorities(*report)) return refuse(Fault::conflict, "case.epidemic");
    if (!is_solved(*report)) return refuse(Fault::conflict, "case.not_solved");

    const CaseText text(tx, context, *report);
    const std::chrono::year_month_day told{day_of(report->submitted_at)};
    const SolvedCase solved{.id = context.new_id<CaseId>(),
                            .report = id,
                            .team = report->team,
                            .commissioner = report->commissioner,
                            .county = report->place.county,
                            .month = static_cast<int>(static_cast<unsigned>(told.month())),
                            .title = text.title,
                            .problem = text.problem,
                            .answer = text.answer,
                            .crop = report->crop,
                            .kind = report->kind,
                            .author_account = context.actor.account,
                            .author = context.actor.name};
    storage::insert_case(tx, solved,
                         {1, context.now, context.actor.account, context.actor.name, CaseAction::draft, {}});
    return view_of(tx, context, solved);
}

Outcome<CaseView> show_case(storage::Transaction& tx, const Context& context, const CaseId& id)
{
    const auto solved = storage::find_case(tx, id);
    if (!solved || !(sees_case(context.actor, *solved) || solved->state == CaseState::published))
        return refuse(Fault::not_found, "case.unknown");
    return view_of(tx, context, *solved);
}

Outcome<storage::CasePage> list_cases(storage::Transaction& tx, const Context& context,
                                      const storage::CaseFilter& filter)
{
    if (!allows(context.actor, Task::list_cases)) return refuse(Fault::forbidden, "forbidden");
    return storage::list_visible_cases(tx, context.actor, filter);
}

Outcome<CaseView> edit_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                            const CaseEditing& editing)
{
    if (editing.crop && !editing.crop->empty() && !context.knowledge().crops.find(*editing.crop))
        return refuse(Fault::invalid, "case.invalid", {{"crop", "field.crop.unknown"}});
    auto solved = open_case(tx, context, ticket, CaseAction::edit);
    if (!solved) return std::unexpected(solved.error());
    const auto report = storage::find_report_unscoped(tx, solved->report).value();
    const auto known = people_known_to(tx, context, report);
    std::vector<CaseRemoval> removed;
    const auto write = [&](std::string& field, const std::optional<std::string>& text, const char* name) {
        if (text && *text != field) field = cleaned(context, known, *text, name, removed);
    };
    write(solved->title, editing.title, "title");
    write(solved->problem, editing.problem, "problem");
    write(solved->answer, editing.answer, "answer");
    solved->crop = editing.crop.value_or(solved->crop);
    solved->kind = editing.kind.value_or(solved->kind);
    solved->reviewer_account = {};
    solved->reviewer.clear();
    solved->reviewed_at.reset();
    auto view = finish(tx, context, std::move(*solved), CaseAction::edit, {});
    if (view) view->removed.insert(view->removed.begin(), removed.begin(), removed.end());
    return view;
}

Outcome<CaseView> publish_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                               const std::string& note)
{
    auto solved = open_case(tx, context, ticket, CaseAction::publish);
    if (!solved) return std::unexpected(solved.error());
    // What has been learned about the report since the draft was made counts as well.
    if (stays_with_authorities(storage::find_report_unscoped(tx, solved->report).value()))
        return refuse(Fault::conflict, "case.epidemic");
    std::vector<FieldError> faults;
    const std::pair<const char*, const std::string*> needed[] = {
        {"title", &solved->title}, {"problem", &solved->problem}, {"answer", &solved->answer}, {"crop", &solved->crop}};
    for (const auto& [field, text] : needed)
        if (text->empty()) faults.push_back({field, "field.missing"});
    if (!faults.empty()) return refuse(Fault::invalid, "case.incomplete", std::move(faults));
    solved->reviewer_account = context.actor.account;
    solved->reviewer = context.actor.name;
    solved->reviewed_at = context.now;
    return finish(tx, context, std::move(*solved), CaseAction::publish, note);
}

Outcome<CaseView> return_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                              const std::string& reason)
{
    auto solved = open_case(tx, context, ticket, CaseAction::return_);
    if (!solved) return std::unexpected(solved.error());
    tell_author(tx, context, *solved, reason);
    return finish(tx, context, std::move(*solved), CaseAction::return_, reason);
}

Outcome<CaseView> withdraw_case(storage::Transaction& tx, const Context& context, const CaseTicket& ticket,
                                const std::string& reason)
{
    auto solved = open_case(tx, context, ticket, CaseAction::withdraw);
    if (!solved) return std::unexpected(solved.error());
    return finish(tx, context, std::move(*solved), CaseAction::withdraw, reason);
}

void withdraw_case_of(storage::Transaction& tx, const Context& context, const ReportId& report)
{
    auto solved = storage::find_case_of_report(tx, report);
    if (!solved || solved->state != CaseState::published) return;
    const auto& messages = context.knowledge().messages;
    const CaseChange change{.version = solved->version + 1,
                            .at = context.now,
                            .author = messages.text("party.system"),
                            .change = CaseAction::withdraw,
                            .note = messages.text("case.withdrawn_by_alert")};
    solved->state = state_after(CaseAction::withdraw, solved->state);
    if (!storage::change_case(tx, *solved, change))
        throw storage::StorageError("a case changed under the transaction of its report");
}

Outcome<PublicCase> show_public_case(storage::Transaction& tx, const Context&, const CaseId& id)
{
    const auto solved = storage::find_case(tx, id);
    if (!solved || solved->state != CaseState::published) return refuse(Fault::not_found, "case.unknown");
    const auto count = storage::find_document_count(tx, case_name(id));
    return PublicCase{*solved, count.used, count.helped};
}

}  // namespace agri110::service
