#include "tests/http/running_server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <new>
#include <stdexcept>
#include <system_error>

namespace agri110::http::test {

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

std::string describe(const Request& request)
{
    auto text = fmt::format("{} {}", to_text(request.method), request.path);
    for (const auto& [name, value] : request.query) text += fmt::format(" [{}={}]", name, value);
    text += fmt::format(" {} bytes: {}", request.body.size(), request.body.text().substr(0, 200));
    if (const auto* agent = request.headers.find("X-Told")) text += " told: " + *agent;
    return text;
}

void wait_until(const std::function<bool()>& reached, const char* what)
{
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!reached()) {
        if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error(std::string{"never: "} + what);
        std::this_thread::sleep_for(1ms);
    }
}

}  // namespace

asio::awaitable<Response> EchoHandler::operator()(Request& request) const
{
    ++observed->calls;
    request.route = "/{anything}";
    if (request.path == "/disk") throw std::system_error(ENOSPC, std::generic_category(), "writing a file");
    if (request.path == "/files") throw std::system_error(EMFILE, std::generic_category(), "opening a file");
    if (request.path == "/memory") throw std::bad_alloc();
    if (request.path == "/throw") throw std::runtime_error("the farmer's number 13888123456 broke it");
    if (request.path == "/wait") {
        asio::steady_timer timer{co_await asio::this_coro::executor};
        while (!observed->may_finish) {
            timer.expires_after(1ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
    }
    if (request.path == "/file") co_return file_response("image/jpeg", {file, std::filesystem::file_size(file)});
    if (request.path == "/split") {
        auto response = text_response(200, "split");
        response.headers.set("X-Name", "a\r\nSet-Cookie: evil=1");
        co_return response;
    }
    if (request.path == "/peer") co_return text_response(200, request.peer);
    if (request.path == "/spooled") co_return text_response(200, request.body.path() ? "file" : "memory");
    if (request.path == "/empty") co_return empty_response();
    co_return text_response(200, describe(request));
}

RunningServer::RunningServer(Settings settings, std::filesystem::path file)
    : server_(loops_, std::move(settings), EchoHandler{observed_, std::move(file)})
{
    spdlog::set_level(spdlog::level::off);
    server_.listen();
    thread_ = std::jthread([this] { loops_.run(); });
}

RunningServer::~RunningServer()
{
    observed_->may_finish = true;
    drain(5s);
    loops_.stop();
}

void RunningServer::wait_for_calls(int calls) const
{
    wait_until([&] { return observed_->calls >= calls; }, "the request reaches the handler");
}

void RunningServer::wait_for_connections(std::size_t count) const
{
    wait_until([&] { return server_.connections() == count; }, "the connections are as many as expected");
}

std::size_t RunningServer::drain(std::chrono::milliseconds at_most)
{
    auto draining = server_.drain(at_most);
    if (loops_.first().stopped()) return 0;
    return asio::co_spawn(loops_.first(), std::move(draining), asio::use_future).get();
}

TemporaryFolder::TemporaryFolder()
{
    auto name = (std::filesystem::temp_directory_path() / "agri110-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::filesystem::remove_all(path_);
}

void TemporaryFolder::write(const std::string& name, std::string_view bytes) const
{
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream{path_ / name, std::ios::binary} << bytes;
}

std::size_t TemporaryFolder::count_files() const
{
    const std::filesystem::directory_iterator files{path_};
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

std::string read_whole_file(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace agri110::http::test
