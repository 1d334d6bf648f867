// Reports as a whole: told, listed, shown, corrected, and why they went where they are.
#include "handlers/wire/reports.hpp"

#include <sstream>

#include "handlers/doors.hpp"

namespace agri110::handlers {
namespace {

/// The filters of the query string; a value that means nothing is a fault of that field.
Outcome<service::ReportQuery> read_query(const Call& call)
{
    service::ReportQuery query;
    std::vector<FieldError> faults;
    auto& filter = query.filter;
    std::istringstream states(call.query("state"));
    for (std::string name; std::getline(states, name, ',');) {
        if (const auto state = state_of(name))
            filter.states.push_back(*state);
        else
            faults.push_back({"state", "field.choice"});
    }
    for (const auto* name : {"county", "region"})
        if (const auto given = call.query(name); !given.empty()) {
            const auto* region = call.context.knowledge().regions.find(Call::number(given));
            if (region)
                filter.counties = counties_of(region->code);
            else
                faults.push_back({name, "field.region.unknown"});
        }
    filter.crop = call.query("crop");
    filter.team = {Call::number(call.query("team"))};
    filter.commissioner = {Call::number(call.query("commissioner"))};
    filter.only_open = call.query("open") == "1";
    filter.after = call.query("after");
    query.mine = call.query("mine") == "1";
    query.overdue = call.query("overdue") == "1";
    query.words = call.query("q");
    if (!faults.empty()) return refuse(Fault::invalid, "list.invalid", std::move(faults));
    return query;
}

}  // namespace

awaitable<Response> create_report(Call call)
{
    const auto draft = wire::read_body(call.request.body.text(), "report.invalid", wire::read_report_draft);
    if (!draft) co_return problem(call, draft.error());
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());

    auto understood = service::understand_draft(call.context, *draft);
    constexpr auto submit = service::once<service::submit_report, wire::write_receipt, ReportDraft, Understanding>;
    auto reply = co_await call.app.db.write(submit, *idempotency, call.context, *draft, std::move(understood));
    co_return answer(call, reply);
}

awaitable<Response> list_reports(Call call)
{
    const auto query = read_query(call);
    if (!query) co_return problem(call, query.error());

    auto listed = co_await call.app.db.read(service::list_reports, call.context, *query);
    if (!listed) co_return problem(call, listed.error());
    co_return answer(call, wire::write_list(call.context, *listed));
}

awaitable<Response> show_report(Call call)
{
    auto view = co_await call.app.db.read(service::show_report, call.context, call.id<ReportId>("id"));
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_view(call.context, *view));
}

awaitable<Response> change_report(Call call)
{
    const auto correction = wire::read_body(call.request.body.text(), "report.invalid", wire::read_correction);
    if (!correction) co_return problem(call, correction.error());

    const service::Ticket ticket{call.id<ReportId>("id"), call.expected_version()};
    auto view = co_await call.app.db.write(service::reclassify_report, call.context, ticket, *correction);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_view(call.context, *view));
}

awaitable<Response> show_routing(Call call)
{
    auto decisions = co_await call.app.db.read(service::show_routing, call.context, call.id<ReportId>("id"));
    if (!decisions) co_return problem(call, decisions.error());
    co_return answer(call, wire::write_routing(call.context, *decisions));
}

awaitable<Response> preview_routing(Call call)
{
    const auto need = wire::read_body(call.request.body.text(), "preview.invalid", wire::read_need);
    if (!need) co_return problem(call, need.error());

    auto decision = co_await call.app.db.read(service::preview_routing, call.context, *need);
    if (!decision) co_return problem(call, decision.error());
    co_return answer(call, wire::write_preview(call.context, *decision));
}

}  // namespace agri110::handlers
