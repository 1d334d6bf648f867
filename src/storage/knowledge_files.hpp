// The knowledge files the service runs on, as load-knowledge checked and stored them.
#pragma once

#include <string>
#include <vector>

#include "storage/transaction.hpp"

namespace agri110::storage {

struct KnowledgeRow {
    std::string path{};
    std::string content{};
};
std::vector<KnowledgeRow> list_knowledge_files(Transaction& tx);
/// Replaces all files.
/// When the files were last replaced; 0 before the first time.
Instant knowledge_replaced_at(Transaction& tx);
void replace_knowledge_files(Transaction& tx, const std::vector<KnowledgeRow>& files, Instant now);

}  // namespace agri110::storage
