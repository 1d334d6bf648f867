#include "service/notices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "storage/accounts.hpp"
#include "storage/outbox.hpp"
#include "storage/people.hpp"
#include "storage/teams.hpp"

namespace agri110::service {
namespace {

std::string ticket_url(const Context& context, const Report& report)
{
    return context.limits->public_url + "/desk/#/reports/" + std::to_string(report.id.value);
}

/// Phones of the people in the office nearest to the county: its own operators and officials, else the prefecture's,
/// else the province's.
std::vector<std::string> office_phones(storage::Transaction& tx, const Context& context, RegionCode county)
{
    for (const auto region : context.knowledge().regions.ladder(county))
        if (auto phones = storage::list_office_phones(tx, region); !phones.empty()) return phones;
    return {};
}

std::map<std::string, std::string> about(const Context& context, const Report& report)
{
    const auto* county = context.knowledge().regions.find(report.place.county);
    const auto* crop = context.knowledge().crops.find(report.crop);
    return {{"number", report.number},
            {"county", county ? county->name : std::string{}},
            {"crop", crop ? crop->name : std::string{}},
            {"url", ticket_url(context, report)}};
}

/// In Beijing, as it is told on the phone: "2026-11-25 09:30".
std::string time_in_words(Instant at)
{
    const auto local = std::chrono::floor<std::chrono::minutes>(at + beijing_offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const auto minutes = (local - day).count();
    return fmt::format("{}-{:02}-{:02} {:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), minutes / 60, minutes % 60);
}

void tell_person(ReportEdit& edit, CommissionerId id, const std::string& name)
{
    if (const auto person = storage::find_commissioner(edit.tx(), id))
        enqueue(edit.tx(), edit.context(), person->person.phone, name, about(edit.context(), edit.report()));
}

void tell_office(ReportEdit& edit, const std::string& name)
{
    for (const auto& phone : office_phones(edit.tx(), edit.context(), edit.report().place.county))
        enqueue(edit.tx(), edit.context(), phone, name, about(edit.context(), edit.report()));
}

}  // namespace

void enqueue(storage::Transaction& tx, const Context& context, const std::string& phone, const std::string& name,
             std::map<std::string, std::string> arguments)
{
    storage::insert_notice(tx, {context.new_id<NoticeId>(), "notice." + name, phone, std::move(arguments)},
                           context.now);
}

void notify_placed(ReportEdit& edit, const NamedDecision& named)
{
    const auto& report = edit.report();
    const bool urgent = report.urgency == Urgency::urgent;
    switch (named.decision.verdict) {
        case routing::Verdict::assigned:
            tell_person(edit, report.commissioner, urgent ? "assigned_urgent" : "assigned");
            notify_reporter(edit, "placed", {{"person", named.people.at(report.commissioner.value).name}});
            break;
        case routing::Verdict::escalated:
            tell_person(edit, report.commissioner, "escalated");
            break;
        case routing::Verdict::triage:
            tell_office(edit, urgent ? "triage_urgent" : "triage");
            break;
    }
}

void notify_reporter(ReportEdit& edit, const std::string& name, std::map<std::string, std::string> arguments)
{
    arguments["number"] = edit.report().number;
    arguments["url"] = tracking_url(edit.context(), edit.report());
    enqueue(edit.tx(), edit.context(), edit.report().reporter.phone, name, std::move(arguments));
}

void notify_holder(ReportEdit& edit, const std::string& name)
{
    if (edit.report().commissioner) tell_person(edit, edit.report().commissioner, name);
}

void notify_overdue(ReportEdit& edit, DeadlineKind kind)
{
    const auto name = "overdue_" + std::string(name_of(kind));
    notify_holder(edit, name);
    const auto members =
        edit.report().team ? storage::list_members(edit.tx(), edit.report().team) : std::vector<Membership>{};
    const auto leader = std::ranges::find(members, true, &Membership::leader);
    if (leader == members.end())
        tell_office(edit, name);
    else if (leader->commissioner != edit.report().commissioner)
        tell_person(edit, leader->commissioner, name);
}

void page_office(ReportEdit& edit)
{
    const auto& report = edit.report();
    const auto& messages = edit.context().knowledge().messages;
    auto arguments = about(edit.context(), report);
    arguments["alert"] = messages.text("alert.name." + std::string(name_of(report.alert)));
    arguments["time"] = time_in_words(report.submitted_at);
    for (const auto& answer : report.answers) {
        const auto key = "alert.fact." + answer.id;
        if (messages.has(key)) arguments["facts"] += messages.text(key, {{"answer", answer.answer}});
    }
    for (const auto& phone : office_phones(edit.tx(), edit.context(), report.place.county))
        enqueue(edit.tx(), edit.context(), phone, "alert", arguments);
}

std::string tracking_url(const Context& context, const Report& report)
{
    // The token stands behind '#', so that it is never sent to a server, a log or another page.
    return context.limits->public_url + "/track#" + report.token;
}

}  // namespace agri110::service
