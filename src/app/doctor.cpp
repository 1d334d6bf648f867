// Looks at an installation as a careful administrator would, and says what to do.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

#include "app/commands.hpp"
#include "app/home.hpp"
#include "app/photo_place.hpp"
#include "knowledge/knowledge.hpp"
#include "storage/migrations.hpp"
#include "storage/open_database.hpp"
#include "storage/postgres/connection.hpp"
#include "storage/sqlite/connection.hpp"

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t enough_disk = std::uintmax_t{1} << 30;
constexpr std::chrono::hours latest_backup{2};
constexpr std::chrono::sys_days written{std::chrono::year{2026} / 11 /
                                        1};  // no honest clock stands before this program was written

class Findings {
public:
    void good(const std::string& text) { fmt::print("ok      {}\n", text); }
    void bad(const std::string& text, const std::string& advice)
    {
        fmt::print("PROBLEM {}\n        → {}\n", text, advice);
        ++problems_;
    }
    int problems() const { return problems_; }

private:
    int problems_ = 0;
};

void check_folder(Findings& findings, const Configuration& configuration)
{
    const auto& folder = configuration.data_folder;
    if (!fs::is_directory(folder)) {
        findings.bad(fmt::format("data folder {} does not exist", folder.string()),
                     "run `agri110 migrate`, or set data.folder");
        return;
    }
    if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
        findings.bad(fmt::format("data folder {} cannot be written", folder.string()),
                     "give it to the user the service runs as");
    else
        findings.good(fmt::format("data folder {} ({})", folder.string(),
                                  is_held(folder) ? "a service is running" : "no service is running"));
    const auto space = fs::space(folder).available;
    if (space < enough_disk)
        findings.bad(fmt::format("only {} MB of disk are free", space >> 20),
                     "free at least 1 GB: a full disk stops the taking of reports");
    else
        findings.good(fmt::format("{} GB of disk are free", space >> 30));
}

void check_schema(Findings& findings, storage::Transaction& tx)
{
    const int schema = storage::schema_version(tx);
    if (schema == storage::newest_schema())
        findings.good(fmt::format("database schema {}", schema));
    else
        findings.bad(fmt::format("database schema {}, this program has {}", schema, storage::newest_schema()),
                     schema < storage::newest_schema() ? "run `agri110 migrate`" : "use the newer program");
}

void check_sqlite(Findings& findings, const fs::path& file)
{
    if (!fs::exists(file)) {
        findings.bad("there is no database yet", "run `agri110 migrate`, or `agri110 demo` for invented data");
        return;
    }
    storage::sqlite::Connection connection(file.string(), storage::sqlite::Access::read_only);
    check_schema(findings, connection);
    const auto verdict = connection.row("PRAGMA quick_check", [](const storage::Row& row) { return row.text(0); });
    if (verdict == "ok")
        findings.good("the database is sound");
    else
        findings.bad("the database is damaged: " + verdict.value_or(""),
                     "stop the service and restore the last backup");
}

void check_postgres(Findings& findings, const std::string& url)
{
    storage::postgres::Connection connection(url, storage::postgres::Server::primary);
    if (connection.tables().empty()) {
        findings.bad("the database is empty", "run `agri110 migrate`, or `agri110 move` to bring data from SQLite");
        return;
    }
    check_schema(findings, connection);
    const auto setting = [&](std::string_view name) {
        return connection.row(
                             "SELECT current_setting($1)", [](const storage::Row& row) { return row.text(0); }, name)
            .value_or("");
    };
    for (const auto* name : {"fsync", "full_page_writes"})
        if (setting(name) != "on")
            findings.bad(fmt::format("the server runs with {} = {}", name, setting(name)),
                         "turn it on: a power cut would lose acknowledged reports");
    if (setting("synchronous_standby_names").empty())
        findings.bad("no synchronous standby: what is acknowledged lies on one machine only",
                     "set one up (deploy/province), unless losing the newest reports with that machine is acceptable");
    else
        findings.good("what is acknowledged lies on two machines");
}

