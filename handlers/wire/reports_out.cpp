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

void write_assignment(JsonWriter& out, const Knowledge& knowledge, const Held& held)
{
    const auto& report = held.report;
    const bool waits = report.state == State::triage || report.state == State::submitted;
    out.begin_object();
    write_named(out.key("team"), report.team, held.team_name);
    out.key("commissioner");
    if (held.person)
        out.object("name", held.person->name, "organisation", held.person->organisation, "title", held.person->title);
    else
        out.value(nullptr);
    out.fields("respond_by", held.respond_by ? std::optional(write_time(*held.respond_by)) : std::nullopt);
    out.fields("explanation", held.decision ? explain(knowledge, *held.decision) : std::vector<std::string>{});
    out.fields("if_late", !is_open(report.state)
                              ? ""
                              : knowledge.messages.text(waits ? "track.if_late.triage" : "track.if_late.assigned"));
    out.end_object();
}

/// What the holder owes next: to accept, then to answer.
std::optional<Instant> respond_by(const ReportView& view)
{
    for (const auto kind : {DeadlineKind::accept, DeadlineKind::answer, DeadlineKind::resolve})
        if (const auto found = std::ranges::find(view.deadlines, kind, &Deadline::kind); found != view.deadlines.end())
            return found->due;
    return std::nullopt;
}

void write_deadline(JsonWriter& out, const Deadline& deadline, Instant now)
{
    out.object("kind", name_of(deadline.kind), "due_at", write_time(deadline.due), "overdue",
               deadline.kind != DeadlineKind::close && deadline.due < now);
}

void write_visit(JsonWriter& out, const std::optional<Visit>& visit)
{
    if (!visit) return out.value(nullptr);
    out.object("at", write_time(visit->at), "note", visit->note, "planned_at", write_time(visit->planned_at));
}

void write_confirmation(JsonWriter& out, const std::optional<Confirmation>& said)
{
    if (!said) return out.value(nullptr);
    out.object("outcome", name_of(said->outcome), "score", said->score ? std::optional(said->score) : std::nullopt,
               "text", said->text, "at", write_time(said->at));
}

std::string_view side_of(Party party)
{
    if (party == Party::reporter) return "reporter";
    return party == Party::holder || party == Party::leader ? "commissioner" : "office";
}

