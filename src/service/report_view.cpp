#include "service/report_view.hpp"

#include <algorithm>
#include <utility>

#include "service/notices.hpp"
#include "storage/history.hpp"
#include "storage/photos.hpp"

namespace agri110::service {
namespace {

/// Moves the table allows and the case itself permits: a verdict needs an answer first, an alert a graver one.
bool is_offered(const Report& report, Action action)
{
    switch (action) {
        case Action::confirm:
        case Action::dispute:
        case Action::defer:
            return report.first_answer_at.has_value();
        case Action::raise_alert:
            return std::ranges::any_of(all_alerts(), [&](Alert one) { return is_graver(one, report.alert); });
        case Action::clear_alert:
            return report.alert != Alert::none;
        default:
            return true;
    }
}

std::vector<Action> actions_of(const Context& context, const Report& report)
{
    const auto parties = parties_of(context.actor, report);
    std::vector<Action> may;
    for (const auto action : all_actions()) {
        const auto* move = find_move(report.state, action);
        if (move && move->who.meets(parties) && is_offered(report, action)) may.push_back(action);
    }
    return may;
}

}  // namespace

ReportView view_of(storage::Transaction& tx, const Context& context, const Report& report)
{
    ReportView view{.report = report,
                    .deadlines = storage::list_deadlines(tx, report.id),
                    .messages = storage::list_messages(tx, report.id),
                    .events = storage::list_events(tx, report.id),
                    .photos = storage::list_photos(tx, report.id),
                    .tracking_url = tracking_url(context, report),
                    .may = actions_of(context, report),
                    .sees_personal_data = sees_personal_data(context.actor, report),
                    .now = context.now};
    auto names = storage::find_holder_names(tx, report);
    view.team_name = std::move(names.team);
    if (!names.person.empty())
        view.holder =
            NamedDecision::Person{std::move(names.person), std::move(names.organisation), std::move(names.title)};
    // Reading a decision is a quarter of the work of a view, and staff ask for decisions by themselves.
    if (context.actor.role == Role::reporter)
        if (const auto newest = storage::find_newest_routing_decision(tx, report.id))
            view.decision = read_decision(newest->at, newest->body);
    if (report.duplicate_of)
        if (const auto other = storage::find_report_unscoped(tx, report.duplicate_of))
            view.duplicate_of_number = other->number;
    return view;
}

Outcome<ReportView> show_report(storage::Transaction& tx, const Context& context, ReportId id)
{
    const auto report = storage::find_visible_report(tx, context.actor, id);
    if (!report) return refuse(Fault::not_found, "report.unknown");
    return view_of(tx, context, *report);
}

Outcome<ReportView> track_report(storage::Transaction& tx, const Context& context, const std::string& token)
{
    const auto report = storage::find_report_by_token(tx, token);
    if (!report) return refuse(Fault::not_found, "report.unknown");
    return view_of(tx, context, *report);
}

Outcome<std::vector<NamedDecision>> show_routing(storage::Transaction& tx, const Context& context, ReportId id)
{
    if (!storage::find_visible_report(tx, context.actor, id)) return refuse(Fault::not_found, "report.unknown");
    std::vector<NamedDecision> decisions;
    for (const auto& row : storage::list_routing_decisions(tx, id))
        name_everybody(tx, decisions.emplace_back(read_decision(row.at, row.body)));
    return decisions;
}

Outcome<NamedDecision> preview_routing(storage::Transaction& tx, const Context& context, const routing::Need& asked)
{
    if (!allows(context.actor, Task::preview_routing)) return refuse(Fault::forbidden, "forbidden");
    std::vector<FieldError> faults;
    if (!context.knowledge().regions.is_county(asked.region)) faults.push_back({"county", "field.county.unknown"});
    if (!asked.crop.empty() && !context.knowledge().crops.find(asked.crop))
        faults.push_back({"crop", "field.crop.unknown"});
    if (!faults.empty()) return refuse(Fault::invalid, "preview.invalid", std::move(faults));
    auto need = asked;
    need.now = context.now;
    auto named = decide(tx, context, need);
    name_everybody(tx, named);
    return named;
}

Outcome<ListedReports> list_reports(storage::Transaction& tx, const Context& context, const ReportQuery& query)
{
    if (!allows(context.actor, Task::list_reports)) return refuse(Fault::forbidden, "forbidden");
    auto filter = query.filter;
    if (query.mine) {
        if (!context.actor.commissioner) return ListedReports{{}, context.now};
        filter.commissioner = context.actor.commissioner;
    }
    if (query.overdue) filter.overdue_at = context.now;
    filter.by_deadline = query.overdue || query.mine;
    if (query.words.find('-') != std::string::npos) {
        filter.number = query.words;
    } else if (!query.words.empty()) {
        // Only those who see phone numbers may search by one; otherwise a list would answer what a view hides.
        if (context.actor.role != Role::operator_)
            return refuse(Fault::invalid, "list.invalid", {{"q", "field.q.number_only"}});
        const auto reporter = storage::find_reporter(tx, query.words);
        if (!reporter) return ListedReports{{}, context.now};
        filter.reporter = *reporter;
    }
    return ListedReports{storage::list_visible_reports(tx, context.actor, filter), context.now};
}

}  // namespace agri110::service
