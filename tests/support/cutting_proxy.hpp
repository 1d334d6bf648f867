// Stands between a client and a PostgreSQL server, and can cut the line at the worst moment.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace agri110::storage {

/// Listens on a socket in `folder` and passes everything on to the server whose socket lies in `server`.
class CuttingProxy {
public:
    CuttingProxy(const std::filesystem::path& folder, const std::filesystem::path& server);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    /// The next COMMIT reaches the server, its answer reaches nobody.
    void swallow_next_commit() { swallow_ = true; }
    /// The next COMMIT does not even reach the server.
    void drop_next_commit() { drop_ = true; }
    int cuts() const { return cuts_; }

private:
    using Socket = boost::asio::local::stream_protocol::socket;
    struct Line;

    void accept();
    void pass_on(const std::shared_ptr<Line>& line, bool to_server);

    boost::asio::io_context io_;
    boost::asio::local::stream_protocol::endpoint server_;
    boost::asio::local::stream_protocol::acceptor acceptor_;
    std::atomic<bool> swallow_ = false;
    std::atomic<bool> drop_ = false;
    std::atomic<int> cuts_ = 0;
    std::jthread thread_;
};

}  // namespace agri110::storage
