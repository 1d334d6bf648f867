// A wrong setting is told before anything starts, with where it came from.
#include "app/configuration.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace agri110::app {
namespace {

std::filesystem::path file_with(const std::string& text)
{
    const auto path =
        std::filesystem::temp_directory_path() / ("agri110-settings-" + std::to_string(::getpid()) + ".toml");
    std::ofstream(path) << text;
    return path;
}

std::string complaint(const std::string& file, const std::map<std::string, std::string>& environment,
                      const std::map<std::string, std::string>& flags)
{
    try {
        read_configuration(file_with(file), environment, flags);
        return "";
    } catch (const ConfigurationError& error) {
        return error.what();
    }
}

TEST(Configuration, TheFileIsOverruledByTheEnvironmentAndThatByFlags)
{
    const auto file = file_with("[server]\nport = 1001\naddress = \"127.0.0.2\"\nthreads = 3\n");
    const auto c =
        read_configuration(file, {{"AGRI110_SERVER_PORT", "1002"}, {"AGRI110_SERVER_THREADS", "4"}, {"PATH", "/bin"}},
                           {{"server.port", "1003"}});
    EXPECT_EQ(c.port, 1003);
    EXPECT_EQ(c.threads, 4);
    EXPECT_EQ(c.address, "127.0.0.2");
}

TEST(Configuration, AMisspeltSettingIsAnErrorWithItsLine)
{
    EXPECT_NE(complaint("[server]\nprot = 1\n", {}, {}).find(":2: unknown setting \"server.prot\""), std::string::npos);
    EXPECT_NE(complaint("", {{"AGRI110_SERVER_PROT", "1"}}, {}).find("AGRI110_SERVER_PROT"), std::string::npos);
}

TEST(Configuration, AWrongValueSaysWhatWouldBeRight)
{
    EXPECT_NE(complaint("[server]\nport = 99999\n", {}, {}).find("0 to 65535"), std::string::npos);
    EXPECT_NE(complaint("[notify]\nchannel = \"pigeon\"\n", {}, {}).find("log, webhook, discard"), std::string::npos);
    EXPECT_NE(complaint("[server\n", {}, {}).find(":1:"), std::string::npos);
    EXPECT_NE(complaint("demo = \"perhaps\"\n", {}, {}).find("true or false"), std::string::npos);
}

TEST(Configuration, AHalfDescribedPhotoStoreIsToldBeforeAnybodySendsAPhoto)
{
    const std::map<std::string, std::string> whole{{"photos.s3_endpoint", "https://s3.example:9000/"},
                                                   {"photos.s3_bucket", "photos"},
                                                   {"photos.s3_region", "cn-north-1"},
                                                   {"photos.s3_access_key", "NAME"},
                                                   {"photos.s3_secret_key", "kept/secret+key"}};
    EXPECT_EQ(complaint("", {}, whole), "");
    EXPECT_EQ(read_configuration(std::nullopt, {}, whole).s3_endpoint, "https://s3.example:9000");
    for (const auto& [key, value] : whole) {
        auto part = whole;
        part.erase(key);
        const auto told = complaint("", {}, part);
        EXPECT_NE(told.find("also need " + key), std::string::npos) << told;
        part[key] = value + "\n";
        EXPECT_NE(complaint("", {}, part).find(key), std::string::npos);
    }
    for (const std::string endpoint :
         {"s3.example", "ftp://s3.example", "https://s3.example/x", "https://a:b@s3.example"})
        EXPECT_NE(complaint("", {}, {{"photos.s3_endpoint", endpoint}}), "") << endpoint;
    EXPECT_NE(complaint("", {}, {{"photos.s3_bucket", "../other"}}), "");
}

TEST(Configuration, SecretsAreNeverShown)
{
    const std::string secret = "kept/secret+key";
    Configuration c;
    c.s3_secret_key = secret;
    c.webhook_secret = secret;
    for (const auto& setting : all_settings())
        EXPECT_EQ(setting.write(c).find(secret), std::string::npos) << setting.key;
    EXPECT_EQ(complaint("", {}, {{"photos.s3_secret_key", secret + "\n"}}).find(secret), std::string::npos);
}

}  // namespace
}  // namespace agri110::app
