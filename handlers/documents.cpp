// What is known already: searching articles and solved cases, reading one, and saying that it helped.
#include "handlers/wire/documents.hpp"

#include "handlers/doors.hpp"
#include "handlers/wire/public_cases.hpp"
#include "service/suggestions.hpp"

namespace agri110::handlers {

awaitable<Response> search_knowledge(Call call)
{
    const wire::SearchParameters given{call.query("q"), call.query("crop"), call.query("region"), call.query("kind"),
                                       call.query("limit")};
    const auto question = wire::read_search(given);
    if (!question) co_return problem(call, question.error());

    const auto found = co_await call.app.db.read(service::search_knowledge, call.context, *question);
    if (!found) co_return problem(call, found.error());
    co_return answer(200, wire::write_found(call.context, *found).dump());
}

awaitable<Response> show_article(Call call)
{
    const auto* article = call.context.knowledge().find_article(call.parameters.at("id"));
    if (!article) co_return problem(call, Refusal{Fault::not_found, "article.unknown"});
    auto response = answer(200, wire::write_article(call.context.knowledge(), *article).dump());
    response.headers.set("Cache-Control", "public, max-age=60");
    co_return response;
}

awaitable<Response> show_public_case(Call call)
{
    auto shown = co_await call.app.db.read(service::show_public_case, call.context, call.id<CaseId>("id"));
    if (!shown) co_return problem(call, shown.error());
    co_return answer(call, wire::write_public_case(call.context, *shown));
}

awaitable<Response> create_helped(Call call)
{
    const auto helped = wire::read_body(call.request.body.text(), "document.invalid", wire::read_helped);
    if (!helped) co_return problem(call, helped.error());
    const auto idempotency = call.idempotency();
    if (!idempotency) co_return problem(call, idempotency.error());

    constexpr auto run = service::once<service::say_it_helped, wire::write_helped, service::Helped>;
    auto reply = co_await call.app.db.write(run, *idempotency, call.context, *helped);
    co_return answer(call, reply);
}

awaitable<Response> list_suggestions(Call call)
{
    const auto report = call.id<ReportId>("id");
    auto found = co_await call.app.db.read(service::suggest_documents, call.context, report);
    if (!found) co_return problem(call, found.error());
    co_return answer(call, wire::write_suggestions(call.context, *found));
}

}  // namespace agri110::handlers
