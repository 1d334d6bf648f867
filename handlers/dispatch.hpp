// From a request to its door: which route, who is calling, may they come in.
#pragma once

#include <memory>

#include "handlers/call.hpp"
#include "http/static_files.hpp"

namespace agri110::handlers {

inline constexpr std::string_view session_cookie = "session";
inline constexpr std::string_view session_cookie_name = "__Host-session";

/// Answers every request of the public listener: the API by the route table, everything else from the built pages.
class Dispatcher {
public:
    Dispatcher(service::App& app, const http::StaticFiles& pages);

    awaitable<Response> dispatch(http::Request& request) const;

private:
    awaitable<Response> enter(http::Request& request, const Route& route, http::PathParameters parameters) const;
    Response refusal(const http::Request& request, int status, std::string_view code) const;
    /// Nothing durable can be promised now: come back later.
    Response later(const http::Request& request, int status, std::string_view code) const;
    Response not_routed(const http::Request& request, const http::RouteMatch<Route>& match) const;

    service::App& app_;
    const http::StaticFiles& pages_;
    http::Router<Route> router_;
};

}  // namespace agri110::handlers
