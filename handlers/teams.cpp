// Teams: members, leader, coverage.
#include "handlers/doors.hpp"
#include "handlers/wire/people.hpp"

namespace agri110::handlers {
namespace {

/// Writes with an idempotency key, and shows the team as it is now.
template <auto use_case, class Value>
awaitable<Response> write_once(Call call, Value value)
{
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());
    constexpr auto run = service::once<use_case, wire::write_created_team, Value>;
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, std::move(value));
    co_return answer(call, reply);
}

/// Takes something away, and shows the team as it is now.
template <auto use_case, class Value>
awaitable<Response> take_away(Call call, Value value)
{
    auto view = co_await call.app.db.write(use_case, call.context, std::move(value));
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_team(call.context, *view));
}

}  // namespace

awaitable<Response> list_teams(Call call)
{
    const service::TeamQuery query{Call::number(call.query("region")), call.query("crop")};
    auto teams = co_await call.app.db.read(service::list_teams, call.context, query);
    if (!teams) co_return problem(call, teams.error());
    co_return answer(call, wire::write_teams(call.context, *teams));
}

awaitable<Response> show_team(Call call)
{
    auto view = co_await call.app.db.read(service::show_team, call.context, call.id<TeamId>("id"));
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_team(call.context, *view));
}

awaitable<Response> create_team(Call call)
{
    auto team = wire::read_body(call.request.body.text(), "team.invalid", wire::read_team);
    if (!team) co_return problem(call, team.error());
    auto response = co_await write_once<service::create_team>(std::move(call), *team);
    co_return response;
}

awaitable<Response> change_team(Call call)
{
    const auto change = wire::read_body(call.request.body.text(), "team.invalid", wire::read_team_change);
    if (!change) co_return problem(call, change.error());
    const service::TeamTicket ticket{call.id<TeamId>("id"), call.expected_version()};
    auto view = co_await call.app.db.write(service::change_team, call.context, ticket, *change);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_team(call.context, *view));
}

awaitable<Response> create_member(Call call)
{
    auto membership = wire::read_body(call.request.body.text(), "team.invalid", wire::read_membership);
    if (!membership) co_return problem(call, membership.error());
    membership->team = call.id<TeamId>("id");
    auto response = co_await write_once<service::add_member>(std::move(call), *membership);
    co_return response;
}

awaitable<Response> remove_member(Call call)
{
    const Membership membership{call.id<TeamId>("id"), call.id<CommissionerId>("commissioner"), false};
    auto response = co_await take_away<service::remove_member>(std::move(call), membership);
    co_return response;
}

awaitable<Response> create_coverage(Call call)
{
    auto coverage = wire::read_body(call.request.body.text(), "team.invalid", wire::read_coverage);
    if (!coverage) co_return problem(call, coverage.error());
    coverage->team = call.id<TeamId>("id");
    auto response = co_await write_once<service::add_coverage>(std::move(call), *coverage);
    co_return response;
}

awaitable<Response> remove_coverage(Call call)
{
    Coverage coverage;
    coverage.id = call.id<CoverageId>("coverage");
    coverage.team = call.id<TeamId>("id");
    auto response = co_await take_away<service::remove_coverage>(std::move(call), coverage);
    co_return response;
}

}  // namespace agri110::handlers
