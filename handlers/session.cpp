// Logging in and out.
#include "handlers/wire/session.hpp"

#include "handlers/dispatch.hpp"
#include "handlers/doors.hpp"
#include "http/cookies.hpp"

namespace agri110::handlers {
namespace {

Response refused(const Call& call, const service::Login& login)
{
    if (login.too_many) return problem(call, {Fault::too_many, "login.too_many"});
    return problem(call, {Fault::unauthenticated, "login.wrong"});
}

}  // namespace

awaitable<Response> create_session(Call call)
{
    const auto credentials = wire::read_body(call.request.body.text(), "login.invalid", wire::read_credentials);
    if (!credentials) co_return problem(call, credentials.error());

    // The slow look at the password happens on a reading connection, beside the writer.
    auto check = co_await call.app.db.read(service::check_password, call.context, *credentials);
    if (!check) co_return problem(call, check.error());
    const auto old_key = call.request.cookie(session_cookie_name).value_or("");
    auto login = co_await call.app.db.write(service::log_in, call.context, *credentials, *check, old_key);
    if (!login) co_return problem(call, login.error());
    if (!login->accepted) co_return refused(call, *login);

    auto response = answer(call, wire::write_session(call.context, login->session));
    const auto lives = std::chrono::ceil<std::chrono::seconds>(login->session.expires_at - call.context.now);
    response.headers.add("Set-Cookie", http::host_cookie(session_cookie, login->key, lives));
    co_return response;
}

awaitable<Response> show_session(Call call)
{
    co_return answer(call, wire::write_session(call.context, call.session));
}

awaitable<Response> remove_session(Call call)
{
    const auto key = call.request.cookie(session_cookie_name).value_or("");
    auto done = co_await call.app.db.write(service::log_out, call.context, key);
    if (!done) co_return problem(call, done.error());
    auto response = http::empty_response();
    response.headers.add("Set-Cookie", http::forget_host_cookie(session_cookie));
    co_return response;
}

awaitable<Response> change_password(Call call)
{
    auto change = wire::read_body(call.request.body.text(), "password.invalid", wire::read_password_change);
    if (!change) co_return problem(call, change.error());
    change->password_hash = service::hash_password(change->password_hash);

    auto changed = co_await call.app.db.write(service::set_password, call.context, *change);
    if (!changed) co_return problem(call, changed.error());
    if (!*changed) co_return problem(call, {Fault::invalid, "code.wrong", {{"code", "field.code.wrong"}}});
    co_return http::empty_response();
}

}  // namespace agri110::handlers
