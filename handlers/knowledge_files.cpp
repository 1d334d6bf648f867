// Knowledge edited in the browser: looked at, tried, stored.
#include "handlers/wire/knowledge_files.hpp"

#include "handlers/away.hpp"
#include "handlers/doors.hpp"

namespace agri110::handlers {
namespace {

/// What the whole knowledge would be with the edit, worked out away from those who serve.
awaitable<Outcome<service::CheckedEdit>> checked_edit(service::App* app, service::Context context,
                                                      service::KnowledgeEdit edit)
{
    auto stored = co_await app->db.read(service::knowledge_to_edit, context);
    if (!stored) co_return std::unexpected(stored.error());
    std::function<service::CheckedEdit()> work =
        std::bind_front(service::check_edit, std::move(*stored), std::move(edit));
    auto there = away(app->workers, std::move(work));
    auto checked = co_await std::move(there);
    co_return checked;
}

}  // namespace

awaitable<Response> list_knowledge_files(Call call)
{
    auto heads = co_await call.app.db.read(service::list_knowledge_files, call.context);
    if (!heads) co_return problem(call, heads.error());
    co_return answer(call, wire::write_knowledge_heads(call.context, *heads));
}

awaitable<Response> show_knowledge_file(Call call)
{
    const auto path = call.query("path");
    const auto version = call.query("version");
    const auto wanted = version.empty() ? std::nullopt : std::optional(Call::number(version));
    auto view = co_await call.app.db.read(service::show_knowledge_file, call.context, path, wanted);
    if (!view) co_return problem(call, view.error());
    co_return answer(call, wire::write_knowledge_file(call.context, *view));
}

awaitable<Response> preview_knowledge(Call call)
{
    const auto edit = wire::read_body(call.request.body.text(), "knowledge.invalid", wire::read_knowledge_preview);
    if (!edit) co_return problem(call, edit.error());
    auto checking = checked_edit(&call.app, call.context, *edit);
    const auto checked = co_await std::move(checking);
    if (!checked) co_return problem(call, checked.error());
    co_return answer(call, wire::write_preview_of(*checked));
}

awaitable<Response> create_knowledge_version(Call call)
{
    auto edit = wire::read_body(call.request.body.text(), "knowledge.invalid", wire::read_knowledge_edit);
    if (!edit) co_return problem(call, edit.error());
    edit->expected_version = call.expected_version().value_or(0);
    auto checking = checked_edit(&call.app, call.context, *edit);
    const auto checked = co_await std::move(checking);
    if (!checked) co_return problem(call, checked.error());
    if (!checked->faults.empty()) {
        auto faulty = wire::write_faults(call.context, checked->faults);
        faulty.request_id = call.request.id;
        co_return http::problem_response(faulty);
    }
    auto version = co_await call.app.db.write(service::store_edit, call.context, *edit, *checked);
    if (!version) co_return problem(call, version.error());
    co_return answer(call, wire::write_stored_edit(edit->path, *version));
}

}  // namespace agri110::handlers
