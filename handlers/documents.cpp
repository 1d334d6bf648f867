// What is known already: searching articles and solved cases, and reading one.
#include "handlers/wire/documents.hpp"

#include "handlers/doors.hpp"

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

}  // namespace agri110::handlers
