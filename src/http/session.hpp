// One connection: reads requests one after the other, answers each, and knows when to stop.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <exception>
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "http/gate.hpp"
#include "http/server_core.hpp"

namespace agri110::http {

/// Everything runs on the thread of the socket's event loop; wind_down and cut may be called from any thread.
class Session : public std::enable_shared_from_this<Session> {
public:
    /// `socket` was made with the loop that the connection shall live on.
    Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<ServerCore> core);
    ~Session();

    static void start(std::shared_ptr<Session> self);
    /// Closes the connection if no request is under way; otherwise its answer will be the last.
    void wind_down();
    /// Closes the connection at once.
    void cut();
    boost::asio::ip::address address() const { return address_; }
    /// Since when it has been waiting for a whole request; empty while one is in work.
    std::optional<std::chrono::steady_clock::time_point> waits_since() const;
    /// For one connection too many: 503 and goodbye, without waiting for anything.
    void turn_away();

private:
    template <class T>
    using Awaitable = boost::asio::awaitable<T>;

    static Awaitable<void> run(std::shared_ptr<Session> self);
    void finish(const std::exception_ptr& failure);
    Awaitable<bool> serve_one();
    Awaitable<Response> answer(Request& request, Head& head, Admission& admission);
    Awaitable<std::expected<std::string, Rejection>> read_head();
    Awaitable<std::expected<Body, Rejection>> read_body(const Request& request, const Admission& admission);
    template <class Decoder>
    Awaitable<std::expected<Body, Rejection>> collect_body(Decoder decoder);
    Awaitable<void> say_continue();
    Awaitable<bool> read_more();
    Awaitable<bool> send(const Request& request, Response& response);
    Awaitable<bool> send_bytes(std::string_view head, std::string_view body);
    Awaitable<bool> send_file(const FileBody& body, const FileDescriptor& file);
    Awaitable<void> close_gently();

    Response refuse(const Rejection& rejection, const Request& request);
    Response ask_to_come_back(const Request& request, const Admission& admission);
    void begin_waiting();
    Response failed(const Request& request, const std::exception& error);
    void log_access(const Request& request, std::string_view method, const Response& response) const;
    Rejection gone_or_late() const;
    bool nothing_waits() const;
    void arm(std::chrono::milliseconds time);
    void watch();
    void expire();
    std::chrono::milliseconds time_for(std::uint64_t bytes) const;

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    std::shared_ptr<ServerCore> core_;
    boost::asio::ip::address address_;
    std::string peer_;   // the same as text
    std::string input_;  // read, but not yet understood
    std::array<char, 16384> piece_{};
    std::optional<BodyShare> share_;  // of the request in work
    std::chrono::steady_clock::time_point head_read_;
    std::chrono::steady_clock::time_point deadline_{};             // of this phase
    bool watching_ = false;                                        // a timer runs that fires at the deadline or before
    std::atomic<std::chrono::steady_clock::rep> waits_since_ = 0;  // 0: a request is in work
    unsigned served_ = 0;
    bool idle_ = false;
    bool writing_ = false;
    bool expired_ = false;
    bool closing_ = false;  // told to go while idle
    bool gone_ = false;     // no one is left to answer
    bool last_ = false;     // no request after this one
};

}  // namespace agri110::http
