#include "handlers/call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "http/problem.hpp"

namespace agri110::handlers {
namespace {

constexpr std::size_t longest_key = 255;

int status_of(Fault fault)
{
    switch (fault) {
        case Fault::invalid:
            return 422;
        case Fault::unauthenticated:
            return 401;
        case Fault::forbidden:
            return 403;
        case Fault::not_found:
            return 404;
        case Fault::conflict:
            return 409;
        case Fault::stale:
            return 412;
        case Fault::too_large:
            return 413;
        case Fault::unsupported_type:
            return 415;
        case Fault::too_many:
            return 429;
    }
    return 500;
}

std::string_view to_etag(std::string_view header)
{
    if (header.starts_with("W/")) header.remove_prefix(2);
    if (header.size() >= 2 && header.front() == '"' && header.back() == '"')
        header = header.substr(1, header.size() - 2);
    return header;
}

}  // namespace

bool may_enter(Access access, Role role)
{
    using R = Role;
    switch (access) {
        case Access::anyone:
            return true;
        case Access::reporter:
            return role == R::reporter;
        case Access::staff:
            return SetOf<R>{R::commissioner, R::leader, R::operator_, R::official, R::admin}.has(role);
        case Access::worker:
            return SetOf<R>{R::commissioner, R::leader}.has(role);
        case Access::office:
            return SetOf<R>{R::operator_, R::official, R::admin}.has(role);
        case Access::manager:
            return SetOf<R>{R::official, R::admin}.has(role);
        case Access::admin:
            return role == R::admin;
    }
    return false;
}

std::optional<std::int64_t> Call::expected_version() const
{
    const auto* header = request.headers.find("If-Match");
    if (!header || *header == "*") return std::nullopt;
    return number(to_etag(*header));
}

Outcome<service::Idempotency> Call::idempotency() const
{
    const auto* header = request.headers.find("Idempotency-Key");
    if (!header) return service::Idempotency{};
    const bool plain = std::ranges::all_of(*header, [](char c) { return c > ' ' && c < 0x7f; });
    if (header->empty() || header->size() > longest_key || !plain)
        return refuse(Fault::invalid, "idempotency.malformed");
    const auto caller = context.actor.account ? fmt::format("{}", context.actor.account.value) : context.actor.token;
    return service::Idempotency{fmt::format("{} {} {} {}", caller, to_text(request.method), request.path, *header),
                                request.body.text()};
}

std::string Call::query(std::string_view name) const
{
    const auto* value = request.query_value(name);
    return value ? *value : std::string{};
}

std::int64_t Call::number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
}

Response problem(const Call& call, const Refusal& refusal)
{
    const auto& messages = call.context.knowledge().messages;
    http::Problem problem;
    problem.status = status_of(refusal.fault);
    problem.code = refusal.code;
    problem.title = messages.text(refusal.code);
    problem.request_id = call.request.id;
    for (const auto& field : refusal.fields)
        problem.errors.push_back({field.field, field.code, messages.text(field.code)});
    auto response = http::problem_response(problem);
    if (refusal.fault == Fault::too_many) response.headers.set("Retry-After", "600");
    return response;
}

Response answer(int status, std::string json, std::optional<std::int64_t> version)
{
    auto response = http::json_response(status, std::move(json));
    if (version) response.headers.set("ETag", fmt::format("\"{}\"", *version));
    return response;
}

Response answer(const Call& call, const Outcome<service::Reply>& reply)
{
    if (!reply) return problem(call, reply.error());
    return answer(reply->status, reply->body, reply->version);
}

}  // namespace agri110::handlers
