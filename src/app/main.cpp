// agri110: one program, many subcommands.
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>
#include <utility>

#include "app/commands.hpp"
#include "app/serve.hpp"

namespace {

using namespace agri110::app;

/// To standard error, a second late at most: a system call for each request would be a tenth of answering it. Warnings
/// and errors go out at once.
void start_log(const Configuration& configuration)
{
    std::ios::sync_with_stdio(false);  // only then is clog buffered
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(std::clog);
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("agri110", std::move(sink)));
    spdlog::flush_on(spdlog::level::warn);
    spdlog::flush_every(std::chrono::seconds{1});
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z level=%l %v");
    spdlog::set_level(spdlog::level::from_str(configuration.log_level));
}

std::string settings_help()
{
    std::string text = "Settings (in the file as TOML, in the environment, or as a flag; the later wins):\n";
    for (const auto& setting : all_settings())
        text += "  --" + std::string(setting.key) + " VALUE\n      " + std::string(setting.help) + " [" +
                setting.write(Configuration{}) + "], environment " + environment_name(setting.key) + "\n";
    return text;
}

/// A subcommand that runs with the finished configuration.
using Command = std::function<int(const Configuration&)>;

CLI::App* add(CLI::App& parent, Command& chosen, const std::string& name, const std::string& help, Command command)
{
    auto* sub = parent.add_subcommand(name, help);
    sub->fallthrough();
    sub->callback([&chosen, command = std::move(command)] { chosen = command; });
    return sub;
}

struct Options {
    std::string folder;
    std::string phone;
    UserOptions user;
    MoveOptions move;
    BackupOptions backup;
    RestoreOptions restore;
    bool verify = false;
    int reports = 5000;
    LoadOptions load;
    bool repair = false;
};

void add_user_commands(CLI::App& app, Command& chosen, Options& o)
{
    auto* user = app.add_subcommand("user", "accounts of staff; passwords are read from standard input");
    user->require_subcommand(1);
    user->fallthrough();
    auto* one =
        add(*user, chosen, "add", "a new account", [&o](const Configuration& c) { return user_add(c, o.user); });
    one->add_option("phone", o.user.phone, "mobile phone number, the login")->required();
    one->add_option("--name", o.user.name, "shown to colleagues")->required();
    one->add_option("--role", o.user.role, "operator, official or admin")
        ->required()
        ->check(CLI::IsMember({"operator", "official", "admin"}));
    one->add_option("--region", o.user.region, "GB/T 2260 code of what they may see [530000]");
    add(*user, chosen, "passwd", "set a password", [&o](const Configuration& c) { return user_passwd(c, o.phone); })
        ->add_option("phone", o.phone)
        ->required();
    add(*user, chosen, "disable", "nobody can log in with it any more",
        [&o](const Configuration& c) { return user_disable(c, o.phone); })
        ->add_option("phone", o.phone)
        ->required();
}

void add_move_command(CLI::App& app, Command& chosen, Options& o)
{
    auto* one = add(app, chosen, "move", "copy a whole database and its photos into an empty one, and compare both",
                    [&o](const Configuration& c) { return move(c, o.move); });
    one->add_option("--from", o.move.from, "sqlite:<file> or postgresql://…")->required();
    one->add_option("--to", o.move.to, "sqlite:<file> or postgresql://…")->required();
    one->add_option("--from-photos", o.move.from_photos, "folder [beside the SQLite file, else the configured store]");
    one->add_option("--to-photos", o.move.to_photos, "folder [beside the SQLite file, else the configured store]");
}

void add_place(CLI::App& command, BackupPlace& place)
{
    command.add_option("folder", place.folder, "where the snapshots are [backup.folder, or backup.s3_…]");
    command.add_option("--key", place.key_file, "file of the key they are sealed with [backup.key_file]");
}

