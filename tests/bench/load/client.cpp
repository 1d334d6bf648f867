#include "client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>

namespace agri110::bench {
namespace {

[[noreturn]] void fail(const char* doing)
{
    throw std::system_error(errno, std::generic_category(), doing);
}

struct Head {
    std::size_t size = 0;
    int status = 0;
    std::size_t body = 0;
    bool closes = false;
    bool says_when_to_come_back = false;
};

std::string_view field(std::string_view head, std::string_view name)
{
    for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
        const auto rest = head.substr(line + 2);
        if (rest.size() <= name.size() || rest[name.size()] != ':') continue;
        if (strncasecmp(rest.data(), name.data(), name.size()) != 0) continue;
        auto value = rest.substr(name.size() + 1, rest.find("\r\n") - name.size() - 1);
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        return value;
    }
    return {};
}

std::optional<Head> read_head(std::string_view in)
{
    const auto end = in.find("\r\n\r\n");
    if (end == std::string_view::npos || in.size() < 12) return std::nullopt;
    Head head{.size = end + 4};
    std::from_chars(in.data() + 9, in.data() + 12, head.status);
    const auto block = in.substr(0, end + 2);
    const auto length = field(block, "content-length");
    std::from_chars(length.data(), length.data() + length.size(), head.body);
    head.closes = field(block, "connection") == "close";
    head.says_when_to_come_back = !field(block, "retry-after").empty();
    return head;
}

}  // namespace

Client::Client(const Plan& plan, Scenario& scenario)
    : plan_(plan),
      scenario_(scenario),
      host_(fmt::format("{}:{}", plan.address, plan.port)),
      connections_(plan.connections)
{
    peer_.sin_family = AF_INET;
    peer_.sin_port = htons(plan.port);
    if (inet_pton(AF_INET, plan.address.c_str(), &peer_.sin_addr) != 1) fail("read the address");
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_ < 0) fail("make an epoll");
}

Client::~Client()
{
    for (const auto& connection : connections_)
        if (connection.socket >= 0) close(connection.socket);
    close(epoll_);
}

Results Client::run()
{
    for (std::size_t i = 0; i < connections_.size(); ++i) open(i);
    began_ = Clock::now();
    measuring_ = began_ + plan_.warm_up;
    ends_ = measuring_ + plan_.measured;
    for (std::size_t i = 0; i < connections_.size(); ++i) {
        if (plan_.rate > 0)
            idle_.push_back(i);
        else
            ask_next(i);
    }
    std::array<epoll_event, 256> events{};
    for (auto now = began_; now < ends_; now = Clock::now()) {
        let_arrive(now);
        const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), milliseconds_to_wait(now));
        if (count < 0 && errno != EINTR) fail("wait");
        for (int i = 0; i < count; ++i) {
            const auto index = static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64);
            if (events[static_cast<std::size_t>(i)].events & EPOLLOUT) flush(index);
            if (events[static_cast<std::size_t>(i)].events & ~static_cast<unsigned>(EPOLLOUT)) take(index);
        }
    }
    results_.unanswered = static_cast<std::int64_t>(waiting_.size());
    for (const auto& connection : connections_)
        if (plan_.rate > 0 && connection.busy) ++results_.unanswered;
    if (auto what = scenario_.last_fault()) results_.fault(std::move(*what));
    return std::move(results_);
}

void Client::open(std::size_t index)
{
    auto& connection = connections_[index];
    connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection.socket < 0) fail("make a socket");
    if (plan_.addresses > 0) {
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(0x7f000101U + static_cast<std::uint32_t>(index % plan_.addresses));
        if (bind(connection.socket, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) fail("take an address");
    }
    if (connect(connection.socket, reinterpret_cast<const sockaddr*>(&peer_), sizeof peer_) != 0) fail("connect");
    const int on = 1;
    setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{.events = EPOLLIN, .data = {.u64 = index}};
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event) != 0) fail("watch a socket");
    connection.fresh = true;
    connection.in.clear();
}

