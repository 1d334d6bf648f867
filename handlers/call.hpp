// One request on its way through a door.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/outcome.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "service/app.hpp"
#include "service/once.hpp"
#include "service/sessions.hpp"

namespace agri110::handlers {

using boost::asio::awaitable;
using http::Method;
using http::Response;

/// Who may come to a door at all; what they may do behind it is decided in domain/permission.
enum class Access {
    anyone,
    reporter,  // with a tracking token in the path
    staff,     // any account
    worker,    // commissioners and leaders
    office,    // operators, officials and admins
    manager,   // officials and admins
    admin,
};

/// True when a caller of this role may come to the door.
bool may_enter(Access access, Role role);

/// What a door gets. Refers to the request and the app, which live longer than the door's coroutine.
struct Call {
    http::Request& request;
    service::App& app;
    http::PathParameters parameters;
    service::Context context;
    service::SessionView session;

    /// A path parameter that is an id of ours; 0 when it is not a number, which no row has.
    template <class AnyId>
    AnyId id(std::string_view name) const
    {
        return AnyId{number(parameters.at(name))};
    }
    /// The number in If-Match, if the caller sent one.
    std::optional<std::int64_t> expected_version() const;
    /// From the Idempotency-Key header; refuses a malformed one.
    Outcome<service::Idempotency> idempotency() const;
    /// A query value, "" when absent.
    std::string query(std::string_view name) const;

    static std::int64_t number(std::string_view text);
};

using Door = awaitable<Response> (*)(Call);

/// Access has no default: leaving it out does not compile.
struct Route {
    Method method;
    std::string_view path;
    Access access;
    Door door;
    std::string_view summary;
};

/// Every route there is.
std::span<const Route> all_routes();

/// A refusal as an answer, in Chinese, with the faulty fields.
Response problem(const Call& call, const Refusal& refusal);
/// A finished document with its ETag.
Response answer(int status, std::string json, std::optional<std::int64_t> version = std::nullopt);
/// What once() gave, or the refusal.
Response answer(const Call& call, const Outcome<service::Reply>& reply);

}  // namespace agri110::handlers
