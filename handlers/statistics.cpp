// What officials watch, on the page and as a file.
#include "handlers/wire/statistics.hpp"

#include <fmt/format.h>

#include "handlers/doors.hpp"

namespace agri110::handlers {
namespace {

Outcome<service::StatisticsQuery> query_of(const Call& call)
{
    return wire::read_statistics_query(call.context, Call::number(call.parameters.at("region")), call.query("from"),
                                       call.query("to"), call.query("by"));
}

}  // namespace

awaitable<Response> show_statistics(Call call)
{
    const auto query = query_of(call);
    if (!query) co_return problem(call, query.error());
    auto view = co_await call.app.db.read_late(service::show_statistics, call.context, *query);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_statistics(call.context, *view));
}

awaitable<Response> export_statistics(Call call)
{
    const auto query = query_of(call);
    if (!query) co_return problem(call, query.error());
    auto view = co_await call.app.db.read_late(service::show_statistics, call.context, *query);
    if (!view) co_return problem(call, view.error());
    auto response = http::bytes_response("text/csv; charset=utf-8", wire::write_statistics_csv(call.context, *view));
    response.headers.set("Content-Disposition", fmt::format("attachment; filename=\"agri110-{}.csv\"", query->region));
    co_return response;
}

}  // namespace agri110::handlers
