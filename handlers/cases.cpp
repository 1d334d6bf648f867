// Solved cases: drafted, listed, shown, edited, reviewed.
#include "handlers/wire/cases.hpp"

#include "handlers/doors.hpp"
#include "handlers/wire/reports.hpp"
#include "service/document_feed.hpp"

namespace agri110::handlers {
namespace {

constexpr int tries = 3;
constexpr std::size_t few = 100;

/// What was published or taken back is found, or no longer found, before the answer goes out. More than a few changes
/// are left to the loop, which does not hold up other requests.
awaitable<void> bring_index_up_to_date(service::App* app)
{
    for (int i = 0; i < tries; ++i) {
        const auto library = app->library.load();
        auto& feed = library->documents();
        const auto after = feed.revision();
        const auto changes = co_await app->db.read(service::document_changes, after);
        if (changes->put.size() > few || feed.take(*changes)) co_return;
    }
}

service::CaseTicket ticket_of(const Call& call)
{
    return {call.id<CaseId>("id"), call.expected_version()};
}

/// Doors that review: read the body, run one use case on one case, show it as it is now.
template <auto use_case>
awaitable<Response> review(Call call, std::string (*read)(wire::Fields&))
{
    const auto said = wire::read_body(call.request.body.text(), "case.invalid", read);
    if (!said) co_return problem(call, said.error());
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());

    constexpr auto run = service::once<use_case, wire::write_created_case, service::CaseTicket, std::string>;
    const auto ticket = ticket_of(call);
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, ticket, *said);
    if (reply) co_await bring_index_up_to_date(&call.app);
    co_return answer(call, reply);
}

}  // namespace

awaitable<Response> create_case(Call call)
{
    const auto body = wire::read_body(call.request.body.text(), "case.invalid", wire::read_nothing);
    if (!body) co_return problem(call, body.error());
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());

    constexpr auto run = service::once<service::draft_case, wire::write_created_case, ReportId>;
    const auto report = call.id<ReportId>("id");
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, report);
    co_return answer(call, reply);
}

awaitable<Response> list_cases(Call call)
{
    const auto filter = wire::read_case_filter(call.query("state"), call.query("team"), call.query("after"));
    if (!filter) co_return problem(call, filter.error());
    auto page = co_await call.app.db.read(service::list_cases, call.context, *filter);
    if (!page) co_return problem(call, page.error());
    co_return answer(call, wire::write_cases(call.context, *page));
}

awaitable<Response> show_case(Call call)
{
    auto view = co_await call.app.db.read(service::show_case, call.context, call.id<CaseId>("id"));
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_case(call.context, *view));
}

awaitable<Response> change_case(Call call)
{
    const auto editing = wire::read_body(call.request.body.text(), "case.invalid", wire::read_case_editing);
    if (!editing) co_return problem(call, editing.error());

    const auto ticket = ticket_of(call);
    auto view = co_await call.app.db.write(service::edit_case, call.context, ticket, *editing);
    if (!view) co_return problem(call, view.error());
    co_await bring_index_up_to_date(&call.app);
    co_return answer(call, wire::write_case(call.context, *view));
}

awaitable<Response> create_publication(Call call)
{
    return review<service::publish_case>(std::move(call), wire::read_note);
}

awaitable<Response> create_return(Call call)
{
    return review<service::return_case>(std::move(call), wire::read_reason);
}

awaitable<Response> create_case_withdrawal(Call call)
{
    return review<service::withdraw_case>(std::move(call), wire::read_reason);
}

}  // namespace agri110::handlers