void add_backup_commands(CLI::App& app, Command& chosen, Options& o)
{
    auto* take = add(
        app, chosen, "backup", "a snapshot of database and photos, beside a running service",
        [&o](const Configuration& c) { return o.verify ? verify_backups(c, o.backup.place) : backup(c, o.backup); });
    add_place(*take, o.backup.place);
    take->add_option("--keep", o.backup.keep, "then let go all but the newest so many snapshots [all]")
        ->check(CLI::Range(1, 1'000'000));
    take->add_option("--keep-days", o.backup.keep_days, "keep besides the last of each of so many days [0]")
        ->check(CLI::Range(1, 100'000));
    take->add_flag("--verify", o.verify, "take none, but read everything again and hash it");
    auto* list = add(app, chosen, "backups", "which snapshots there are",
                     [&o](const Configuration& c) { return list_backups(c, o.backup.place); });
    add_place(*list, o.backup.place);
    auto* back = add(app, chosen, "restore", "bring a snapshot back into an empty data folder",
                     [&o](const Configuration& c) { return restore(c, o.restore); });
    add_place(*back, o.restore.place);
    back->add_option("--snapshot", o.restore.snapshot, "its number [the newest]")->check(CLI::Range(1, 1'000'000'000));
    back->add_option("--at", o.restore.at, "the newest that was taken until 2026-11-25T08:00 (Beijing time)")
        ->excludes("--snapshot");
    back->add_flag("--without-damaged-photos", o.restore.without_damaged_photos,
                   "leave out what is damaged, except of the database");
    add(app, chosen, "backup-key", "make a key that seals backups",
        [&o](const Configuration& c) { return make_backup_key(c, o.folder); })
        ->add_option("file", o.folder)
        ->required();
}

void add_commands(CLI::App& app, Command& chosen, Options& o)
{
    add(app, chosen, "serve", "run the service", serve);
    add(app, chosen, "migrate", "bring the database's schema up to date", migrate);
    auto* load = add(app, chosen, "load-knowledge", "check the knowledge files, show what changes, and store them",
                     [&o](const Configuration& c) { return load_knowledge(c, o.load); });
    load->add_flag("--check", o.load.only_check, "only check, store nothing");
    load->add_flag("--overwrite", o.load.overwrite, "replace what was edited in the browser since the last load");
    add(app, chosen, "export-knowledge", "write the stored knowledge files into a new folder",
        [&o](const Configuration& c) { return export_knowledge(c, o.folder); })
        ->add_option("folder", o.folder)
        ->required();
    add(app, chosen, "demo", "fill an empty database with invented people and reports", [&o](const Configuration& c) {
        return demo(c, o.reports);
    })->add_option("--reports", o.reports, "how many reports [5000]");
    add(app, chosen, "recount", "compare counters with a recount", [&o](const Configuration& c) {
        return recount(c, o.repair);
    })->add_flag("--repair", o.repair, "rewrite what differs");
    add_user_commands(app, chosen, o);
    add_backup_commands(app, chosen, o);
    add(app, chosen, "export", "write everything as lines of JSON, one file a table, into a new folder",
        [&o](const Configuration& c) { return export_all(c, o.folder); })
        ->add_option("folder", o.folder)
        ->required();
    add_move_command(app, chosen, o);
    add(app, chosen, "doctor", "check the installation and say what to do", doctor);
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App cli{"agri110: farmers ask, the right commissioner answers", "agri110"};
    cli.require_subcommand(1);
    std::string file;
    cli.add_option("--config", file, "TOML file with settings")->check(CLI::ExistingFile);
    std::map<std::string, std::string> flags;
    for (const auto& setting : all_settings())
        cli.add_option_function<std::string>(
               "--" + std::string(setting.key),
               [&flags, &setting](const std::string& value) { flags[std::string(setting.key)] = value; })
            ->group("");
    cli.footer(settings_help());
    Command chosen;
    Options options;
    add_commands(cli, chosen, options);
    CLI11_PARSE(cli, argc, argv);

    try {
        const auto configuration = read_configuration(
            file.empty() ? std::nullopt : std::optional<std::filesystem::path>(file), process_environment(), flags);
        start_log(configuration);
        return chosen(configuration);
    } catch (const std::exception& error) {
        std::cerr << "agri110: " << error.what() << "\n";
        return 2;
    }
}
