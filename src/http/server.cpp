#include "http/server.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <filesystem>
#include <new>
#include <utility>

#include "http/event_loops.hpp"
#include "http/peer.hpp"
#include "http/server_core.hpp"
#include "http/session.hpp"

namespace agri110::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

asio::awaitable<void> sleep(std::chrono::milliseconds time)
{
    asio::steady_timer timer{co_await asio::this_coro::executor, time};
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

/// The listening socket, on the first of the loops.
class Server::Listener : public std::enable_shared_from_this<Listener> {
public:
    Listener(EventLoops& loops, Settings settings, Handler handler)
        : loops_(loops),
          acceptor_(loops.first()),
          core_(std::make_shared<ServerCore>(std::move(settings), std::move(handler)))
    {
    }

    void open();
    void stop();
    std::uint16_t port() const { return port_; }
    bool stopped() const { return stopped_; }
    const std::shared_ptr<ServerCore>& core() const { return core_; }

private:
    static asio::awaitable<void> accept_all(std::shared_ptr<Listener> self);
    void accept_queued();
    bool take_in(tcp::socket socket);

    EventLoops& loops_;
    tcp::acceptor acceptor_;
    std::shared_ptr<ServerCore> core_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> stopped_ = true;
};

void Server::Listener::open()
{
    std::filesystem::create_directories(core_->settings.spool_folder);
    remove_stale_spool_files(core_->settings.spool_folder);

    const tcp::endpoint endpoint{asio::ip::make_address(core_->settings.address), core_->settings.port};
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address{true});
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
    stopped_ = false;
    auto accepting = accept_all(shared_from_this());
    asio::co_spawn(acceptor_.get_executor(), std::move(accepting), asio::detached);
}

asio::awaitable<void> Server::Listener::accept_all(std::shared_ptr<Listener> self)
{
    while (!self->stopping_) {
        error_code error;
        tcp::socket socket = co_await self->acceptor_.async_accept(self->loops_.next(),
                                                                   asio::redirect_error(asio::use_awaitable, error));
        const bool taken = !error && self->take_in(std::move(socket));
        if (taken || self->stopping_) continue;
        // Out of descriptors or memory: whoever only waits makes way, and whoever leaves does so anyhow.
        spdlog::error("cannot accept a connection: {}", error ? error.message() : "no memory");
        self->core_->connections.let_some_go();
        co_await sleep(100ms);
    }
    self->accept_queued();
    error_code ignored;
    self->acceptor_.close(ignored);
    self->stopped_ = true;
}

/// Clients in the system's queue believe they are connected; closing the listener would cut them.
void Server::Listener::accept_queued()
{
    error_code error;
    acceptor_.non_blocking(true, error);
    while (!error) {
        tcp::socket socket{loops_.next()};
        acceptor_.accept(socket, error);
        if (!error) take_in(std::move(socket));
    }
}

/// False for want of memory: the connection is gone then, but not the listener.
bool Server::Listener::take_in(tcp::socket socket)
try {
    const auto& settings = core_->settings;
    auto session = std::make_shared<Session>(std::move(socket), core_);
    const bool is_proxy = std::ranges::find(core_->trusted_proxies, session->address()) != core_->trusted_proxies.end();
    const auto per_address = is_proxy ? 0 : settings.max_connections_per_address;
    if (core_->connections.enter(session, session->address(), settings.max_connections, per_address)) {
        Session::start(std::move(session));
    } else {
        session->turn_away();
    }
    return true;
} catch (const std::bad_alloc&) {
    return false;
}

void Server::Listener::stop()
{
    stopping_ = true;
    asio::post(acceptor_.get_executor(), [self = shared_from_this()] {
        error_code ignored;
        self->acceptor_.cancel(ignored);
    });
}

Server::Server(EventLoops& loops, Settings settings, Handler handler)
    : listener_(std::make_shared<Listener>(loops, std::move(settings), std::move(handler)))
{
}

void Server::listen()
{
    listener_->open();
}

std::uint16_t Server::port() const
{
    return listener_->port();
}

std::size_t Server::connections() const
{
    return listener_->core()->connections.size();
}

void Server::stop_accepting()
{
    listener_->stop();
}

asio::awaitable<std::size_t> Server::drain(std::chrono::milliseconds at_most)
{
    return drain_listener(listener_, at_most);
}

asio::awaitable<std::size_t> Server::drain_listener(std::shared_ptr<Listener> listener,
                                                    std::chrono::milliseconds at_most)
{
    auto& core = *listener->core();
    const auto deadline = std::chrono::steady_clock::now() + at_most;
    core.draining = true;
    listener->stop();
    while (!listener->stopped()) co_await sleep(1ms);
    for (const auto& session : core.connections.all()) session->wind_down();
    while (core.connections.size() > 0 && std::chrono::steady_clock::now() < deadline) co_await sleep(2ms);

    const auto left = core.connections.all();
    for (const auto& session : left) session->cut();
    co_return left.size();
}

}  // namespace agri110::http
