// load-knowledge and export-knowledge; both also beside a running service.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/commands.hpp"
#include "app/handed_knowledge.hpp"
#include "app/home.hpp"
#include "app/parts.hpp"
#include "service/library.hpp"
#include "storage/open_database.hpp"
#include "storage/sqlite/connection.hpp"
#include "text/line_diff.hpp"

namespace agri110::app {
namespace {

using namespace std::chrono_literals;

const KnowledgeFile* find_file(const std::vector<KnowledgeFile>& files, const std::string& path)
{
    const auto found = std::ranges::find(files, path, &KnowledgeFile::path);
    return found == files.end() ? nullptr : &*found;
}

/// What would change, as diff(1) shows it.
void show_differences(const std::vector<KnowledgeFile>& stored, const std::vector<KnowledgeFile>& files)
{
    const auto show = [](const std::string& path, const std::string& before, const std::string& after) {
        if (before != after) fmt::print("--- {0}\n+++ {0}\n{1}", path, text::unified_diff(before, after));
    };
    for (const auto& file : files) {
        const auto* before = find_file(stored, file.path);
        show(file.path, before ? before->content : std::string{}, file.content);
    }
    for (const auto& file : stored)
        if (!find_file(files, file.path)) show(file.path, file.content, {});
}

/// What a load has to know of what is stored.
struct Stored {
    std::vector<KnowledgeFile> files{};
    std::vector<std::string> edited{};         // in the browser since the last load
    std::vector<std::string> missing_crops{};  // in use, but not in the new files
    std::int64_t revision = 0;
};

Outcome<Stored> look_at_stored(storage::Transaction& tx, const std::shared_ptr<const Knowledge>& knowledge)
{
    return Stored{service::stored_knowledge(tx).value(), service::edited_knowledge(tx).value(),
                  service::missing_crops(tx, knowledge).value(), service::knowledge_revision(tx).value()};
}

/// The database of the settings: opened to write in it, or only to be read when it is an SQLite file in the hands of a
/// running service.
class KnowledgeStore {
public:
    explicit KnowledgeStore(const Configuration& configuration) : paths_(configuration.data_folder)
    {
        const auto url = database_url_of(configuration);
        const auto file = storage::sqlite_file(url);
        if (file && is_held(std::filesystem::absolute(*file).parent_path())) {
            reader_.emplace(file->string(), storage::sqlite::Access::read_only);
            return;
        }
        if (auto lock = lock_for(url)) lock_.emplace(std::move(*lock));
        database_ = open_database(configuration);
    }

    template <class UseCase, class... Args>
    auto read(UseCase use_case, const Args&... args)
    {
        return reader_ ? use_case(*reader_, args...).value() : database_->read_now(use_case, args...).value();
    }

    /// False when a running service has not taken the files over.
    bool store(const std::vector<KnowledgeFile>& files, std::int64_t instead_of, const std::string& note)
    {
        if (database_) return database_->write_now(service::store_knowledge, files, note, SystemClock().now()).value();
        leave_handed(paths_.handed_knowledge, {files, instead_of});
        for (const auto end = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < end;
             std::this_thread::sleep_for(100ms))
            if (is_stored(files)) return true;
        std::filesystem::remove_all(paths_.handed_knowledge);
        return false;
    }

private:
    static constexpr auto patience = 20s;

    bool is_stored(const std::vector<KnowledgeFile>& files)
    {
        const auto stored = read(service::stored_knowledge);
        return stored.size() == files.size() && std::ranges::all_of(files, [&](const KnowledgeFile& file) {
                   const auto* found = find_file(stored, file.path);
                   return found && found->content == file.content;
               });
    }

    Paths paths_;
    std::optional<storage::sqlite::Connection> reader_;
    std::optional<HomeLock> lock_;
    std::unique_ptr<storage::Database> database_;
};

/// False when the new files would take away what others have made; says what.
bool may_replace(Stored stored, const std::vector<KnowledgeFile>& files, bool overwrite)
{
    for (const auto& crop : stored.missing_crops)
        fmt::print(stderr, "crops.toml: \"{}\" is gone but still used by reports, teams or cases\n", crop);
    if (!stored.missing_crops.empty()) return false;
    std::erase_if(stored.edited, [&](const std::string& path) {
        const auto* here = find_file(stored.files, path);
        const auto* there = find_file(files, path);
        return here && there ? here->content == there->content : here == there;
    });
    for (const auto& path : stored.edited)
        fmt::print(stderr, "{} was edited in the browser since the last load\n", path);
    if (stored.edited.empty() || overwrite) return true;
    fmt::print(stderr,
               "nothing stored: take the edits over with `agri110 export-knowledge FOLDER`, or lose them with "
               "--overwrite\n");
    return false;
}

}  // namespace

int load_knowledge(const Configuration& configuration, const LoadOptions& options)
{
    const auto files = knowledge_files_of(configuration.knowledge_folder);
    const auto read = read_knowledge(files);
    if (!read) {
        for (const auto& fault : read.error()) fmt::print(stderr, "{}:{}: {}\n", fault.file, fault.line, fault.reason);
        return 1;
    }
    if (options.only_check) {
        fmt::print("{} files are in order\n", files.size());
        return 0;
    }
    // Not by way of the knowledge that is stored: that may be what has to be replaced.
    KnowledgeStore store(configuration);
    const auto stored = store.read(look_at_stored, *read);
    show_differences(stored.files, files);
    if (!may_replace(stored, files, options.overwrite)) return 1;
    if (!store.store(files, stored.revision, configuration.knowledge_folder.string())) {
        fmt::print(stderr, "nothing stored: the running service has not taken the files over, its log says why\n");
        return 1;
    }
    fmt::print("stored\n");
    return 0;
}

int export_knowledge(const Configuration& configuration, const std::filesystem::path& to)
{
    if (std::filesystem::exists(to) && !std::filesystem::is_empty(to))
        throw ConfigurationError(fmt::format("{} is not empty", to.string()));
    const auto files = KnowledgeStore(configuration).read(service::stored_knowledge);
    write_files(to, files);
    fmt::print("{} files written to {}\n", files.size(), to.string());
    return 0;
}

}  // namespace agri110::app
