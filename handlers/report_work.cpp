// What staff do with one report. A change of state is a resource: POST makes it, the answer is the new view.
#include "handlers/doors.hpp"
#include "handlers/wire/reports.hpp"
#include "service/alerts.hpp"

namespace agri110::handlers {
namespace {

service::Ticket ticket_of(const Call& call)
{
    return {call.id<ReportId>("id"), call.expected_version()};
}

/// All doors of this file are one shape: read the body, run one use case on one report, show the new view.
template <auto use_case, class Body>
awaitable<Response> work(Call call, Body (*read)(wire::Fields&))
{
    const auto body = wire::read_body(call.request.body.text(), "work.invalid", read);
    if (!body) co_return problem(call, body.error());
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());

    constexpr auto run = service::once<use_case, wire::write_created_view, service::Ticket, Body>;
    const auto ticket = ticket_of(call);
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, ticket, *body);
    co_return answer(call, reply);
}

Outcome<service::ReportView> accept(storage::Transaction& tx, const service::Context& context,
                                    const service::Ticket& ticket, const bool&)
{
    return service::accept_report(tx, context, ticket);
}

}  // namespace

awaitable<Response> create_acceptance(Call call)
{
    return work<accept, bool>(std::move(call), wire::read_nothing);
}

awaitable<Response> create_refusal(Call call)
{
    return work<service::refuse_report>(std::move(call), wire::read_refusing);
}

awaitable<Response> create_answer(Call call)
{
    return work<service::answer_report>(std::move(call), wire::read_answer);
}

awaitable<Response> create_question(Call call)
{
    return work<service::ask_reporter>(std::move(call), wire::read_writing);
}

awaitable<Response> create_visit(Call call)
{
    return work<service::plan_visit>(std::move(call), wire::read_visit);
}

awaitable<Response> create_resolution(Call call)
{
    return work<service::resolve_report>(std::move(call), wire::read_resolution);
}

awaitable<Response> create_transfer(Call call)
{
    return work<service::transfer_report>(std::move(call), wire::read_transfer);
}

awaitable<Response> create_rejection(Call call)
{
    return work<service::reject_report>(std::move(call), wire::read_reason);
}

awaitable<Response> create_alert(Call call)
{
    return work<service::judge_alert>(std::move(call), wire::read_alert_judgement);
}

awaitable<Response> create_duplicate(Call call)
{
    return work<service::mark_duplicate>(std::move(call), wire::read_duplicate);
}

awaitable<Response> create_reopening(Call call)
{
    return work<service::reopen_report>(std::move(call), wire::read_reason);
}

}  // namespace agri110::handlers