void check_database(Findings& findings, const Configuration& configuration)
{
    const auto url = database_url_of(configuration);
    try {
        if (const auto file = storage::sqlite_file(url))
            check_sqlite(findings, *file);
        else
            check_postgres(findings, url);
    } catch (const storage::StorageError& error) {
        findings.bad(error.what(), "check that the database belongs to this service and can be reached");
    }
}

void check_photos(Findings& findings, const Configuration& configuration)
{
    try {
        const auto store = photo_store_of(configuration);
        store->try_out();
        findings.good("photos in " + store->description());
    } catch (const std::runtime_error& error) {
        findings.bad(fmt::format("photos cannot be kept: {}", error.what()),
                     photos_are_remote(configuration)
                         ? "check the settings photos.s3_… and that the store can be reached"
                         : "give the folder to the user the service runs as, or mount it");
    }
}

void check_backups(Findings& findings, const Configuration& configuration)
{
    if (!storage::sqlite_file(database_url_of(configuration))) return;  // a server has means of its own
    if (configuration.backup_folder.empty() && configuration.backup_s3_endpoint.empty()) {
        findings.bad("no place for backups is set", "set backup.folder or backup.s3_…, and see deploy/README.md");
        return;
    }
    try {
        const auto taken = last_backup(configuration);
        const auto age = std::chrono::system_clock::now() - taken.value_or(Instant{});
        if (!taken || age > latest_backup)
            findings.bad(taken ? fmt::format("the last backup is {} hours old", age / std::chrono::hours{1})
                               : std::string("there is no backup yet"),
                         "`systemctl enable --now agri110-backup.timer`, or see why it fails");
        else
            findings.good(fmt::format("the last backup is {} minutes old", age / std::chrono::minutes{1}));
    } catch (const std::runtime_error& error) {
        findings.bad(fmt::format("backups cannot be read: {}", error.what()), "check the settings backup.…");
    }
}

void check_knowledge(Findings& findings, const Configuration& configuration)
{
    try {
        const auto read = read_knowledge(knowledge_files_of(configuration.knowledge_folder));
        if (read)
            findings.good(fmt::format("knowledge in {}", configuration.knowledge_folder.string()));
        else
            for (const auto& fault : read.error())
                findings.bad(fmt::format("{}:{}: {}", fault.file, fault.line, fault.reason),
                             "correct the file, then `agri110 load-knowledge`");
    } catch (const fs::filesystem_error& error) {
        findings.bad(error.what(), "set knowledge.folder");
    }
}

void check_pages(Findings& findings, const Configuration& configuration)
{
    if (fs::exists(configuration.web_folder / "index.html"))
        findings.good(fmt::format("pages in {}", configuration.web_folder.string()));
    else
        findings.bad(fmt::format("no built pages in {}", configuration.web_folder.string()),
                     "run `npm ci && npm run build` in web/, or set web.folder");
}

void check_clock(Findings& findings)
{
    const auto now = std::chrono::system_clock::now();
    if (now < written)
        findings.bad("the clock stands in the past", "set it, and keep it by NTP: deadlines depend on it");
    else
        findings.good("the clock is plausible");
}

void check_outside(Findings& findings, const Configuration& configuration)
{
    if (configuration.notify_channel == "log")
        findings.bad("notices only go to a file: nobody gets an SMS", "set notify.channel = webhook for real use");
    else
        findings.good("notices go to " + configuration.notify_channel);
    const bool local = configuration.public_url.starts_with("http://127.0.0.1") ||
                       configuration.public_url.starts_with("http://localhost");
    if (!local && configuration.public_url.starts_with("http://"))
        findings.bad("the public address is not https",
                     "put a reverse proxy with TLS in front (deploy/): logins need it");
}

}  // namespace

int doctor(const Configuration& configuration)
{
    Findings findings;
    findings.good("configuration");
    check_folder(findings, configuration);
    check_database(findings, configuration);
    check_photos(findings, configuration);
    check_backups(findings, configuration);
    check_knowledge(findings, configuration);
    check_pages(findings, configuration);
    check_clock(findings);
    check_outside(findings, configuration);
    return findings.problems() == 0 ? 0 : 1;
}

}  // namespace agri110::app
