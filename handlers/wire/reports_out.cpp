#include <algorithm>
#include <string_view>

#include "handlers/wire/reports.hpp"
#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

using service::Context;
using service::NamedDecision;
using service::Reply;
using service::ReportView;

/// Who has a report, as both the receipt and the views tell it.
struct Held {
    const Report& report;
    std::string team_name{};
    std::optional<NamedDecision::Person> person{};
    std::optional<Instant> respond_by{};
    const NamedDecision* decision = nullptr;
};

json write_assignment(const Knowledge& knowledge, const Held& held)
{
    const auto& report = held.report;
    json person = nullptr;
    if (held.person)
        person = {
            {"name", held.person->name}, {"organisation", held.person->organisation}, {"title", held.person->title}};
    const bool waits = report.state == State::triage || report.state == State::submitted;
    return {{"team", write_named(report.team, held.team_name)},
            {"commissioner", person},
            {"respond_by", maybe_time(held.respond_by)},
            {"explanation", held.decision ? write_explanation(knowledge, *held.decision) : json::array()},
            {"if_late", !is_open(report.state)
                            ? ""
                            : knowledge.messages.text(waits ? "track.if_late.triage" : "track.if_late.assigned")}};
}

/// What the holder owes next: to accept, then to answer.
std::optional<Instant> respond_by(const ReportView& view)
{
    for (const auto kind : {DeadlineKind::accept, DeadlineKind::answer, DeadlineKind::resolve})
        if (const auto found = std::ranges::find(view.deadlines, kind, &Deadline::kind); found != view.deadlines.end())
            return found->due;
    return std::nullopt;
}

json write_deadline(const Deadline& deadline, Instant now)
{
    return {{"kind", name_of(deadline.kind)},
            {"due_at", write_time(deadline.due)},
            {"overdue", deadline.kind != DeadlineKind::close && deadline.due < now}};
}

json write_visit(const std::optional<Visit>& visit)
{
    if (!visit) return nullptr;
    return {{"at", write_time(visit->at)}, {"note", visit->note}, {"planned_at", write_time(visit->planned_at)}};
}

json write_confirmation(const std::optional<Confirmation>& said)
{
    if (!said) return nullptr;
    return {{"outcome", name_of(said->outcome)},
            {"score", said->score ? json(said->score) : json(nullptr)},
            {"text", said->text},
            {"at", write_time(said->at)}};
}

std::string_view side_of(Party party)
{
    if (party == Party::reporter) return "reporter";
    return party == Party::holder || party == Party::leader ? "commissioner" : "office";
}

json write_messages(const ReportView& view, const std::string& base, const std::string& reporter_name)
{
    json all = json::array();
    for (const auto& m : view.messages)
        all.push_back({{"id", std::to_string(m.id.value)},
                       {"at", write_time(m.at)},
                       {"kind", name_of(m.kind)},
                       {"from", side_of(m.author.party)},
                       {"author", m.author.party == Party::reporter ? reporter_name : m.author.name},
                       {"text", m.text},
                       {"photos", write_photos(view.photos, m.id, base)}});
    return all;
}

std::optional<AlertNote> alert_note(const Event& event)
{
    const auto action = action_of(event.action);
    return action == Action::raise_alert || action == Action::clear_alert ? read_alert_note(event.note) : std::nullopt;
}

/// A line of history in plain words; `audience` is "reporter" or "staff".
std::string event_text(const Knowledge& knowledge, const Event& event, std::string_view audience)
{
    const auto key = "event." + std::string(audience) + "." + event.action;
    if (!knowledge.messages.has(key)) return {};  // some moves mean nothing to the reporter
    if (const auto noted = alert_note(event))
        return knowledge.messages.text(
            key, {{"alert", knowledge.messages.text("alert.name." + std::string(name_of(noted->alert)))}});
    const auto to = event.action == "confirm" || event.action == "dispute" || event.action == "defer"
                        ? knowledge.messages.text("outcome." + event.note)
                        : event.note;
    return knowledge.messages.text(key, {{"who", event.author.name}, {"note", to}});
}

json write_history(const Knowledge& knowledge, const ReportView& view)
{
    json all = json::array();
    for (const auto& event : view.events) {
        auto line = event_text(knowledge, event, "reporter");
        if (!line.empty()) all.push_back({{"at", write_time(event.at)}, {"text", std::move(line)}});
    }
    return all;
}

