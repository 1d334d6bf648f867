// The server: accepts, lets requests through the gate, calls the one handler, and stops without losing an answer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/settings.hpp"

namespace agri110::http {

class EventLoops;

/// Answers every request that came through the gate. Called on the connection's thread, and on others for other
/// connections at once; the request lives until the answer is written. What it throws becomes a 500 without detail.
using Handler = std::function<boost::asio::awaitable<Response>(Request&)>;

/// Serves its connections on all `loops`, in turn. All functions may be called from any thread once listen() returned.
class Server {
public:
    /// Throws std::invalid_argument when a trusted proxy is no IP address.
    Server(EventLoops& loops, Settings settings, Handler handler);

    /// Binds and starts to accept. Throws boost::system::system_error when the address cannot be had.
    void listen();
    /// The port that listen() got.
    std::uint16_t port() const;
    /// Connections being served now.
    std::size_t connections() const;

    /// No new connections; those already queued by the system are still accepted.
    void stop_accepting();
    /// Stops accepting, closes idle connections, and waits until every request in work has its answer (sent with
    /// Connection: close), at most `at_most`; then cuts the rest. Gives how many had to be cut: 0 means nothing was
    /// lost.
    boost::asio::awaitable<std::size_t> drain(std::chrono::milliseconds at_most);

private:
    class Listener;
    static boost::asio::awaitable<std::size_t> drain_listener(std::shared_ptr<Listener> listener,
                                                              std::chrono::milliseconds at_most);
    std::shared_ptr<Listener> listener_;
};

}  // namespace agri110::http
