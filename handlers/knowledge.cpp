// What the pages need to know before anybody says anything: regions, crops, kinds, the privacy notice.
#include "handlers/wire/knowledge.hpp"

#include "handlers/doors.hpp"
#include "handlers/wire/reports.hpp"

namespace agri110::handlers {
namespace {

Response cacheable(const service::Reply& reply)
{
    auto response = answer(reply.status, reply.body);
    response.headers.set("Cache-Control", "public, max-age=60");
    return response;
}

}  // namespace

awaitable<Response> show_service(Call call)
{
    co_return cacheable(wire::write_service(call.context));
}

awaitable<Response> list_regions(Call call)
{
    const auto parent = call.query("parent");
    const auto regions = wire::write_regions(call.context, parent.empty() ? 0 : Call::number(parent));
    if (!regions) co_return problem(call, regions.error());
    co_return cacheable(*regions);
}

awaitable<Response> list_crops(Call call)
{
    co_return cacheable(wire::write_crops(call.context, call.query("q")));
}

awaitable<Response> list_problem_kinds(Call call)
{
    co_return cacheable(wire::write_kinds(call.context));
}

awaitable<Response> list_first_questions(Call call)
{
    const auto questions = wire::write_first_questions(call.context, call.query("crop"), call.query("kind"));
    if (!questions) co_return problem(call, questions.error());
    co_return cacheable(*questions);
}

awaitable<Response> understand(Call call)
{
    const auto asked = wire::read_body(call.request.body.text(), "understand.invalid", wire::read_question);
    if (!asked) co_return problem(call, asked.error());

    const auto understood = service::preview_understanding(call.context, asked->text, asked->crop);
    if (!understood) co_return problem(call, understood.error());
    co_return answer(call, wire::write_understood(call.context, *understood));
}

}  // namespace agri110::handlers
