#include "app/commands.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "app/parts.hpp"
#include "handlers/wire/fields.hpp"
#include "service/library.hpp"
#include "service/sessions.hpp"
#include "service/statistics.hpp"
#include "storage/migrations.hpp"

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

void show_differences(const std::vector<KnowledgeFile>& stored, const std::vector<KnowledgeFile>& files)
{
    for (const auto& file : files) {
        const auto* before = find_file(stored, file.path);
        const char* verdict = !before ? "new" : before->content == file.content ? "same" : "changed";
        const auto lines =
            std::ranges::count(file.content, '\n') - (before ? std::ranges::count(before->content, '\n') : 0);
        fmt::print("{:8} {} ({:+} lines)\n", verdict, file.path, lines);
    }
    for (const auto& file : stored)
        if (!find_file(files, file.path)) fmt::print("{:8} {}\n", "gone", file.path);
}

}  // namespace

int migrate(const Configuration& configuration)
{
    const auto lock = lock_for(database_url_of(configuration));
    open_database(configuration);
    fmt::print("the database has schema {}\n", storage::newest_schema());
    return 0;
}

int load_knowledge(const Configuration& configuration, bool only_check)
{
    const auto files = knowledge_files_of(configuration.knowledge_folder);
    const auto read = read_knowledge(files);
    if (!read) {
        for (const auto& fault : read.error()) fmt::print(stderr, "{}:{}: {}\n", fault.file, fault.line, fault.reason);
        return 1;
    }
    if (only_check) {
        fmt::print("{} files are in order\n", files.size());
        return 0;
    }
    Parts parts(configuration);
    const auto missing = *parts.db().read_now(service::missing_crops, *read);
    for (const auto& crop : missing)
        fmt::print(stderr, "crops.toml: \"{}\" is gone but still used by reports or teams\n", crop);
    if (!missing.empty()) return 1;
    show_differences(*parts.db().read_now(service::stored_knowledge), files);
    parts.db().write_now(service::store_knowledge, files, SystemClock().now()).value();
    fmt::print("stored\n");
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
