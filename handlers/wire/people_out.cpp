#include <algorithm>
#include <array>

#include "handlers/wire/people.hpp"
#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

using service::CommissionerView;
using service::Context;
using service::Reply;
using service::TeamView;

json write_person_row(const Knowledge& knowledge, const CommissionerView& view)
{
    const auto& p = view.listed.row.person;
    json teams = json::array();
    for (const auto& team : view.teams)
        teams.push_back({{"id", std::to_string(team.team.value)}, {"name", team.name}, {"leader", team.leader}});
    const auto standing = std::string(name_of(view.listed.standing));
    return {{"id", std::to_string(p.id.value)},
            {"name", p.name},
            {"organisation", p.organisation},
            {"title", p.title},
            {"county", write_place(knowledge, p.county)},
            {"status", standing},
            {"status_text", knowledge.messages.text("commissioner.status." + standing)},
            {"teams", teams},
            {"open_reports", view.listed.load.open},
            {"load_limit", p.load_limit},
            {"answered", view.listed.load.answered},
            {"solved", view.listed.load.solved},
            {"term_ends", view.listed.term_ends ? json(write_day(*view.listed.term_ends)) : json(nullptr)}};
}

json write_term(const Appointment& a, Day today)
{
    return {{"id", std::to_string(a.id.value)},
            {"programme", name_of(a.programme)},
            {"level", name_of(a.level)},
            {"batch", a.batch},
            {"start", write_day(a.first)},
            {"end", write_day(a.last)},
            {"ended_on", a.ended ? json(write_day(*a.ended)) : json(nullptr)},
            {"outcome", a.outcome ? json(name_of(*a.outcome)) : json(nullptr)},
            {"active", a.active_on(today)}};
}

json write_leave(const CommissionerView& view)
{
    json all = json::array();
    for (const auto& a : view.absences) {
        json stand_in = nullptr;
        const auto name =
            a.stand_in ? std::ranges::find(view.stand_in_names, *a.stand_in, [](const auto& n) { return n.first; })
                       : view.stand_in_names.end();
        if (name != view.stand_in_names.end()) stand_in = write_named(*a.stand_in, name->second);
        all.push_back({{"id", std::to_string(a.id.value)},
                       {"start", write_day(a.first)},
                       {"end", write_day(a.last)},
                       {"reason", a.reason},
                       {"stand_in", stand_in}});
    }
    return all;
}

Reply write_person(int status, const Context& context, const CommissionerView& view)
{
    const auto& knowledge = context.knowledge();
    const auto& row = view.listed.row;
    json all = write_person_row(knowledge, view);
    all["phone"] = row.person.phone;
    all["version"] = row.version;
    all["crops"] = json::array();
    for (const auto& crop : row.person.crops) all["crops"].push_back(write_crop(knowledge, crop));
    all["kinds"] = json::array();
    for (const auto kind : row.person.kinds) all["kinds"].push_back(name_of(kind));
    all["suspended"] = row.person.suspended;
    all["appointments"] = json::array();
    for (const auto& term : view.appointments) all["appointments"].push_back(write_term(term, view.today));
    all["absences"] = write_leave(view);
    all["may"] = json::array();
    if (view.may_manage)
        for (const auto* what : {"edit", "suspend", "appoint"}) all["may"].push_back(what);
    if (view.may_change_absences) all["may"].push_back("add_absence");
    return {status, all.dump(), row.version};
}

json write_any_crop(const Knowledge& knowledge, const std::string& crop)
{
    if (crop.empty()) return {{"id", ""}, {"name", knowledge.messages.text("routing.any_crop")}};
    return write_crop(knowledge, crop);
}

json write_team_row(const Knowledge& knowledge, const TeamView& view)
{
    const auto& listed = view.listed;
    const auto& team = listed.row.team;
    return {{"id", std::to_string(team.id.value)},
            {"name", team.name},
            {"industry", write_crop(knowledge, team.industry)},
            {"region", write_place(knowledge, team.region)},
            {"active", team.active},
            {"leader", write_named(listed.leader, listed.leader_name)},
            {"members", listed.members},
            {"open_reports", listed.open_reports},
            {"capacity", listed.capacity}};
}

Reply write_whole_team(int status, const Context& context, const TeamView& view)
{
    const auto& knowledge = context.knowledge();
    json all = write_team_row(knowledge, view);
    all["version"] = view.listed.row.version;
    all["people"] = json::array();
    for (const auto& [person, leads] : view.people) {
        all["people"].push_back(write_person_row(knowledge, person));
        all["people"].back()["leader"] = leads;
    }
    all["coverage"] = json::array();
    for (const auto& c : view.coverage)
        all["coverage"].push_back({{"id", std::to_string(c.id.value)},
                                   {"crop", write_any_crop(knowledge, c.crop)},
                                   {"region", write_place(knowledge, c.region)},
                                   {"kind", c.kind ? json(name_of(*c.kind)) : json(nullptr)}});
    all["may"] = json::array();
    if (view.may_manage)
        for (const auto* what : {"edit", "change_members", "change_coverage"}) all["may"].push_back(what);
    return {status, all.dump(), view.listed.row.version};
}

}  // namespace

Reply write_commissioners(const Context& context, const service::CommissionerPage& page)
{
    json rows = json::array();
    for (const auto& view : page.rows) rows.push_back(write_person_row(context.knowledge(), view));
    const json next = page.next ? json(std::to_string(page.next.value)) : json(nullptr);
    return {200, json{{"commissioners", rows}, {"next", next}}.dump()};
}

Reply write_commissioner(const Context& context, const CommissionerView& view)
{
    return write_person(200, context, view);
}

Reply write_created_commissioner(const Context& context, const CommissionerView& view)
{
    return write_person(201, context, view);
}

Reply write_absences(const Context&, const CommissionerView& view)
{
    return {200, json{{"absences", write_leave(view)}}.dump()};
}

Reply write_teams(const Context& context, const std::vector<TeamView>& teams)
{
    json rows = json::array();
    for (const auto& team : teams) rows.push_back(write_team_row(context.knowledge(), team));
    return {200, json{{"teams", rows}}.dump()};
}

Reply write_team(const Context& context, const TeamView& view)
{
    return write_whole_team(200, context, view);
}

Reply write_created_team(const Context& context, const TeamView& view)
{
    return write_whole_team(201, context, view);
}

Reply write_import(const Context& context, const service::ImportResult& result)
{
    constexpr std::array<std::string_view, 3> verdicts{"new", "update", "bad"};
    json lines = json::array();
    int bad = 0;
    for (const auto& line : result.lines) {
        json errors = json::array();
        for (const auto& f : line.faults)
            errors.push_back(
                {{"field", f.field}, {"code", f.code}, {"title", context.knowledge().messages.text(f.code)}});
        bad += line.verdict == service::LineVerdict::bad;
        lines.push_back({{"line", line.line},
                         {"name", line.name},
                         {"verdict", verdicts.at(static_cast<std::size_t>(line.verdict))},
                         {"errors", errors}});
    }
    const auto all = static_cast<int>(result.lines.size());
    return {result.written > 0 ? 201 : 200,
            json{{"written", result.written}, {"good", all - bad}, {"bad", bad}, {"lines", lines}}.dump()};
}

}  // namespace agri110::handlers::wire
