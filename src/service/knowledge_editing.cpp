#include "service/knowledge_editing.hpp"

#include <algorithm>

#include "knowledge/read_articles.hpp"
#include "service/library.hpp"
#include "storage/revisions.hpp"

namespace agri110::service {
namespace {

bool is_known(const StoredKnowledge& stored, const std::string& path)
{
    return std::ranges::find(stored.files, path, &KnowledgeFile::path) != stored.files.end();
}

/// The files as they would be. A new one comes where its path belongs.
std::vector<KnowledgeFile> edited_files(const StoredKnowledge& stored, const KnowledgeEdit& edit)
{
    auto files = stored.files;
    std::erase_if(files, [&](const KnowledgeFile& file) { return file.path == edit.path; });
    if (!edit.content.empty()) {
        const auto place = std::ranges::upper_bound(files, edit.path, {}, &KnowledgeFile::path);
        files.insert(place, {edit.path, edit.content});
    }
    return files;
}

}  // namespace

Outcome<std::vector<storage::KnowledgeHead>> list_knowledge_files(storage::Transaction& tx, const Context& context)
{
    if (!allows(context.actor, Task::edit_knowledge)) return refuse(Fault::forbidden, "forbidden");
    return storage::list_knowledge_heads(tx);
}

Outcome<KnowledgeFileView> show_knowledge_file(storage::Transaction& tx, const Context& context,
                                               const std::string& path, const std::optional<std::int64_t>& version)
{
    if (!allows(context.actor, Task::edit_knowledge)) return refuse(Fault::forbidden, "forbidden");
    auto shown = version ? storage::find_knowledge_version(tx, path, *version) : storage::find_newest_version(tx, path);
    if (!shown) return refuse(Fault::not_found, "knowledge.unknown");
    return KnowledgeFileView{std::move(*shown), storage::list_knowledge_versions(tx, path)};
}

Outcome<StoredKnowledge> knowledge_to_edit(storage::Transaction& tx, const Context& context)
{
    if (!allows(context.actor, Task::edit_knowledge)) return refuse(Fault::forbidden, "forbidden");
    return StoredKnowledge{stored_knowledge(tx).value(), storage::current_revision(tx, storage::knowledge_revision)};
}

CheckedEdit check_edit(const StoredKnowledge& stored, const KnowledgeEdit& edit)
{
    CheckedEdit checked{.revision = stored.revision};
    const bool is_article = knowledge::is_article(edit.path);
    if (!is_article && !is_known(stored, edit.path)) {
        checked.faults.push_back({edit.path, 0, "there is no such file; new ones are articles/<crop>/<id>.md"});
        return checked;
    }
    auto read = read_knowledge(edited_files(stored, edit));
    if (!read) {
        checked.faults = std::move(read.error());
        return checked;
    }
    checked.knowledge = *read;
    const auto found = std::ranges::find(checked.knowledge->articles, edit.path, &Article::path);
    if (found != checked.knowledge->articles.end()) checked.article = *found;
    return checked;
}

Outcome<std::int64_t> store_edit(storage::Transaction& tx, const Context& context, const KnowledgeEdit& edit,
                                 const CheckedEdit& checked)
{
    if (!allows(context.actor, Task::edit_knowledge)) return refuse(Fault::forbidden, "forbidden");
    const auto newest = storage::find_newest_version(tx, edit.path);
    const auto version = newest ? newest->version : 0;
    // A removed article is a new file to whoever writes it again.
    const bool fresh = edit.expected_version == 0 && newest && newest->content.empty();
    const bool current = edit.expected_version == version || fresh;
    if (!current || storage::current_revision(tx, storage::knowledge_revision) != checked.revision)
        return refuse(Fault::stale, "knowledge.stale");
    std::vector<FieldError> missing;
    for (const auto& crop : missing_crops(tx, checked.knowledge).value())
        missing.push_back({crop, "field.crop.in_use"});
    if (!missing.empty()) return refuse(Fault::invalid, "knowledge.crops_in_use", std::move(missing));
    storage::edit_knowledge_file(
        tx, {edit.path, version + 1, edit.content, context.now, context.actor.account, context.actor.name, edit.note});
    return version + 1;
}

}  // namespace agri110::service
