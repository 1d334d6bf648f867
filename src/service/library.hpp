// Knowledge in the database: checked files go in, and every start reads them from there, so that all processes agree.
#pragma once

#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "knowledge/knowledge.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// As last stored; empty in a new database.
Outcome<std::vector<KnowledgeFile>> stored_knowledge(storage::Transaction& tx);
/// Grows with every change of what is stored.
Outcome<std::int64_t> knowledge_revision(storage::Transaction& tx);
/// Replaces what is stored by files that read_knowledge has accepted. `note` says where they come from.
Outcome<bool> store_knowledge(storage::Transaction& tx, const std::vector<KnowledgeFile>& files,
                              const std::string& note, const Instant& now);
/// The same, unless what is stored has another revision by now: then refuses `knowledge.stale` (412).
Outcome<bool> replace_knowledge(storage::Transaction& tx, const std::vector<KnowledgeFile>& files,
                                std::int64_t revision, const std::string& note, const Instant& now);
/// Files that were edited in the browser since a folder was last loaded.
Outcome<std::vector<std::string>> edited_knowledge(storage::Transaction& tx);
/// Crop ids that reports, teams or coverage still name but `knowledge` no longer has.
Outcome<std::vector<std::string>> missing_crops(storage::Transaction& tx,
                                                const std::shared_ptr<const Knowledge>& knowledge);
/// A durable write: the proof behind /readyz.
Outcome<bool> prove_durable(storage::Transaction& tx, const Instant& now);

}  // namespace agri110::service
