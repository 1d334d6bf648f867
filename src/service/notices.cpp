#include "service/notices.hpp"

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

std::string tracking_url(const Context& context, const Report& report)
{
    // The token stands behind '#', so that it is never sent to a server, a log or another page.
    return context.limits->public_url + "/track#" + report.token;
}

}  // namespace agri110::service
