#include "app/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "app/photo_place.hpp"
#include "knowledge/read_articles.hpp"
#include "service/library.hpp"
#include "storage/heartbeat.hpp"
#include "storage/moving.hpp"

namespace agri110::app {
namespace {

std::shared_ptr<const service::Limits> limits_of(const Configuration& c)
{
    service::Limits limits;
    limits.reports_per_phone_per_hour = c.reports_per_phone_per_hour;
    limits.reports_per_sender_per_hour = c.reports_per_address_per_hour;
    limits.public_url = c.public_url;
    limits.demo = c.demo;
    return std::make_shared<const service::Limits>(limits);
}

std::string all_faults(const std::vector<KnowledgeFault>& faults)
{
    std::string text = "knowledge cannot be used:";
    for (const auto& fault : faults) text += fmt::format("\n  {}:{}: {}", fault.file, fault.line, fault.reason);
    return text;
}

/// A newer program knows more kinds of files than an older one has stored: those come from the folder, the rest stays.
std::vector<KnowledgeFile> completed(storage::Database& db, const Configuration& configuration,
                                     std::vector<KnowledgeFile> stored, Instant now)
{
    const auto is_stored = [&](const KnowledgeFile& file) {
        return std::ranges::find(stored, file.path, &KnowledgeFile::path) != stored.end();
    };
    const auto is_article = [](const KnowledgeFile& file) { return knowledge::is_article(file.path); };
    const bool has_articles = std::ranges::any_of(stored, is_article);
    bool more = false;
    for (auto& file : knowledge_files_of(configuration.knowledge_folder)) {
        if (is_stored(file) || (has_articles && is_article(file))) continue;
        stored.push_back(std::move(file));
        more = true;
    }
    if (!more || !read_knowledge(stored)) return stored;
    db.write_now(service::store_knowledge, stored, configuration.knowledge_folder.string(), now).value();
    return *db.read_now(service::stored_knowledge);
}

/// What the database was last given, or, the first time, what lies in the folder.
std::shared_ptr<const service::Library> library_of(storage::Database& db, const Configuration& configuration,
                                                   Instant now)
{
    auto files = *db.read_now(service::stored_knowledge);
    if (files.empty()) {
        files = knowledge_files_of(configuration.knowledge_folder);
        if (auto read = read_knowledge(files); !read) throw ConfigurationError(all_faults(read.error()));
        db.write_now(service::store_knowledge, files, configuration.knowledge_folder.string(), now).value();
        files = *db.read_now(service::stored_knowledge);  // in the order in which every later start reads them
    }
    auto read = read_knowledge(files, Lint::passed);
    if (!read && std::filesystem::is_directory(configuration.knowledge_folder)) {
        files = completed(db, configuration, std::move(files), now);
        read = read_knowledge(files, Lint::passed);
    }
    if (!read) throw ConfigurationError(all_faults(read.error()) + "\nload-knowledge stores corrected files");
    return std::make_shared<const service::Library>(*read);
}

Outcome<bool> half_moved(storage::Transaction& tx)
{
    return storage::is_half_moved(tx);
}

Outcome<std::optional<Instant>> last_moment(storage::Transaction& tx)
{
    return storage::last_moment(tx);
}

Outcome<std::int64_t> newest_id(storage::Transaction& tx)
{
    return storage::newest_id(tx);
}

Outcome<std::shared_ptr<const Roster>> roster(storage::Transaction& tx, service::RosterCache* cache, Day today)
{
    return cache->roster(tx, today);
}

}  // namespace

std::unique_ptr<storage::Database> open_database(const Configuration& configuration)
{
    auto database = storage::open_database({.url = database_url_of(configuration),
                                            .replica_url = configuration.replica_url,
                                            .readers = configuration.readers,
                                            .cache_mib = configuration.cache_mib});
    if (*database->read_now(half_moved))
        throw ConfigurationError("a move into this database has not come to its end: run `agri110 move` again");
    return database;
}

Parts::Parts(const Configuration& configuration)
    : lock_(lock_for(database_url_of(configuration))),
      paths_(configuration.data_folder),
      photos_(photo_store_of(configuration)),
      database_(open_database(configuration)),
      clock_(configuration.trust_clock ? std::nullopt : *database_->read_now(last_moment)),
      ids_(*database_->read_now(newest_id)),
      app_{*database_, clock_, ids_, *photos_, workers_, waiters_, limits_of(configuration), nullptr}
{
    // Knowledge and people are read side by side: both are needed before the first report finds anybody.
    const auto now = clock_.now();
    auto library = std::async(std::launch::async, [&] { return library_of(*database_, configuration, now); });
    database_->read_now(roster, &app_.rosters, day_of(now));
    app_.library.store(library.get());
}

}  // namespace agri110::app
