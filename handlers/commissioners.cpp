// Commissioners: records, suspension, terms, leave, and the roster from a spreadsheet.
#include "handlers/doors.hpp"
#include "handlers/wire/people.hpp"

namespace agri110::handlers {
namespace {

service::PersonTicket ticket_of(const Call& call)
{
    return {call.id<CommissionerId>("id"), call.expected_version()};
}

/// Writes with an idempotency key, and shows the person as it is now.
template <auto use_case, auto render, class... Values>
awaitable<Response> write_once(Call call, Values... values)
{
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());
    constexpr auto run = service::once<use_case, render, Values...>;
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, std::move(values)...);
    co_return answer(call, reply);
}

service::ImportMode mode_of(const Call& call)
{
    if (call.query("dry_run") == "1") return service::ImportMode::preview;
    return call.query("skip_bad") == "1" ? service::ImportMode::skip_bad : service::ImportMode::all_or_nothing;
}

}  // namespace

awaitable<Response> list_commissioners(Call call)
{
    service::CommissionerQuery query{call.query("q"),
                                     {Call::number(call.query("team"))},
                                     Call::number(call.query("region")),
                                     storage::standing_of(call.query("status")),
                                     {Call::number(call.query("after"))}};
    auto page = co_await call.app.db.read(service::list_commissioners, call.context, query);
    if (!page) co_return problem(call, page.error());
    co_return answer(call, wire::write_commissioners(call.context, *page));
}

awaitable<Response> show_commissioner(Call call)
{
    auto view = co_await call.app.db.read(service::show_commissioner, call.context, call.id<CommissionerId>("id"));
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_commissioner(call.context, *view));
}

awaitable<Response> create_commissioner(Call call)
{
    auto person = wire::read_body(call.request.body.text(), "commissioner.invalid", wire::read_commissioner);
    if (!person) co_return problem(call, person.error());
    auto response =
        co_await write_once<service::create_commissioner, wire::write_created_commissioner>(std::move(call), *person);
    co_return response;
}

awaitable<Response> change_commissioner(Call call)
{
    const auto change =
        wire::read_body(call.request.body.text(), "commissioner.invalid", wire::read_commissioner_change);
    if (!change) co_return problem(call, change.error());
    const auto ticket = ticket_of(call);
    auto view = co_await call.app.db.write(service::change_commissioner, call.context, ticket, *change);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_commissioner(call.context, *view));
}

awaitable<Response> create_suspension(Call call)
{
    auto reason = wire::read_body(call.request.body.text(), "commissioner.invalid", wire::read_suspension);
    if (!reason) co_return problem(call, reason.error());
    auto ticket = ticket_of(call);
    auto response = co_await write_once<service::suspend_commissioner, wire::write_created_commissioner>(
        std::move(call), ticket, *reason);
    co_return response;
}

awaitable<Response> remove_suspension(Call call)
{
    const auto ticket = ticket_of(call);
    auto view = co_await call.app.db.write(service::resume_commissioner, call.context, ticket);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_commissioner(call.context, *view));
}

awaitable<Response> create_appointment(Call call)
{
    auto appointment = wire::read_body(call.request.body.text(), "appointment.invalid", wire::read_appointment);
    if (!appointment) co_return problem(call, appointment.error());
    appointment->commissioner = call.id<CommissionerId>("id");
    auto response =
        co_await write_once<service::appoint, wire::write_created_commissioner>(std::move(call), *appointment);
    co_return response;
}

awaitable<Response> end_appointment(Call call)
{
    auto end = wire::read_body(call.request.body.text(), "appointment.invalid", wire::read_term_end);
    if (!end) co_return problem(call, end.error());
    end->person = call.id<CommissionerId>("id");
    end->appointment = call.id<AppointmentId>("appointment");
    auto view = co_await call.app.db.write(service::end_term, call.context, *end);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_commissioner(call.context, *view));
}

awaitable<Response> list_absences(Call call)
{
    auto view = co_await call.app.db.read(service::show_commissioner, call.context, call.id<CommissionerId>("id"));
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_absences(call.context, *view));
}

awaitable<Response> create_absence(Call call)
{
    auto absence = wire::read_body(call.request.body.text(), "absence.invalid", wire::read_absence);
    if (!absence) co_return problem(call, absence.error());
    absence->commissioner = call.id<CommissionerId>("id");
    auto response =
        co_await write_once<service::add_absence, wire::write_created_commissioner>(std::move(call), *absence);
    co_return response;
}

awaitable<Response> remove_absence(Call call)
{
    const service::AbsenceEnd end{call.id<CommissionerId>("id"), call.id<AbsenceId>("absence")};
    auto view = co_await call.app.db.write(service::end_absence, call.context, end);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_commissioner(call.context, *view));
}

awaitable<Response> import_commissioners(Call call)
{
    const auto mode = mode_of(call);
    const auto file = call.request.body.text();
    if (mode == service::ImportMode::preview) {
        auto judged = co_await call.app.db.read(service::import_roster, call.context, file, mode);
        if (!judged) co_return problem(call, judged.error());
        co_return answer(call, wire::write_import(call.context, *judged));
    }
    auto response = co_await write_once<service::import_roster, wire::write_import>(std::move(call), file, mode);
    co_return response;
}

}  // namespace agri110::handlers
