// agri110: one program, many subcommands.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "app/commands.hpp"
#include "app/serve.hpp"

namespace {

using namespace agri110::app;

void start_log(const Configuration& configuration)
{
    spdlog::set_default_logger(spdlog::stderr_logger_mt("agri110"));
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
    add(app, chosen, "backup", "copy database and photos to a new folder",
        [&o](const Configuration& c) { return backup(c, o.folder); })
        ->add_option("folder", o.folder)
        ->required();
    add(app, chosen, "restore", "put a backup into an empty data folder",
        [&o](const Configuration& c) { return restore(c, o.folder); })
        ->add_option("folder", o.folder)
        ->required();
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
