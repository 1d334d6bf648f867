#include "service/library.hpp"

#include "service/document_feed.hpp"
#include "service/knowledge_index.hpp"
#include "storage/heartbeat.hpp"
#include "storage/knowledge_files.hpp"
#include "storage/revisions.hpp"
#include "storage/teams.hpp"

namespace agri110::service {

struct Library::Shelf {
    explicit Shelf(std::shared_ptr<search::Index> articles) : index(std::move(articles)), documents(index) {}

    std::shared_ptr<search::Index> index;
    DocumentFeed documents;
};

Library::Library(std::shared_ptr<const Knowledge> files)
    : knowledge(std::move(files)), matcher(knowledge->crops, knowledge->lexicon)
{
}
Library::~Library() = default;

Library::Shelf& Library::shelf() const
{
    std::call_once(built_, [this] { shelf_ = std::make_unique<Shelf>(index_of(*knowledge)); });
    return *shelf_;
}

search::Index& Library::index() const
{
    return *shelf().index;
}

DocumentFeed& Library::documents() const
{
    return shelf().documents;
}

Outcome<std::vector<KnowledgeFile>> stored_knowledge(storage::Transaction& tx)
{
    std::vector<KnowledgeFile> files;
    for (auto& row : storage::list_knowledge_files(tx)) files.push_back({std::move(row.path), std::move(row.content)});
    return files;
}

Outcome<std::int64_t> knowledge_revision(storage::Transaction& tx)
{
    return storage::current_revision(tx, storage::knowledge_revision);
}

Outcome<bool> store_knowledge(storage::Transaction& tx, const std::vector<KnowledgeFile>& files,
                              const std::string& note, const Instant& now)
{
    std::vector<storage::KnowledgeRow> rows;
    for (const auto& file : files) rows.push_back({file.path, file.content});
    storage::replace_knowledge_files(tx, rows, note, now);
    return true;
}

Outcome<bool> replace_knowledge(storage::Transaction& tx, const std::vector<KnowledgeFile>& files,
                                std::int64_t revision, const std::string& note, const Instant& now)
{
    if (storage::current_revision(tx, storage::knowledge_revision) != revision)
        return refuse(Fault::stale, "knowledge.stale");
    return store_knowledge(tx, files, note, now);
}

Outcome<std::vector<std::string>> edited_knowledge(storage::Transaction& tx)
{
    return storage::list_edited_files(tx);
}

Outcome<std::vector<std::string>> missing_crops(storage::Transaction& tx,
                                                const std::shared_ptr<const Knowledge>& knowledge)
{
    auto used = storage::list_crops_in_use(tx);
    std::erase_if(used, [&](const std::string& crop) { return crop.empty() || knowledge->crops.find(crop); });
    return used;
}

Outcome<bool> prove_durable(storage::Transaction& tx, const Instant& now)
{
    storage::beat(tx, now);
    return true;
}

}  // namespace agri110::service
