#include "handlers/dispatch.hpp"

#include <spdlog/spdlog.h>

#include "http/origin.hpp"
#include "http/problem.hpp"

namespace agri110::handlers {

Dispatcher::Dispatcher(service::App& app, const http::StaticFiles& pages) : app_(app), pages_(pages)
{
    for (const auto& route : all_routes()) router_.add(route.method, std::string(route.path), route);
}

awaitable<Response> Dispatcher::dispatch(http::Request& request) const
{
    auto match = router_.find(request.method, request.path);
    if (!match.target) co_return not_routed(request, match);
    request.route = match.pattern;
    auto parameters = std::move(match.parameters);
    try {
        auto response = co_await enter(request, *match.target, std::move(parameters));
        co_return response;
    } catch (const storage::DiskFullError& error) {
        spdlog::error("request={} route={} storage: {}", request.id, request.route, error.what());
        co_return later(request, 507, "storage.full");
    } catch (const storage::StorageError& error) {
        spdlog::error("request={} route={} storage: {}", request.id, request.route, error.what());
        co_return later(request, 503, "storage.unavailable");
    }
}

awaitable<Response> Dispatcher::enter(http::Request& request, const Route& route, http::PathParameters parameters) const
{
    Actor stranger{.sender = request.peer};
    Call call{request, app_, std::move(parameters), app_.context(std::move(stranger)), {}};
    // Also for doors without a session: logging in must not be possible from somebody else's page either.
    if (!http::same_origin(request)) co_return problem(call, {Fault::forbidden, "http.cross_site"});

    if (route.access == Access::reporter) {
        call.context.actor.role = Role::reporter;
        call.context.actor.token = call.parameters.at("token");
    } else if (const auto key = request.cookie(session_cookie_name)) {
        auto session = co_await app_.db.read(service::find_session, call.context, *key);
        if (session) {
            call.session = std::move(*session);
            call.context.actor = call.session.actor;
        } else if (route.access != Access::anyone) {
            co_return problem(call, session.error());
        }
    }
    if (!may_enter(route.access, call.context.actor.role)) {
        const bool known = call.context.actor.account.value != 0;
        co_return problem(
            call, known ? Refusal{Fault::forbidden, "forbidden"} : Refusal{Fault::unauthenticated, "session.none"});
    }
    auto response = co_await route.door(std::move(call));
    co_return response;
}

Response Dispatcher::refusal(const http::Request& request, int status, std::string_view code) const
{
    http::Problem problem;
    problem.status = status;
    problem.code = code;
    problem.title = app_.library.load()->knowledge->messages.text(code);
    problem.request_id = request.id;
    return http::problem_response(problem);
}

Response Dispatcher::later(const http::Request& request, int status, std::string_view code) const
{
    auto response = refusal(request, status, code);
    response.headers.set("Retry-After", "10");
    return response;
}

Response Dispatcher::not_routed(const http::Request& request, const http::RouteMatch<Route>& match) const
{
    if (match.allowed.empty() && !request.path.starts_with("/api/"))
        if (auto page = pages_.answer(request)) return std::move(*page);
    auto response = match.allowed.empty() ? refusal(request, 404, "http.not_found")
                                          : refusal(request, 405, "http.method_not_allowed");
    if (!match.allowed.empty()) response.headers.set("Allow", http::allow_header(match.allowed));
    return response;
}

}  // namespace agri110::handlers
