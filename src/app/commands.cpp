#include "app/commands.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "app/home.hpp"
#include "app/parts.hpp"
#include "handlers/wire/fields.hpp"
#include "service/library.hpp"
#include "service/sessions.hpp"
#include "service/statistics.hpp"
#include "storage/migrations.hpp"
#include "text/line_diff.hpp"

namespace agri110::app {
namespace {

/// Nothing is echoed when somebody types.
std::string read_password()
{
    termios was{};
    const bool typed = ::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &was) == 0;
    if (typed) {
        fmt::print(stderr, "password: ");
        auto silent = was;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::string password;
    std::getline(std::cin, password);
    if (typed) {
        ::tcsetattr(STDIN_FILENO, TCSANOW, &was);
        fmt::print(stderr, "\n");
    }
    if (password.size() < 8) throw ConfigurationError("a password needs at least 8 characters");
    return password;
}

int tell(const Outcome<AccountId>& done, const char* what)
{
    if (done) {
        fmt::print("{}\n", what);
        return 0;
    }
    fmt::print(stderr, "agri110: {}\n", done.error().code);
    return 1;
}

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

/// Files edited in the browser whose content a load would replace.
std::vector<std::string> edits_at_stake(storage::Database& db, const std::vector<KnowledgeFile>& stored,
                                        const std::vector<KnowledgeFile>& files)
{
    auto edited = *db.read_now(service::edited_knowledge);
    std::erase_if(edited, [&](const std::string& path) {
        const auto* here = find_file(stored, path);
        const auto* there = find_file(files, path);
        return here && there ? here->content == there->content : here == there;
    });
    return edited;
}

}  // namespace

int migrate(const Configuration& configuration)
{
    const auto lock = lock_for(database_url_of(configuration));
    open_database(configuration);
    fmt::print("the database has schema {}\n", storage::newest_schema());
    return 0;
}

int load_knowledge(const Configuration& configuration, const LoadOptions& options)
{
    const auto files = knowledge_files_of(configuration.knowledge_folder);
    const auto read = read_knowledge(files);
    if (!read) {
        for (const auto& fault : read.error()) fmt::print(stderr, "{}:{}: {}\n", fault.file, fault.line, fault.reason);
        return 1;
    }
    // Not by way of the knowledge that is stored: that may be what has to be replaced.
    const auto lock = options.only_check ? std::nullopt : lock_for(database_url_of(configuration));
    if (options.only_check) {
        fmt::print("{} files are in order\n", files.size());
        return 0;
    }
    const auto db = open_database(configuration);
    const auto missing = *db->read_now(service::missing_crops, *read);
    for (const auto& crop : missing)
        fmt::print(stderr, "crops.toml: \"{}\" is gone but still used by reports, teams or cases\n", crop);
    if (!missing.empty()) return 1;
    const auto stored = *db->read_now(service::stored_knowledge);
    show_differences(stored, files);
    const auto at_stake = edits_at_stake(*db, stored, files);
    for (const auto& path : at_stake) fmt::print(stderr, "{} was edited in the browser since the last load\n", path);
    if (!at_stake.empty() && !options.overwrite) {
        fmt::print(stderr,
                   "nothing stored: take the edits over with `agri110 export-knowledge FOLDER`, or lose them with "
                   "--overwrite\n");
        return 1;
    }
    db->write_now(service::store_knowledge, files, configuration.knowledge_folder.string(), SystemClock().now())
        .value();
    fmt::print("stored\n");
    return 0;
}

int export_knowledge(const Configuration& configuration, const std::filesystem::path& to)
{
    if (std::filesystem::exists(to) && !std::filesystem::is_empty(to))
        throw ConfigurationError(fmt::format("{} is not empty", to.string()));
    const auto lock = lock_for(database_url_of(configuration));
    const auto database = open_database(configuration);
    const auto files = *database->read_now(service::stored_knowledge);
    for (const auto& file : files) {
        const auto path = to / file.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream out(path, std::ios::binary);
        out << file.content;
        out.close();
        if (!out) throw std::runtime_error(fmt::format("{} could not be written", path.string()));
    }
    fmt::print("{} files written to {}\n", files.size(), to.string());
    return 0;
}

int user_add(const Configuration& configuration, const UserOptions& options)
{
    if (!handlers::wire::is_mobile_phone(options.phone))
        throw ConfigurationError("the phone must be a mobile number of 11 digits");
    Parts parts(configuration);
    const service::NewAccount account{options.phone, options.name, role_of(options.role).value(), options.region,
                                      service::hash_password(read_password())};
    return tell(parts.db().write_now(service::add_account, parts.system_context(), account), "added");
}

int user_passwd(const Configuration& configuration, const std::string& phone)
{
    Parts parts(configuration);
    const auto hash = service::hash_password(read_password());
    return tell(parts.db().write_now(service::change_account_password, parts.system_context(), phone, hash), "changed");
}

int user_disable(const Configuration& configuration, const std::string& phone)
{
    Parts parts(configuration);
    return tell(parts.db().write_now(service::disable_account, parts.system_context(), phone), "disabled");
}

int recount(const Configuration& configuration, bool repair)
{
    Parts parts(configuration);
    const auto result = parts.db().write_now(service::recount, repair).value();
    fmt::print("{} counter rows compared: {} wrong counters, {} wrong loads{}\n", result.counters,
               result.wrong_counters, result.wrong_loads, repair ? ", now rewritten" : "");
    return repair || (result.wrong_counters == 0 && result.wrong_loads == 0) ? 0 : 1;
}

}  // namespace agri110::app
