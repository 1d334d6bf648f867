#include "tests/http/raw_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "http/text.hpp"

namespace agri110::http::test {

std::string Answer::header(const std::string& lower_case_name) const
{
    const auto at = headers.find(lower_case_name);
    return at == headers.end() ? std::string{} : at->second;
}

RawClient::RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) {
        throw std::runtime_error("the server does not let the test connect");
    }
}

RawClient::~RawClient()
{
    ::close(fd_);
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::finish_sending()
{
    ::shutdown(fd_, SHUT_WR);
}

bool RawClient::read_more()
{
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 10'000) == 0) {
        ADD_FAILURE() << "the server neither answered nor hung up within ten seconds";
        return false;
    }
    std::array<char, 65536> piece{};
    const auto got = ::recv(fd_, piece.data(), piece.size(), 0);
    if (got > 0) input_.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::optional<Answer> RawClient::read_answer(bool has_body)
{
    auto end = input_.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (!read_more()) return std::nullopt;
        end = input_.find("\r\n\r\n");
    }
    Answer answer;
    answer.status = std::stoi(input_.substr(9, 3));
    auto lines = std::string_view{input_}.substr(0, end + 2);
    lines.remove_prefix(lines.find("\r\n") + 2);
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find("\r\n"));
        lines.remove_prefix(line.size() + 2);
        const auto colon = line.find(':');
        answer.headers[lower_case(line.substr(0, colon))] = trim(line.substr(colon + 1));
    }
    input_.erase(0, end + 4);
    const auto length = answer.header("content-length");
    const std::size_t size = has_body && !length.empty() ? std::stoul(length) : 0;
    while (input_.size() < size) {
        if (!read_more()) return std::nullopt;
    }
    answer.body = input_.substr(0, size);
    input_.erase(0, size);
    return answer;
}

std::vector<Answer> RawClient::read_to_end()
{
    std::vector<Answer> answers;
    while (auto answer = read_answer()) answers.push_back(std::move(*answer));
    return answers;
}

bool RawClient::ends()
{
    return input_.empty() && !read_more() && input_.empty();
}

std::optional<Answer> RawClient::ask(std::string_view bytes)
{
    send(bytes);
    return read_answer();
}

std::string get(std::string_view target, std::string_view extra)
{
    return fmt::format("GET {} HTTP/1.1\r\nHost: farm.example\r\n{}\r\n", target, extra);
}

std::string post(std::string_view target, std::string_view body, std::string_view extra)
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: farm.example\r\nContent-Length: {}\r\n{}\r\n{}", target, body.size(),
                       extra, body);
}

}  // namespace agri110::http::test