void write_messages(JsonWriter& out, const ReportView& view, const std::string& base)
{
    out.begin_list();
    for (const auto& m : view.messages) {
        const bool by_reporter = m.author.party == Party::reporter;
        out.begin_object();
        out.fields("id", std::to_string(m.id.value), "at", write_time(m.at), "kind", name_of(m.kind));
        out.fields("from", side_of(m.author.party));
        out.fields("author", by_reporter ? view.report.reporter.name : m.author.name, "text", m.text);
        write_photos(out.key("photos"), view.photos, m.id, base);
        out.end_object();
    }
    out.end_list();
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

void write_history(JsonWriter& out, const Knowledge& knowledge, const ReportView& view)
{
    out.begin_list();
    for (const auto& event : view.events) {
        const auto line = event_text(knowledge, event, "reporter");
        if (!line.empty()) out.object("at", write_time(event.at), "text", line);
    }
    out.end_list();
}

void write_events(JsonWriter& out, const Knowledge& knowledge, const ReportView& view)
{
    out.begin_list();
    for (const auto& event : view.events) {
        const auto actor = event.author.name.empty()
                               ? knowledge.messages.text("party." + std::string(name_of(event.author.party)))
                               : event.author.name;
        const auto noted = alert_note(event);
        out.object("at", write_time(event.at), "actor", actor, "action", event.action, "from",
                   event.from ? std::optional(name_of(*event.from)) : std::nullopt, "to", name_of(event.to), "text",
                   event_text(knowledge, event, "staff"), "note", noted ? noted->reason : event.note);
    }
    out.end_list();
}

/// What reporter and staff both see of a report.
void write_common(JsonWriter& out, const Knowledge& knowledge, const Report& r)
{
    out.fields("number", r.number, "state", name_of(r.state), "state_text", state_text(knowledge, r.state));
    out.fields("submitted_at", write_time(r.submitted_at));
    write_place(out.key("county"), knowledge, r.place.county);
    write_crop(out.key("crop"), knowledge, r.crop);
    out.fields("kind", name_of(r.kind), "kind_name", kind_name(knowledge, r.kind), "urgency", name_of(r.urgency));
    out.fields("alert", name_of(r.alert));
}

void write_answers(JsonWriter& out, const Report& r)
{
    out.begin_list();
    for (const auto& answer : r.answers) out.object("question", answer.question, "answer", answer.answer);
    out.end_list();
}

void write_actions_of_reporter(JsonWriter& out, const ReportView& view)
{
    const auto write_if = [&](Action action, const char* name) {
        if (std::ranges::find(view.may, action) != view.may.end()) out.value(name);
    };
    out.begin_list();
    write_if(Action::reply, "message");
    write_if(Action::confirm, "confirm");
    write_if(Action::reopen, "reopen");
    write_if(Action::withdraw, "withdraw");
    out.end_list();
}

void write_actions_of_staff(JsonWriter& out, const ReportView& view)
{
    out.begin_list();
    for (const auto action : view.may)
        out.value(action == Action::transfer && view.report.state == State::triage ? "assign" : name_of(action));
    out.end_list();
}

void write_reporter(JsonWriter& out, const ReportView& view)
{
    const auto& reporter = view.report.reporter;
    out.object("kind", name_of(reporter.kind), "name", reporter.name, "phone",
               view.sees_personal_data ? reporter.phone : masked_phone(reporter.phone), "organisation",
               reporter.organisation, "masked", !view.sees_personal_data);
}

void write_holder(JsonWriter& out, const ReportView& view)
{
    if (!view.holder) return out.value(nullptr);
    out.object("id", std::to_string(view.report.commissioner.value), "name", view.holder->name, "organisation",
               view.holder->organisation, "title", view.holder->title);
}

void write_original(JsonWriter& out, const ReportView& view)
{
    const auto original = view.report.duplicate_of;
    if (!original) return out.value(nullptr);
    out.object("id", std::to_string(original.value), "number", view.duplicate_of_number);
}

std::string write_staff_view(const Knowledge& knowledge, const ReportView& view)
{
    const auto& r = view.report;
    const auto base = "/api/reports/" + std::to_string(r.id.value);
    const bool place = view.sees_personal_data && r.exact_place;
    JsonWriter out;
    out.begin_object();
    write_common(out, knowledge, r);
    out.fields("id", std::to_string(r.id.value), "version", r.version, "channel", name_of(r.channel));
    write_reporter(out.key("reporter"), view);
    write_place(out.key("township"), knowledge, r.place.township);
    out.fields("village", place ? r.place.village : "");
    write_understanding(out.key("understanding"), knowledge, r.understood);
    out.fields("alert_text", alert_sentences(knowledge, r.alert), "text", r.text);
    write_answers(out.key("answers"), r);
    write_photos(out.key("photos"), view.photos, {}, base);
    write_named(out.key("team"), r.team, view.team_name);
    write_holder(out.key("commissioner"), view);
    out.key("deadlines").begin_list();
    for (const auto& deadline : view.deadlines) write_deadline(out, deadline, view.now);
    out.end_list();
    write_visit(out.key("visit"), r.visit);
    write_messages(out.key("messages"), view, base);
    write_events(out.key("events"), knowledge, view);
    write_confirmation(out.key("confirmation"), r.confirmation);
    write_original(out.key("duplicate_of"), view);
    write_actions_of_staff(out.key("may"), view);
    out.end_object();
    return out.take();
}

std::string write_reporter_view(const Knowledge& knowledge, const ReportView& view)
{
    const auto& r = view.report;
    const auto base = "/api/track/" + r.token;
    JsonWriter out;
    out.begin_object();
    write_common(out, knowledge, r);
    write_place(out.key("township"), knowledge, r.place.township);
    out.fields("village", r.place.village, "alert_text", alert_sentences(knowledge, r.alert), "text", r.text);
    write_answers(out.key("answers"), r);
    write_photos(out.key("photos"), view.photos, {}, base);
    write_assignment(out.key("assignment"), knowledge,
                     {r, view.team_name, view.holder, is_open(r.state) ? respond_by(view) : std::nullopt,
                      view.decision ? &*view.decision : nullptr});
    write_visit(out.key("visit"), r.visit);
    write_messages(out.key("messages"), view, base);
    write_history(out.key("history"), knowledge, view);
    write_confirmation(out.key("confirmation"), r.confirmation);
    write_actions_of_reporter(out.key("may"), view);
    out.end_object();
    return out.take();
}

void write_row(JsonWriter& out, const Knowledge& knowledge, const storage::ListedReport& listed, Instant now)
{
    const auto& r = listed.report;
    out.begin_object();
    write_common(out, knowledge, r);
    out.fields("id", std::to_string(r.id.value), "excerpt", excerpt(r.text), "photos", listed.photos);
    write_named(out.key("team"), r.team, listed.team_name);
    write_named(out.key("commissioner"), r.commissioner, listed.commissioner_name);
    out.key("deadline");
    if (listed.next_deadline)
        write_deadline(out, *listed.next_deadline, now);
    else
        out.value(nullptr);
    out.fields("reporter_waits", r.reporter_waits);
    out.end_object();
}

}  // namespace

