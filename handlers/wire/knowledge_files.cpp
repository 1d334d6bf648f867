#include "handlers/wire/knowledge_files.hpp"

#include "handlers/wire/documents.hpp"
#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t longest_path = 120;
constexpr std::size_t longest_file = 1'000'000;
constexpr std::size_t longest_note = 500;

json write_version(const storage::KnowledgeVersion& v)
{
    return {{"version", v.version}, {"at", write_time(v.at)}, {"author", v.author}, {"note", v.note}};
}

}  // namespace

service::KnowledgeEdit read_knowledge_preview(Fields& fields)
{
    service::KnowledgeEdit edit;
    edit.path = fields.text("path", {1, longest_path});
    edit.content = fields.secret("content", {0, longest_file});  // as it stands: a file ends with a line break
    return edit;
}

service::KnowledgeEdit read_knowledge_edit(Fields& fields)
{
    auto edit = read_knowledge_preview(fields);
    edit.note = fields.text("note", {0, longest_note});
    return edit;
}

service::Reply write_knowledge_heads(const service::Context&, const std::vector<storage::KnowledgeHead>& heads)
{
    json files = json::array();
    for (const auto& head : heads)
        files.push_back({{"path", head.version.path},
                         {"size", head.bytes},
                         {"version", head.version.version},
                         {"changed_at", write_time(head.version.at)},
                         {"changed_by", head.version.author}});
    return {200, json{{"files", files}}.dump()};
}

service::Reply write_knowledge_file(const service::Context&, const service::KnowledgeFileView& view)
{
    json history = json::array();
    for (const auto& version : view.history) history.push_back(write_version(version));
    const json all{{"path", view.shown.path},
                   {"content", view.shown.content},
                   {"version", view.shown.version},
                   {"history", history}};
    return {200, all.dump(), view.shown.version};
}

service::Reply write_preview_of(const service::CheckedEdit& checked)
{
    json faults = json::array();
    for (const auto& fault : checked.faults)
        faults.push_back({{"file", fault.file}, {"line", fault.line}, {"reason", fault.reason}});
    json article = nullptr;
    if (checked.article) article = write_article(*checked.knowledge, *checked.article);
    return {200, json{{"faults", faults}, {"article", article}}.dump()};
}

service::Reply write_stored_edit(const std::string& path, std::int64_t version)
{
    return {201, json{{"path", path}, {"version", version}}.dump(), version};
}

http::Problem write_faults(const service::Context& context, const std::vector<KnowledgeFault>& faults)
{
    http::Problem problem;
    problem.status = 422;
    problem.code = "knowledge.faulty";
    problem.title = context.knowledge().messages.text(problem.code);
    for (const auto& fault : faults)
        problem.errors.push_back({fault.file + ":" + std::to_string(fault.line), "knowledge.fault", fault.reason});
    return problem;
}

}  // namespace agri110::handlers::wire
