// All settings of an installation: from a TOML file, then the environment, then flags; the later wins.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace agri110::app {

struct Configuration {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8110;
    std::string public_url = "http://127.0.0.1:8110";
    std::vector<std::string> hosts{};  // further Host values to answer to, besides the public URL's and the listener's
    std::vector<std::string> trusted_proxies{};
    int threads = 2;
    int max_connections = 4096;
    std::filesystem::path data_folder = "data";  // database, photos, notices, spooled uploads
    std::string database_url{};                  // empty: SQLite in the data folder
    std::string replica_url{};
    int readers = 2;
    int cache_mib = 8;
    std::filesystem::path photos_folder{};  // empty: `photos` in the data folder
    std::string s3_endpoint{};              // set: photos lie there and not in a folder
    std::string s3_bucket{};
    std::string s3_region{};
    std::string s3_access_key{};
    std::string s3_secret_key{};
    std::filesystem::path backup_folder{};
    std::filesystem::path backup_key_file{};
    std::string backup_s3_endpoint{};  // set: backups lie there and not in a folder
    std::string backup_s3_bucket{};
    std::string backup_s3_region{};
    std::string backup_s3_access_key{};
    std::string backup_s3_secret_key{};
    std::filesystem::path knowledge_folder = "knowledge";
    std::filesystem::path web_folder = "web/dist";
    std::string notify_channel = "log";  // log, webhook or discard
    std::string webhook_url{};
    std::string webhook_secret{};
    bool webhook_allow_private = false;
    int reports_per_phone_per_hour = 300;
    int reports_per_address_per_hour = 3000;
    bool trust_clock = false;
    bool demo = false;
    std::string log_level = "info";
};

/// Where the database is, as storage::open_database wants it.
std::string database_url_of(const Configuration& configuration);

/// A setting is wrong; the text says which, where it came from, and why.
class ConfigurationError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One row of the table from which file keys, environment names, flags and help are made.
struct Setting {
    std::string_view key;  // "server.port"; the variable AGRI110_SERVER_PORT and the flag --server.port say the same
    std::string_view help;
    void (*read)(Configuration&, const std::string&);  // throws std::exception for a value it cannot take
    std::string (*write)(const Configuration&);
    bool secret = false;  // may hold a password: never shown
};
const std::vector<Setting>& all_settings();
std::string environment_name(std::string_view key);

/// Reads file (if given), environment, and flags in that order. Unknown keys are an error, also AGRI110_ variables, and
/// so is a store of photos that is only half described.
Configuration read_configuration(const std::optional<std::filesystem::path>& file,
                                 const std::map<std::string, std::string>& environment,
                                 const std::map<std::string, std::string>& flags);

/// The process's environment.
std::map<std::string, std::string> process_environment();

}  // namespace agri110::app
