#include "app/configuration.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "app/home.hpp"
#include "storage/open_database.hpp"

namespace agri110::app {
namespace {

int number(const std::string& text, int least, int most)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        throw std::invalid_argument(fmt::format("must be a number from {} to {}", least, most));
    return value;
}

bool flag(const std::string& text)
{
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    throw std::invalid_argument("must be true or false");
}

std::vector<std::string> list(const std::string& text)
{
    std::vector<std::string> items;
    std::istringstream in(text);
    for (std::string item; std::getline(in, item, ',');)
        if (!item.empty()) items.push_back(item);
    return items;
}

std::string one_of(const std::string& text, std::initializer_list<std::string_view> allowed)
{
    if (std::ranges::find(allowed, text) == allowed.end())
        throw std::invalid_argument(fmt::format("must be one of {}", fmt::join(allowed, ", ")));
    return text;
}

std::string url(const std::string& text)
{
    if (!text.starts_with("http://") && !text.starts_with("https://"))
        throw std::invalid_argument("must begin with http:// or https://");
    return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
}

/// A URL of a host and nothing behind it.
std::string origin(const std::string& text)
{
    if (text.empty()) return text;
    auto whole = url(text);
    if (whole.find_first_of("/?#@", whole.find("://") + 3) != std::string::npos)
        throw std::invalid_argument("must be a host without path, name or password, such as https://s3.example");
    return whole;
}

/// A word that may stand in a path and in a signature as it is.
std::string plain_word(const std::string& text)
{
    const auto allowed = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    if (text.find_first_not_of(allowed) != std::string::npos || text.starts_with('.'))
        throw std::invalid_argument("must consist of small letters, digits, '.' and '-'");
    return text;
}

std::string database(const std::string& text)
{
    if (!text.empty() && !storage::sqlite_file(text) && !storage::is_postgres(text))
        throw std::invalid_argument("must begin with sqlite: or postgresql://");
    return text;
}

/// What may hold a password is never shown.
std::string hidden(const std::string& text)
{
    return text.empty() ? "" : "(set)";
}

std::string joined(const std::vector<std::string>& items)
{
    return fmt::format("{}", fmt::join(items, ","));
}

using C = Configuration;

const std::vector<Setting> settings{
    {"server.address", "address to listen on", [](C& c, const std::string& v) { c.address = v; },
     [](const C& c) { return c.address; }},
    {"server.port", "port to listen on",
     [](C& c, const std::string& v) { c.port = static_cast<std::uint16_t>(number(v, 0, 65535)); },
     [](const C& c) { return std::to_string(c.port); }},
    {"server.public_url", "how people reach the service; used in links",
     [](C& c, const std::string& v) { c.public_url = url(v); }, [](const C& c) { return c.public_url; }},
    {"server.hosts", "further Host names to answer to, separated by commas",
     [](C& c, const std::string& v) { c.hosts = list(v); }, [](const C& c) { return joined(c.hosts); }},
    {"server.trusted_proxies", "addresses of reverse proxies whose X-Forwarded-For is believed",
     [](C& c, const std::string& v) { c.trusted_proxies = list(v); },
     [](const C& c) { return joined(c.trusted_proxies); }},
    {"server.threads", "threads that serve connections",
     [](C& c, const std::string& v) { c.threads = number(v, 1, 64); },
     [](const C& c) { return std::to_string(c.threads); }},
    {"server.max_connections", "connections at once; beyond, those that send nothing make way for new ones",
     [](C& c, const std::string& v) { c.max_connections = number(v, 1, 100000); },
     [](const C& c) { return std::to_string(c.max_connections); }},
    {"data.folder", "where database, photos and notices are kept",
     [](C& c, const std::string& v) { c.data_folder = v; }, [](const C& c) { return c.data_folder.string(); }},
    {"database.url", "sqlite:<file> or postgresql://user@host/name; empty: a file in the data folder",
     [](C& c, const std::string& v) { c.database_url = database(v); },
     [](const C& c) { return hidden(c.database_url); }, true},
    {"database.replica_url", "a standby of PostgreSQL that serves statistics, a little behind",
     [](C& c, const std::string& v) { c.replica_url = database(v); }, [](const C& c) { return hidden(c.replica_url); },
     true},
    {"database.readers", "reading connections", [](C& c, const std::string& v) { c.readers = number(v, 1, 32); },
     [](const C& c) { return std::to_string(c.readers); }},
    {"database.cache_mib", "memory for pages of an SQLite database: this for writing, a quarter for each reader",
     [](C& c, const std::string& v) { c.cache_mib = number(v, 1, 65'536); },
     [](const C& c) { return std::to_string(c.cache_mib); }},
    {"photos.folder", "where photos are kept, such as a shared disk; empty: photos in the data folder",
     [](C& c, const std::string& v) { c.photos_folder = v; }, [](const C& c) { return c.photos_folder.string(); }},
    {"photos.s3_endpoint", "keeps photos on the S3 store at this URL instead of in a folder",
     [](C& c, const std::string& v) { c.s3_endpoint = origin(v); }, [](const C& c) { return c.s3_endpoint; }},
    {"photos.s3_bucket", "bucket for the photos, used by nothing else",
     [](C& c, const std::string& v) { c.s3_bucket = plain_word(v); }, [](const C& c) { return c.s3_bucket; }},
    {"photos.s3_region", "region that the S3 store wants in signatures",
     [](C& c, const std::string& v) { c.s3_region = plain_word(v); }, [](const C& c) { return c.s3_region; }},
    {"photos.s3_access_key", "name of the key for the bucket", [](C& c, const std::string& v) { c.s3_access_key = v; },
     [](const C& c) { return c.s3_access_key; }},
    {"photos.s3_secret_key", "the key itself; never shown", [](C& c, const std::string& v) { c.s3_secret_key = v; },
     [](const C& c) { return hidden(c.s3_secret_key); }, true},
    {"backup.folder", "where `agri110 backup` keeps snapshots, unless a folder is named with it",
     [](C& c, const std::string& v) { c.backup_folder = v; }, [](const C& c) { return c.backup_folder.string(); }},
    {"backup.key_file", "seals snapshots; made by `agri110 backup-key FILE`",
     [](C& c, const std::string& v) { c.backup_key_file = v; }, [](const C& c) { return c.backup_key_file.string(); }},
    {"backup.s3_endpoint", "keeps snapshots on the S3 store at this URL instead of in a folder",
     [](C& c, const std::string& v) { c.backup_s3_endpoint = origin(v); },
     [](const C& c) { return c.backup_s3_endpoint; }},
    {"backup.s3_bucket", "bucket for the snapshots, used by nothing else",
     [](C& c, const std::string& v) { c.backup_s3_bucket = plain_word(v); },
     [](const C& c) { return c.backup_s3_bucket; }},
    {"backup.s3_region", "region that the S3 store wants in signatures",
     [](C& c, const std::string& v) { c.backup_s3_region = plain_word(v); },
     [](const C& c) { return c.backup_s3_region; }},
    {"backup.s3_access_key", "name of the key for the bucket",
     [](C& c, const std::string& v) { c.backup_s3_access_key = v; }, [](const C& c) { return c.backup_s3_access_key; }},
    {"backup.s3_secret_key", "the key itself; never shown",
     [](C& c, const std::string& v) { c.backup_s3_secret_key = v; },
     [](const C& c) { return hidden(c.backup_s3_secret_key); }, true},
    {"knowledge.folder", "regions, crops, words, deadlines and texts; read by load-knowledge",
     [](C& c, const std::string& v) { c.knowledge_folder = v; },
     [](const C& c) { return c.knowledge_folder.string(); }},
    {"web.folder", "the built pages", [](C& c, const std::string& v) { c.web_folder = v; },
     [](const C& c) { return c.web_folder.string(); }},
    {"notify.channel", "where notices go: log (a file in the data folder), webhook, or discard",
     [](C& c, const std::string& v) { c.notify_channel = one_of(v, {"log", "webhook", "discard"}); },
     [](const C& c) { return c.notify_channel; }},
    {"notify.webhook_url", "gateway that takes notices as JSON",
     [](C& c, const std::string& v) { c.webhook_url = url(v); }, [](const C& c) { return c.webhook_url; }},
    {"notify.webhook_secret", "key with which notices to the gateway are signed",
     [](C& c, const std::string& v) { c.webhook_secret = v; }, [](const C& c) { return hidden(c.webhook_secret); },
     true},
    {"notify.webhook_allow_private", "the gateway may be inside the private network",
     [](C& c, const std::string& v) { c.webhook_allow_private = flag(v); },
     [](const C& c) { return std::string(c.webhook_allow_private ? "true" : "false"); }},
    {"limits.reports_per_phone_per_hour", "reports one phone may send",
     [](C& c, const std::string& v) { c.reports_per_phone_per_hour = number(v, 1, 1'000'000'000); },
     [](const C& c) { return std::to_string(c.reports_per_phone_per_hour); }},
    {"limits.reports_per_address_per_hour", "reports one network address may send",
     [](C& c, const std::string& v) { c.reports_per_address_per_hour = number(v, 1, 1'000'000'000); },
     [](const C& c) { return std::to_string(c.reports_per_address_per_hour); }},
    {"clock.trusted", "takes the machine's clock as it is, also when it does not fit what is recorded",
     [](C& c, const std::string& v) { c.trust_clock = flag(v); },
     [](const C& c) { return std::string(c.trust_clock ? "true" : "false"); }},
    {"demo", "shows on the pages that people and reports are invented",
     [](C& c, const std::string& v) { c.demo = flag(v); },
     [](const C& c) { return std::string(c.demo ? "true" : "false"); }},
    {"log.level", "debug, info, warn or error",
     [](C& c, const std::string& v) { c.log_level = one_of(v, {"debug", "info", "warn", "error"}); },
     [](const C& c) { return c.log_level; }},
};

const Setting* find_setting(std::string_view key)
{
    const auto found = std::ranges::find(settings, key, &Setting::key);
    return found == settings.end() ? nullptr : &*found;
}

void apply(Configuration& configuration, std::string_view key, const std::string& value, const std::string& source)
{
    const auto* setting = find_setting(key);
    if (!setting) throw ConfigurationError(fmt::format("{}: unknown setting \"{}\"", source, key));
    try {
        setting->read(configuration, value);
    } catch (const std::exception& error) {
        const auto shown = setting->secret ? "" : fmt::format(" (is \"{}\")", value);
        throw ConfigurationError(fmt::format("{}: {} {}{}", source, key, error.what(), shown));
    }
}

std::string value_text(const toml::node& node)
{
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* integer = node.as_integer()) return std::to_string(integer->get());
    if (const auto* boolean = node.as_boolean()) return boolean->get() ? "true" : "false";
    if (const auto* array = node.as_array()) {
        std::vector<std::string> items;
        for (const auto& item : *array) items.push_back(value_text(item));
        return joined(items);
    }
    throw std::invalid_argument("a value of a kind that no setting takes");
}

void apply_table(Configuration& configuration, const toml::table& table, const std::string& prefix,
                 const std::string& file)
{
    for (const auto& [name, node] : table) {
        const auto key = prefix.empty() ? std::string(name.str()) : prefix + "." + std::string(name.str());
        if (const auto* inner = node.as_table())
            apply_table(configuration, *inner, key, file);
        else
            apply(configuration, key, value_text(node), fmt::format("{}:{}", file, node.source().begin.line));
    }
}

void apply_file(Configuration& configuration, const std::filesystem::path& file)
{
    try {
        apply_table(configuration, toml::parse_file(file.string()), "", file.string());
    } catch (const toml::parse_error& error) {
        throw ConfigurationError(
            fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
}

/// Half a description would quietly put things into a folder, or fail with the first one somebody sends.
void require_whole_store(std::string_view what, std::initializer_list<std::pair<std::string_view, std::string>> parts)
{
    std::vector<std::string_view> missing;
    for (const auto& [key, value] : parts)
        if (value.empty()) missing.push_back(key);
    if (!missing.empty() && missing.size() < parts.size())
        throw ConfigurationError(fmt::format("{} on an S3 store also need {}", what, fmt::join(missing, ", ")));
    // A line end from a pasted key would only show as a refused signature.
    for (const auto& [key, value] : parts)
        if (std::ranges::any_of(value, [](unsigned char letter) { return letter <= ' ' || letter > '~'; }))
            throw ConfigurationError(fmt::format("{} holds a blank, a line end or another unusual letter", key));
}

void require_whole_stores(const Configuration& c)
{
    require_whole_store("photos", {{"photos.s3_endpoint", c.s3_endpoint},
                                   {"photos.s3_bucket", c.s3_bucket},
                                   {"photos.s3_region", c.s3_region},
                                   {"photos.s3_access_key", c.s3_access_key},
                                   {"photos.s3_secret_key", c.s3_secret_key}});
    require_whole_store("backups", {{"backup.s3_endpoint", c.backup_s3_endpoint},
                                    {"backup.s3_bucket", c.backup_s3_bucket},
                                    {"backup.s3_region", c.backup_s3_region},
                                    {"backup.s3_access_key", c.backup_s3_access_key},
                                    {"backup.s3_secret_key", c.backup_s3_secret_key}});
    if (!c.backup_s3_endpoint.empty() && c.backup_s3_endpoint == c.s3_endpoint && c.backup_s3_bucket == c.s3_bucket)
        throw ConfigurationError("backups need another bucket than the photos");
}

}  // namespace

const std::vector<Setting>& all_settings()
{
    return settings;
}

std::string database_url_of(const Configuration& configuration)
{
    if (!configuration.database_url.empty()) return configuration.database_url;
    return "sqlite:" + Paths(configuration.data_folder).database.string();
}

std::string environment_name(std::string_view key)
{
    std::string name = "AGRI110_";
    for (const char c : key) name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

Configuration read_configuration(const std::optional<std::filesystem::path>& file,
                                 const std::map<std::string, std::string>& environment,
                                 const std::map<std::string, std::string>& flags)
{
    Configuration configuration;
    if (file) apply_file(configuration, *file);
    for (const auto& [name, value] : environment) {
        if (!name.starts_with("AGRI110_")) continue;
        const auto named = std::ranges::find(settings, name, [](const Setting& s) { return environment_name(s.key); });
        if (named == settings.end()) throw ConfigurationError(fmt::format("environment: unknown setting {}", name));
        apply(configuration, named->key, value, "environment " + name);
    }
    for (const auto& [key, value] : flags) apply(configuration, key, value, "flag --" + key);
    require_whole_stores(configuration);
    return configuration;
}

std::map<std::string, std::string> process_environment()
{
    std::map<std::string, std::string> all;
    for (char** entry = environ; *entry; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) all.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return all;
}

}  // namespace agri110::app