json write_events(const Knowledge& knowledge, const ReportView& view)
{
    json all = json::array();
    for (const auto& event : view.events) {
        const auto actor = event.author.name.empty()
                               ? knowledge.messages.text("party." + std::string(name_of(event.author.party)))
                               : event.author.name;
        const auto noted = alert_note(event);
        all.push_back({{"at", write_time(event.at)},
                       {"actor", actor},
                       {"action", event.action},
                       {"from", event.from ? json(name_of(*event.from)) : json(nullptr)},
                       {"to", name_of(event.to)},
                       {"text", event_text(knowledge, event, "staff")},
                       {"note", noted ? noted->reason : event.note}});
    }
    return all;
}

/// What reporter and staff both see of a report.
json write_common(const Knowledge& knowledge, const Report& r)
{
    return {{"number", r.number},
            {"state", name_of(r.state)},
            {"state_text", state_text(knowledge, r.state)},
            {"submitted_at", write_time(r.submitted_at)},
            {"county", write_place(knowledge, r.place.county)},
            {"crop", write_crop(knowledge, r.crop)},
            {"kind", name_of(r.kind)},
            {"kind_name", kind_name(knowledge, r.kind)},
            {"urgency", name_of(r.urgency)},
            {"alert", name_of(r.alert)}};
}

json write_answers(const Report& r)
{
    json all = json::array();
    for (const auto& answer : r.answers) all.push_back({{"question", answer.question}, {"answer", answer.answer}});
    return all;
}

json actions_of_reporter(const ReportView& view)
{
    json may = json::array();
    const auto has = [&](Action action) { return std::ranges::find(view.may, action) != view.may.end(); };
    if (has(Action::reply)) may.push_back("message");
    if (has(Action::confirm)) may.push_back("confirm");
    if (has(Action::reopen)) may.push_back("reopen");
    if (has(Action::withdraw)) may.push_back("withdraw");
    return may;
}

json actions_of_staff(const ReportView& view)
{
    json may = json::array();
    for (const auto action : view.may) {
        const auto name = action == Action::transfer && view.report.state == State::triage ? "assign" : name_of(action);
        may.push_back(name);
    }
    return may;
}

json write_reporter(const ReportView& view)
{
    const auto& reporter = view.report.reporter;
    return {{"kind", name_of(reporter.kind)},
            {"name", reporter.name},
            {"phone", view.sees_personal_data ? reporter.phone : masked_phone(reporter.phone)},
            {"organisation", reporter.organisation},
            {"masked", !view.sees_personal_data}};
}

std::string write_staff_view(const Knowledge& knowledge, const ReportView& view)
{
    const auto& r = view.report;
    const auto base = "/api/reports/" + std::to_string(r.id.value);
    json all = write_common(knowledge, r);
    all["id"] = std::to_string(r.id.value);
    all["version"] = r.version;
    all["channel"] = name_of(r.channel);
    all["reporter"] = write_reporter(view);
    const bool place = view.sees_personal_data && r.exact_place;
    all["township"] = write_place(knowledge, r.place.township);
    all["village"] = place ? r.place.village : "";
    all["understanding"] = write_understanding(knowledge, r.understood);
    all["alert_text"] = write_alert_text(knowledge, r.alert);
    all["text"] = r.text;
    all["answers"] = write_answers(r);
    all["photos"] = write_photos(view.photos, {}, base);
    all["team"] = write_named(r.team, view.team_name);
    all["commissioner"] = nullptr;
    if (view.holder) {
        all["commissioner"] = write_named(r.commissioner, view.holder->name);
        all["commissioner"]["organisation"] = view.holder->organisation;
        all["commissioner"]["title"] = view.holder->title;
    }
    all["deadlines"] = json::array();
    for (const auto& deadline : view.deadlines) all["deadlines"].push_back(write_deadline(deadline, view.now));
    all["visit"] = write_visit(r.visit);
    all["messages"] = write_messages(view, base, r.reporter.name);
    all["events"] = write_events(knowledge, view);
    all["confirmation"] = write_confirmation(r.confirmation);
    all["duplicate_of"] = nullptr;
    if (r.duplicate_of)
        all["duplicate_of"] = {{"id", std::to_string(r.duplicate_of.value)}, {"number", view.duplicate_of_number}};
    all["may"] = actions_of_staff(view);
    return all.dump();
}

