#include "app/serve.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <future>

#include "app/loops.hpp"
#include "app/parts.hpp"
#include "handlers/dispatch.hpp"
#include "http/event_loops.hpp"
#include "http/server.hpp"
#include "notify/discard_channel.hpp"
#include "notify/log_channel.hpp"
#include "notify/webhook_channel.hpp"

namespace agri110::app {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds drain_at_most{30};
constexpr std::chrono::milliseconds look_after_every{200};
constexpr std::uint64_t small_body = 256 << 10;

std::unique_ptr<notify::Channel> channel_of(const Configuration& configuration, const Paths& paths)
{
    if (configuration.notify_channel == "discard") return std::make_unique<notify::DiscardChannel>();
    if (configuration.notify_channel == "log") return std::make_unique<notify::LogChannel>(paths.notices);
    if (configuration.webhook_url.empty() || configuration.webhook_secret.empty())
        throw ConfigurationError("notify.channel = webhook needs notify.webhook_url and notify.webhook_secret");
    return std::make_unique<notify::WebhookChannel>(notify::WebhookSettings{
        configuration.webhook_url, configuration.webhook_secret, configuration.webhook_allow_private});
}

std::string host_of(const std::string& url)
{
    const auto host = url.substr(url.find("://") + 3);
    return host.substr(0, host.find('/'));
}

/// Host names this service answers to: its public name, its own address, and what the configuration adds.
std::vector<std::string> hosts_of(const Configuration& configuration)
{
    auto hosts = configuration.hosts;
    hosts.push_back(host_of(configuration.public_url));
    for (const auto* name : {configuration.address.c_str(), "127.0.0.1", "localhost"})
        hosts.push_back(fmt::format("{}:{}", name, configuration.port));
    return hosts;
}

/// Every connection needs a descriptor; what the system allows by default would not do for a busy morning. How many
/// connections there can be, with enough descriptors left for database, photos and whatever bodies lie on the disk.
std::size_t most_connections(const Configuration& configuration)
{
    constexpr std::size_t for_files = 64;
    const auto wanted = static_cast<std::size_t>(configuration.max_connections);
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return std::min<std::size_t>(wanted, limit.rlim_max > 2 * for_files ? limit.rlim_max - for_files : for_files);
}

http::Settings settings_of(const Configuration& configuration, const Paths& paths, service::App& app)
{
    http::Settings settings;
    settings.address = configuration.address;
    settings.port = configuration.port;
    settings.hosts = configuration.port == 0 ? std::vector<std::string>{} : hosts_of(configuration);
    settings.trusted_proxies = configuration.trusted_proxies;
    settings.max_connections = most_connections(configuration);
    settings.spool_folder = paths.spool;
    settings.max_body_bytes = small_body;
    const auto photo = static_cast<std::uint64_t>(app.limits->photo_bytes);
    settings.body_limit = [photo](http::Method, std::string_view path) -> std::uint64_t {
        if (path == "/api/uploads") return photo + (64 << 10);
        if (path == "/api/knowledge/file" || path == "/api/knowledge/preview") return 4 << 20;
        return path == "/api/imports/commissioners" ? 2 << 20 : small_body;
    };
    settings.waiting = [&app](std::string_view path) { return path.starts_with("/api/") ? app.db.waiting() : 0; };
    settings.text_of = [&app](std::string_view code) { return app.library.load()->knowledge->messages.text(code); };
    return settings;
}

/// Hands requests to the dispatcher; a named function object, since a capturing lambda must not be a coroutine.
struct Entrance {
    const handlers::Dispatcher* dispatcher;
    asio::awaitable<http::Response> operator()(http::Request& request) const { return dispatcher->dispatch(request); }
};

/// Waits for a signal or for a database that can no longer keep promises, then ends the listener. The exit code.
asio::awaitable<void> wait_for_the_end(http::Server& server, service::App& app, int& exit_code)
{
    const auto executor = co_await asio::this_coro::executor;
    bool asked = false;
    asio::signal_set signals(executor, SIGINT, SIGTERM);
    signals.async_wait([&asked](const boost::system::error_code& error, int) { asked = !error; });
    asio::steady_timer timer(executor);
    while (!asked && app.db.sound()) {
        timer.expires_after(look_after_every);
        co_await timer.async_wait(asio::use_awaitable);
    }
    signals.cancel();
    if (!asked) {
        spdlog::critical("a commit failed: nothing more is acknowledged, the process ends");
        exit_code = 1;
    }
    const auto cut = co_await server.drain(drain_at_most);
    spdlog::info("stopped accepting; requests cut short: {}", cut);
}

}  // namespace

int serve(const Configuration& configuration)
{
    auto loading_pages = std::async(std::launch::async, http::StaticFiles::load, configuration.web_folder);
    Parts parts(configuration);
    std::filesystem::create_directories(parts.paths().spool);
    const auto pages = loading_pages.get();
    const handlers::Dispatcher dispatcher(parts.app(), pages);
    const auto channel = channel_of(configuration, parts.paths());

    http::EventLoops loops(configuration.threads);
    http::Server server(loops, settings_of(configuration, parts.paths(), parts.app()), Entrance{&dispatcher});
    server.listen();
    Loops rounds(parts.app(), *channel, parts.paths());
    spdlog::info("photos: {}", parts.app().photos.description());
    spdlog::info("listening on {}:{}", configuration.address, server.port());
    fmt::print("agri110 listens on http://{}:{}\n", configuration.address, server.port());
    std::fflush(stdout);

    int exit_code = 0;
    asio::co_spawn(loops.first(), wait_for_the_end(server, parts.app(), exit_code), asio::detached);
    loops.run();
    rounds.stop();
    parts.db().drain();
    spdlog::info("ended");
    return exit_code;
}

}  // namespace agri110::app
