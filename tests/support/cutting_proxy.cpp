#include "tests/support/cutting_proxy.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <string_view>

namespace agri110::storage {
namespace {

namespace asio = boost::asio;
constexpr auto socket_name = ".s.PGSQL.5432";
constexpr std::string_view commit("COMMIT\0", 7);

}  // namespace

struct CuttingProxy::Line {
    explicit Line(asio::io_context& io) : client(io), server(io) {}
    void cut()
    {
        boost::system::error_code ignored;
        client.close(ignored);
        server.close(ignored);
    }
    Socket client;
    Socket server;
    std::array<char, 65536> up{};
    std::array<char, 65536> down{};
    bool deaf = false;  // what the server says goes nowhere
};

CuttingProxy::CuttingProxy(const std::filesystem::path& folder, const std::filesystem::path& server)
    : server_((server / socket_name).string()), acceptor_(io_, (folder / socket_name).string())
{
    accept();
    thread_ = std::jthread([this] { io_.run(); });
}

CuttingProxy::~CuttingProxy()
{
    io_.stop();
}

void CuttingProxy::accept()
{
    auto line = std::make_shared<Line>(io_);
    acceptor_.async_accept(line->client, [this, line](const boost::system::error_code& error) {
        if (error) return;
        line->server.connect(server_);
        pass_on(line, true);
        pass_on(line, false);
        accept();
    });
}

void CuttingProxy::pass_on(const std::shared_ptr<Line>& line, bool to_server)
{
    auto& from = to_server ? line->client : line->server;
    auto& buffer = to_server ? line->up : line->down;
    from.async_read_some(
        asio::buffer(buffer), [this, line, to_server](const boost::system::error_code& error, std::size_t size) {
            auto& bytes = to_server ? line->up : line->down;
            const bool commits = to_server && std::string_view(bytes.data(), size).contains(commit);
            if (error || (!to_server && line->deaf) || (commits && drop_.exchange(false))) {
                if (!error) ++cuts_;
                line->cut();
                return;
            }
            if (commits && swallow_.exchange(false)) line->deaf = true;
            boost::system::error_code failed;
            asio::write(to_server ? line->server : line->client, asio::buffer(bytes.data(), size), failed);
            if (failed) return line->cut();
            pass_on(line, to_server);
        });
}

}  // namespace agri110::storage