void Client::reopen(std::size_t index)
{
    close(connections_[index].socket);
    open(index);
}

void Client::ask(std::size_t index, const Arrival& arrival)
{
    auto& connection = connections_[index];
    connection.busy = true;
    connection.number = arrival.number;
    connection.due = arrival.due;
    connection.out = scenario_.request(arrival.number, host_);
    connection.sent = 0;
    flush(index);
}

/// Closed loop: at once. Open loop: the one that has waited longest, else the connection rests.
void Client::ask_next(std::size_t index)
{
    if (plan_.rate <= 0) {
        ask(index, {asked_++, Clock::now()});
    } else if (!waiting_.empty()) {
        const auto arrival = waiting_.front();
        waiting_.pop_front();
        ask(index, arrival);
    } else {
        idle_.push_back(index);
    }
}

void Client::let_arrive(Clock::time_point now)
{
    if (plan_.rate <= 0) return;
    for (;;) {
        const std::chrono::duration<double> after{static_cast<double>(asked_) / plan_.rate};
        const auto due = began_ + std::chrono::duration_cast<Clock::duration>(after);
        if (due > now) return;
        const Arrival arrival{asked_++, due};
        if (idle_.empty()) {
            waiting_.push_back(arrival);
        } else {
            const auto index = idle_.back();
            idle_.pop_back();
            ask(index, arrival);
        }
    }
}

void Client::flush(std::size_t index)
{
    auto& connection = connections_[index];
    while (connection.sent < connection.out.size()) {
        const auto count = send(connection.socket, connection.out.data() + connection.sent,
                                connection.out.size() - connection.sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0 && errno == EAGAIN) {
            epoll_event event{.events = EPOLLIN | EPOLLOUT, .data = {.u64 = index}};
            epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.socket, &event);
            return;
        }
        if (count < 0) return;  // the reading side will see the end
        connection.sent += static_cast<std::size_t>(count);
    }
}

void Client::take(std::size_t index)
{
    auto& connection = connections_[index];
    std::array<char, 16384> piece;
    const auto count = recv(connection.socket, piece.data(), piece.size(), MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return lose(index);
    connection.in.append(piece.data(), static_cast<std::size_t>(count));
    const auto head = read_head(connection.in);
    if (!head || connection.in.size() < head->size + head->body) return;
    conclude(connection, {head->status, std::string_view(connection.in).substr(head->size, head->body),
                          head->says_when_to_come_back});
    connection.in.clear();
    connection.fresh = false;
    connection.busy = false;
    if (head->closes) reopen(index);
    ask_next(index);
}

/// The server hung up. An idle or just reused connection may do that; the request goes out again on a new one.
void Client::lose(std::size_t index)
{
    auto& connection = connections_[index];
    const bool reused = !connection.fresh && connection.in.empty();
    const Arrival again{connection.number, connection.due};
    const bool was_busy = connection.busy;
    connection.busy = false;
    reopen(index);
    if (!was_busy) return;
    if (reused) return ask(index, again);
    ++results_.lost;
    ask_next(index);
}

void Client::conclude(Connection& connection, const Answer& answer)
{
    const auto now = Clock::now();
    const bool counted = now >= measuring_ && now < ends_;
    if (counted) ++results_.statuses[answer.status];
    if (plan_.may_be_asked_to_come_back && (answer.status == 429 || answer.status == 503) &&
        answer.says_when_to_come_back)
        return;
    auto what = scenario_.fault(connection.number, answer);
    if (what)
        results_.fault(std::move(*what));
    else if (counted)
        results_.samples.add(now - connection.due);
}

int Client::milliseconds_to_wait(Clock::time_point now) const
{
    if (plan_.rate > 0) return asked_ > 0 && waiting_.empty() && plan_.rate < 1000 ? 1 : 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(ends_ - now).count());
}

}  // namespace agri110::bench
