// beast_ceiling: the least that Boost.Beast needs to answer a request on this machine. It looks at nothing and answers
// every one with the same 500 bytes of JSON: the limit that the service's reads are measured against.
#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <string>
#include <thread>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr std::size_t body_bytes = 500;

const std::string& the_body()
{
    static const std::string body = [] {
        const std::string head = R"({"text":")";
        const std::string tail = R"("})";
        return head + std::string(body_bytes - head.size() - tail.size(), 'x') + tail;
    }();
    return body;
}

http::response<http::string_body> answer_to(const http::request<http::string_body>& request)
{
    http::response<http::string_body> response{http::status::ok, request.version()};
    response.set(http::field::content_type, "application/json");
    response.body() = the_body();
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    return response;
}

asio::awaitable<void> talk(tcp::socket socket)
{
    socket.set_option(tcp::no_delay(true));
    beast::flat_buffer buffer;
    for (;;) {
        http::request<http::string_body> request;
        boost::system::error_code error;
        co_await http::async_read(socket, buffer, request, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        const auto response = answer_to(request);
        co_await http::async_write(socket, response, asio::redirect_error(asio::use_awaitable, error));
        if (error || !response.keep_alive()) co_return;
    }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor)
{
    for (;;) {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        const auto executor = acceptor.get_executor();
        auto talking = talk(std::move(socket));
        asio::co_spawn(executor, std::move(talking), asio::detached);
    }
}

}  // namespace

int main()
{
    constexpr int threads = 2;
    asio::io_context io(threads);
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    fmt::print("beast_ceiling listens on http://127.0.0.1:{}\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    asio::co_spawn(io, listen(acceptor), asio::detached);
    asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&io](const boost::system::error_code&, int) { io.stop(); });
    std::jthread other([&io] { io.run(); });
    io.run();
    return 0;
}
