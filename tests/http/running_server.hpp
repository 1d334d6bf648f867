// The real server on a free port, with a handler that tells what it got.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "http/event_loops.hpp"
#include "http/server.hpp"

namespace agri110::http::test {

/// What the handler below has seen and waits for.
struct Observed {
    std::atomic<int> calls = 0;
    std::atomic<bool> may_finish = false;  // "/wait" answers once this is set
};

/// "/throw" throws, "/disk", "/files" and "/memory" run out of them, "/wait" waits for `may_finish`, "/file" sends
/// `file`, "/split" tries to split the answer, "/peer" tells the peer, "/spooled" whether the body is in a file; all
/// others echo.
struct EchoHandler {
    std::shared_ptr<Observed> observed;
    std::filesystem::path file{};

    boost::asio::awaitable<Response> operator()(Request& request) const;
};

class RunningServer {
public:
    explicit RunningServer(Settings settings = {}, std::filesystem::path file = {});
    ~RunningServer();

    std::uint16_t port() const { return server_.port(); }
    std::size_t connections() const { return server_.connections(); }
    Observed& observed() { return *observed_; }
    /// Waits until `calls` requests have reached the handler; fails the test after ten seconds.
    void wait_for_calls(int calls) const;
    /// Waits until `count` connections are open; fails the test after ten seconds.
    void wait_for_connections(std::size_t count) const;
    void stop_accepting() { server_.stop_accepting(); }
    std::size_t drain(std::chrono::milliseconds at_most);

private:
    EventLoops loops_{3};
    std::shared_ptr<Observed> observed_ = std::make_shared<Observed>();
    Server server_;
    std::jthread thread_;
};

/// An empty folder of this test's own, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }
    void write(const std::string& name, std::string_view bytes) const;
    std::size_t count_files() const;

private:
    std::filesystem::path path_;
};

std::string read_whole_file(const std::filesystem::path& path);

}  // namespace agri110::http::test
