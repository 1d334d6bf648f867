// The reporter's side: by tracking link, or by phone and code.
#include "handlers/doors.hpp"
#include "handlers/wire/reports.hpp"

namespace agri110::handlers {
namespace {

/// Read the body, run one use case on the report of the link, show the reporter's new view.
template <auto use_case, class Body>
awaitable<Response> say(Call call, Body (*read)(wire::Fields&))
{
    const auto body = wire::read_body(call.request.body.text(), "message.invalid", read);
    if (!body) co_return problem(call, body.error());
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());

    constexpr auto run = service::once<use_case, wire::write_created_tracked, Body>;
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, *body);
    co_return answer(call, reply);
}

struct PhoneAndCode {
    std::string phone{};
    std::string code{};
};

PhoneAndCode read_phone_and_code(wire::Fields& fields)
{
    return {fields.phone("phone"), fields.text("code", {6, 6})};
}

std::string read_phone(wire::Fields& fields)
{
    return fields.phone("phone");
}

}  // namespace

awaitable<Response> show_tracked(Call call)
{
    const auto token = call.context.actor.token;
    auto view = co_await call.app.db.read(service::track_report, call.context, token);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_tracked(call.context, *view));
}

awaitable<Response> create_reply(Call call)
{
    return say<service::reply_to_report>(std::move(call), wire::read_writing);
}

awaitable<Response> create_confirmation(Call call)
{
    return say<service::confirm_report>(std::move(call), wire::read_saying);
}

awaitable<Response> create_withdrawal(Call call)
{
    return say<service::withdraw_report>(std::move(call), wire::read_optional_reason);
}

awaitable<Response> create_own_reopening(Call call)
{
    return say<service::reopen_own_report>(std::move(call), wire::read_reason);
}

awaitable<Response> create_phone_code(Call call)
{
    const auto phone = wire::read_body(call.request.body.text(), "phone.invalid", read_phone);
    if (!phone) co_return problem(call, phone.error());

    auto sent = co_await call.app.db.write(service::send_phone_code, call.context, *phone);
    if (!sent) co_return problem(call, sent.error());
    co_return answer(202, "{}");
}

awaitable<Response> list_my_reports(Call call)
{
    const auto asked = wire::read_body(call.request.body.text(), "phone.invalid", read_phone_and_code);
    if (!asked) co_return problem(call, asked.error());

    auto mine = co_await call.app.db.write(service::list_my_reports, call.context, asked->phone, asked->code);
    if (!mine) co_return problem(call, mine.error());
    if (!mine->code_accepted) co_return problem(call, {Fault::invalid, "code.wrong", {{"code", "field.code.wrong"}}});
    co_return answer(call, wire::write_my_reports(call.context, *mine));
}

}  // namespace agri110::handlers
