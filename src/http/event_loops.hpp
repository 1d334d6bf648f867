// The threads that serve connections.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

namespace agri110::http {

/// One event loop a thread. What begins on a loop stays on it, so that a connection needs neither lock nor strand, and
/// gives its memory back to the thread it had it from.
class EventLoops {
public:
    explicit EventLoops(int threads);

    /// For what is there once: the listening socket, signals.
    boost::asio::io_context& first() { return *loops_.front(); }
    /// The loops in turn, for what comes often. Not safe from several threads at once.
    boost::asio::io_context& next();
    /// Runs all loops, the first on the calling thread; ends when there is nothing left to do on it, and then on the
    /// others.
    void run();
    /// Ends all loops at once, from any thread.
    void stop();

private:
    std::vector<std::unique_ptr<boost::asio::io_context>> loops_;
    std::size_t next_ = 0;
};

}  // namespace agri110::http
