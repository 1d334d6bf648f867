#include "storage/knowledge_files.hpp"

#include <algorithm>
#include <map>

#include "storage/revisions.hpp"

namespace agri110::storage {
namespace {

const std::string newest_of_all =
    "JOIN (SELECT path, MAX(version) AS version FROM knowledge_version GROUP BY path) n ON n.path = v.path AND "
    "n.version = v.version";

/// Columns: path, version, at, account, author, note, content.
KnowledgeVersion read_version(const Row& row)
{
    return {row.text(0), row.integer(1), row.text(6), row.instant(2), row.id<AccountId>(3), row.text(4), row.text(5)};
}

void append_version(Transaction& tx, const KnowledgeVersion& v, std::string_view origin)
{
    tx.execute(
        "INSERT INTO knowledge_version (path, version, content, at, account_id, author, note, origin) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        v.path, v.version, v.content, v.at, v.account, v.author, v.note, origin);
}

void set_file(Transaction& tx, const std::string& path, const std::string& content, Instant now)
{
    tx.execute(
        "INSERT INTO knowledge_file (path, content, loaded_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (path) DO UPDATE SET content = excluded.content, loaded_at = excluded.loaded_at",
        path, content, now);
}

}  // namespace

std::vector<KnowledgeRow> list_knowledge_files(Transaction& tx)
{
    return tx.rows("SELECT path, content FROM knowledge_file ORDER BY path",
                   [](const Row& row) { return KnowledgeRow{row.text(0), row.text(1)}; });
}

void replace_knowledge_files(Transaction& tx, const std::vector<KnowledgeRow>& files, const std::string& note,
                             Instant now)
{
    std::map<std::string, std::string> before;
    for (auto& row : list_knowledge_files(tx)) before[row.path] = std::move(row.content);
    const auto newest = [&](const std::string& path) {
        return tx.number("SELECT MAX(version) FROM knowledge_version WHERE path = $1", path);
    };
    const auto edited = list_edited_files(tx);
    for (const auto& file : files) {
        const auto was = before.find(file.path);
        const bool same = was != before.end() && was->second == file.content;
        if (was != before.end()) before.erase(was);
        // The folder has caught up with what was edited: from now on its content comes from there.
        if (same && std::ranges::find(edited, file.path) == edited.end()) continue;
        set_file(tx, file.path, file.content, now);
        append_version(tx, {file.path, newest(file.path) + 1, file.content, now, {}, {}, note}, "load");
    }
    for (const auto& [path, content] : before) {
        tx.execute("DELETE FROM knowledge_file WHERE path = $1", path);
        append_version(tx, {path, newest(path) + 1, {}, now, {}, {}, note}, "load");
    }
    // One that was removed in the browser, and is not in the folder either, is no difference any more.
    for (const auto& path : edited)
        if (std::ranges::find(files, path, &KnowledgeRow::path) == files.end() && !before.contains(path))
            append_version(tx, {path, newest(path) + 1, {}, now, {}, {}, note}, "load");
    next_revision(tx, knowledge_revision);
}

void edit_knowledge_file(Transaction& tx, const KnowledgeVersion& change)
{
    if (change.content.empty())
        tx.execute("DELETE FROM knowledge_file WHERE path = $1", change.path);
    else
        set_file(tx, change.path, change.content, change.at);
    append_version(tx, change, "edit");
    next_revision(tx, knowledge_revision);
}

std::vector<KnowledgeHead> list_knowledge_heads(Transaction& tx)
{
    return tx.rows(
        "SELECT v.path, v.version, v.at, v.account_id, v.author, v.note, '', f.content FROM "
        "knowledge_version v " +
            newest_of_all + " JOIN knowledge_file f ON f.path = v.path ORDER BY v.path",
        [](const Row& row) { return KnowledgeHead{read_version(row), static_cast<std::int64_t>(row.text(7).size())}; });
}

std::vector<KnowledgeVersion> list_knowledge_versions(Transaction& tx, std::string_view path)
{
    return tx.rows(
        "SELECT path, version, at, account_id, author, note, '' FROM knowledge_version WHERE path = $1 "
        "ORDER BY version DESC",
        read_version, path);
}

std::optional<KnowledgeVersion> find_knowledge_version(Transaction& tx, std::string_view path, std::int64_t version)
{
    return tx.row(
        "SELECT path, version, at, account_id, author, note, content FROM knowledge_version WHERE path = $1 AND "
        "version = $2",
        read_version, path, version);
}

std::optional<KnowledgeVersion> find_newest_version(Transaction& tx, std::string_view path)
{
    return tx.row(
        "SELECT path, version, at, account_id, author, note, content FROM knowledge_version WHERE path = $1 "
        "ORDER BY version DESC LIMIT 1",
        read_version, path);
}

std::vector<std::string> list_edited_files(Transaction& tx)
{
    return tx.rows(
        "SELECT v.path FROM knowledge_version v " + newest_of_all + " WHERE v.origin = 'edit' ORDER BY v.path",
        [](const Row& row) { return row.text(0); });
}

}  // namespace agri110::storage