Reply write_receipt(const Context& context, const service::Receipt& receipt)
{
    const auto& knowledge = context.knowledge();
    const auto& r = receipt.report;
    Held held{.report = r, .respond_by = receipt.respond_by, .decision = &receipt.decision};
    if (r.team) held.team_name = receipt.decision.teams.at(r.team.value);
    if (r.commissioner) held.person = receipt.decision.people.at(r.commissioner.value);
    JsonWriter out;
    out.begin_object();
    out.fields("id", std::to_string(r.id.value), "number", r.number);
    out.key("tracking").object("token", r.token, "url", receipt.tracking_url);
    out.fields("state", name_of(r.state));
    write_understanding(out.key("understanding"), knowledge, r.understood);
    out.fields("alert", name_of(r.alert), "alert_text", alert_sentences(knowledge, r.alert));
    write_answers(out.key("answers"), r);
    write_assignment(out.key("assignment"), knowledge, held);
    out.end_object();
    return {201, out.take()};
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
    JsonWriter out;
    out.begin_object();
    out.key("reports").begin_list();
    for (const auto& report : listed.page.reports) write_row(out, context.knowledge(), report, listed.now);
    out.end_list();
    out.fields("next", listed.page.next.empty() ? std::nullopt : std::optional(listed.page.next));
    out.end_object();
    return {200, out.take()};
}

Reply write_my_reports(const Context& context, const service::MyReports& mine)
{
    JsonWriter out;
    out.begin_object();
    out.key("reports").begin_list();
    for (std::size_t i = 0; i < mine.reports.size(); ++i) {
        const auto& r = mine.reports[i];
        out.begin_object();
        out.fields("number", r.number, "state", name_of(r.state), "state_text",
                   state_text(context.knowledge(), r.state));
        out.fields("submitted_at", write_time(r.submitted_at));
        write_crop(out.key("crop"), context.knowledge(), r.crop);
        out.fields("excerpt", excerpt(r.text));
        out.key("tracking").object("token", r.token, "url", mine.tracking_urls[i]);
        out.end_object();
    }
    out.end_list();
    out.end_object();
    return {200, out.take()};
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
    JsonWriter out;
    out.begin_object();
    write_understood_fields(out, context.knowledge(), understood);
    out.fields("alert_text", alert_sentences(context.knowledge(), understood.alert));
    out.end_object();
    return {200, out.take()};
}

}  // namespace agri110::handlers::wire