std::string write_reporter_view(const Knowledge& knowledge, const ReportView& view)
{
    const auto& r = view.report;
    const auto base = "/api/track/" + r.token;
    json all = write_common(knowledge, r);
    all["township"] = write_place(knowledge, r.place.township);
    all["village"] = r.place.village;
    all["alert_text"] = write_alert_text(knowledge, r.alert);
    all["text"] = r.text;
    all["answers"] = write_answers(r);
    all["photos"] = write_photos(view.photos, {}, base);
    all["assignment"] =
        write_assignment(knowledge, {r, view.team_name, view.holder, is_open(r.state) ? respond_by(view) : std::nullopt,
                                     view.decision ? &*view.decision : nullptr});
    all["visit"] = write_visit(r.visit);
    all["messages"] = write_messages(view, base, r.reporter.name);
    all["history"] = write_history(knowledge, view);
    all["confirmation"] = write_confirmation(r.confirmation);
    all["may"] = actions_of_reporter(view);
    return all.dump();
}

json write_row(const Knowledge& knowledge, const storage::ListedReport& listed, Instant now)
{
    const auto& r = listed.report;
    json row = write_common(knowledge, r);
    row["id"] = std::to_string(r.id.value);
    row["excerpt"] = excerpt(r.text);
    row["photos"] = listed.photos;
    row["team"] = write_named(r.team, listed.team_name);
    row["commissioner"] = write_named(r.commissioner, listed.commissioner_name);
    row["deadline"] = listed.next_deadline ? write_deadline(*listed.next_deadline, now) : json(nullptr);
    row["reporter_waits"] = r.reporter_waits;
    return row;
}

}  // namespace

Reply write_receipt(const Context& context, const service::Receipt& receipt)
{
    const auto& knowledge = context.knowledge();
    const auto& r = receipt.report;
    Held held{.report = r, .respond_by = receipt.respond_by, .decision = &receipt.decision};
    if (r.team) held.team_name = receipt.decision.teams.at(r.team.value);
    if (r.commissioner) held.person = receipt.decision.people.at(r.commissioner.value);
    const json all{{"id", std::to_string(r.id.value)},
                   {"number", r.number},
                   {"tracking", {{"token", r.token}, {"url", receipt.tracking_url}}},
                   {"state", name_of(r.state)},
                   {"understanding", write_understanding(knowledge, r.understood)},
                   {"alert", name_of(r.alert)},
                   {"alert_text", write_alert_text(knowledge, r.alert)},
                   {"answers", write_answers(r)},
                   {"assignment", write_assignment(knowledge, held)}};
    return {201, all.dump()};
}

Reply write_created_view(const Context& context, const ReportView& view)
{
    return {201, write_staff_view(context.knowledge(), view), view.report.version};
}

Reply write_view(const Context& context, const ReportView& view)
{
    return {200, write_staff_view(context.knowledge(), view), view.report.version};
}

Reply write_created_tracked(const Context& context, const ReportView& view)
{
    return {201, write_reporter_view(context.knowledge(), view), view.report.version};
}

Reply write_tracked(const Context& context, const ReportView& view)
{
    return {200, write_reporter_view(context.knowledge(), view), view.report.version};
}

Reply write_list(const Context& context, const service::ListedReports& listed)
{
    json rows = json::array();
    for (const auto& report : listed.page.reports) rows.push_back(write_row(context.knowledge(), report, listed.now));
    const json all{{"reports", rows}, {"next", listed.page.next.empty() ? json(nullptr) : json(listed.page.next)}};
    return {200, all.dump()};
}

Reply write_my_reports(const Context& context, const service::MyReports& mine)
{
    json rows = json::array();
    for (std::size_t i = 0; i < mine.reports.size(); ++i) {
        const auto& r = mine.reports[i];
        rows.push_back({{"number", r.number},
                        {"state", name_of(r.state)},
                        {"state_text", state_text(context.knowledge(), r.state)},
                        {"submitted_at", write_time(r.submitted_at)},
                        {"crop", write_crop(context.knowledge(), r.crop)},
                        {"excerpt", excerpt(r.text)},
                        {"tracking", {{"token", r.token}, {"url", mine.tracking_urls[i]}}}});
    }
    return {200, json{{"reports", rows}}.dump()};
}

Reply write_routing(const Context& context, const std::vector<NamedDecision>& decisions)
{
    json all = json::array();
    for (const auto& decision : decisions) all.push_back(write_decision(context.knowledge(), decision));
    return {200, json{{"decisions", all}}.dump()};
}

Reply write_preview(const Context& context, const NamedDecision& decision)
{
    return {200, write_decision(context.knowledge(), decision).dump()};
}

Reply write_understood(const Context& context, const Understanding& understood)
{
    auto all = write_understanding(context.knowledge(), understood);
    all["alert_text"] = write_alert_text(context.knowledge(), understood.alert);
    return {200, all.dump()};
}

}  // namespace agri110::handlers::wire
