#include "storage/knowledge_files.hpp"

namespace agri110::storage {

std::vector<KnowledgeRow> list_knowledge_files(Transaction& tx)
{
    return tx.rows("SELECT path, content FROM knowledge_file ORDER BY path",
                   [](const Row& row) { return KnowledgeRow{row.text(0), row.text(1)}; });
}

Instant knowledge_replaced_at(Transaction& tx)
{
    return Instant{std::chrono::milliseconds{tx.number("SELECT MAX(loaded_at) FROM knowledge_file")}};
}

void replace_knowledge_files(Transaction& tx, const std::vector<KnowledgeRow>& files, Instant now)
{
    tx.execute("DELETE FROM knowledge_file");
    for (const auto& file : files)
        tx.execute("INSERT INTO knowledge_file (path, content, loaded_at) VALUES ($1, $2, $3)", file.path, file.content,
                   now);
}

}  // namespace agri110::storage
