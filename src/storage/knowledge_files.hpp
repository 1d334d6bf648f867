// The knowledge files the service runs on, and every content they have had.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

struct KnowledgeRow {
    std::string path{};
    std::string content{};
};
std::vector<KnowledgeRow> list_knowledge_files(Transaction& tx);

/// One change of one file; `content` "" is: removed.
struct KnowledgeVersion {
    std::string path{};
    std::int64_t version = 0;
    std::string content{};
    Instant at{};
    AccountId account{};
    std::string author{};
    std::string note{};
};

/// Replaces all files by those of a folder; what has changed gets a new version.
void replace_knowledge_files(Transaction& tx, const std::vector<KnowledgeRow>& files, const std::string& note,
                             Instant now);
/// Gives one file a new content, or removes it when that is "". `change.version` is the new version.
void edit_knowledge_file(Transaction& tx, const KnowledgeVersion& change);

/// The newest version of every file that is there; without the content.
struct KnowledgeHead {
    KnowledgeVersion version{};
    std::int64_t bytes = 0;
};
std::vector<KnowledgeHead> list_knowledge_heads(Transaction& tx);
/// Of this file, newest first; without the content.
std::vector<KnowledgeVersion> list_knowledge_versions(Transaction& tx, std::string_view path);
std::optional<KnowledgeVersion> find_knowledge_version(Transaction& tx, std::string_view path, std::int64_t version);
/// The newest, also of a file that was removed.
std::optional<KnowledgeVersion> find_newest_version(Transaction& tx, std::string_view path);
/// Files whose newest version comes from the browser, and not from a folder.
std::vector<std::string> list_edited_files(Transaction& tx);

}  // namespace agri110::storage
