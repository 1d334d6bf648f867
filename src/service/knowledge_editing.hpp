// Knowledge edited in the browser: looked at, checked as a whole, stored with its history. Administrators only; others
// get `forbidden` (403).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "service/context.hpp"
#include "storage/knowledge_files.hpp"

namespace agri110::service {

Outcome<std::vector<storage::KnowledgeHead>> list_knowledge_files(storage::Transaction& tx, const Context& context);

struct KnowledgeFileView {
    storage::KnowledgeVersion shown{};
    std::vector<storage::KnowledgeVersion> history{};  // newest first; without the content
};
/// The newest content, or an older one. Refuses `knowledge.unknown` (404).
Outcome<KnowledgeFileView> show_knowledge_file(storage::Transaction& tx, const Context& context,
                                               const std::string& path, const std::optional<std::int64_t>& version);

/// All files at one moment, for checking an edit outside of any transaction: it takes too long for one.
struct StoredKnowledge {
    std::vector<KnowledgeFile> files{};
    std::int64_t revision = 0;
};
Outcome<StoredKnowledge> knowledge_to_edit(storage::Transaction& tx, const Context& context);

struct KnowledgeEdit {
    std::string path{};
    std::string content{};  // "" removes an article
    std::string note{};
    std::int64_t expected_version = 0;  // 0: a new file
};
/// What the whole knowledge would be with this edit.
struct CheckedEdit {
    std::vector<KnowledgeFault> faults{};
    std::shared_ptr<const Knowledge> knowledge{};  // when there are no faults
    std::optional<Article> article{};              // the one that was edited, also beside faults elsewhere
    std::int64_t revision = 0;                     // of what it was checked against
};
/// Pure. Only the known files and articles may be edited.
CheckedEdit check_edit(const StoredKnowledge& stored, const KnowledgeEdit& edit);

/// Gives the new version. Refuses `knowledge.stale` (412) when the file, or anything it was checked against, has
/// changed, and `knowledge.crops_in_use` (422) when crops are missing that reports or teams name.
Outcome<std::int64_t> store_edit(storage::Transaction& tx, const Context& context, const KnowledgeEdit& edit,
                                 const CheckedEdit& checked);

}  // namespace agri110::service
