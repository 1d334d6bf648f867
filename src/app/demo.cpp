// `agri110 demo`: fills an empty database and says how to look around.
#include "demo/demo.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "app/commands.hpp"
#include "app/parts.hpp"

namespace agri110::app {
namespace {

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) throw ConfigurationError(fmt::format("cannot read {}", path.string()));
    return {std::istreambuf_iterator<char>(in), {}};
}

void show_progress(int done, int of)
{
    if (!::isatty(STDERR_FILENO)) return;
    fmt::print(stderr, "\r{:>6} of {} reports told", done, of);
    if (done >= of) fmt::print(stderr, "\n");
}

}  // namespace

int demo(const Configuration& configuration, int reports)
{
    Parts parts(configuration);
    demo::Plan plan;
    plan.now = SystemClock().now();
    plan.reports = reports;
    const auto script = read_file(configuration.knowledge_folder / "demo.toml");
    const auto filled = demo::fill(parts.db(), parts.app().library.load(), script, plan, show_progress);
    if (!filled) {
        fmt::print(stderr, "agri110: {}\n",
                   filled.error().code == "demo.not_empty" ? "the database already holds people or reports"
                                                           : filled.error().code);
        return 1;
    }
    fmt::print("{} invented commissioners in {} teams; password of these accounts: {}\n", filled->people, filled->teams,
               demo::demo_password);
    for (const auto& account : filled->accounts)
        fmt::print("  {}  {:12}  {}  {}\n", account.phone, name_of(account.role), account.name, account.hint);
    return 0;
}

}  // namespace agri110::app
