#include "app/commands.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/home.hpp"
#include "app/parts.hpp"
#include "handlers/wire/fields.hpp"
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

}  // namespace

int migrate(const Configuration& configuration)
{
    const auto lock = lock_for(database_url_of(configuration));
    open_database(configuration);
    fmt::print("the database has schema {}\n", storage::newest_schema());
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
