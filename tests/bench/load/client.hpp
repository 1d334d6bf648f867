// Many HTTP/1.1 connections in one thread over epoll: cheap, because it shares the machine with what it measures.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "samples.hpp"
#include "scenario.hpp"

namespace agri110::bench {

struct Plan {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t connections = 64;
    unsigned addresses = 0;  // from as many of 127.0.1.x, as if they were other people; 0: from wherever
    bool may_be_asked_to_come_back = false;  // 429 and 503 with Retry-After are no faults then
    double rate = 0;  // requests a second, at fixed times, whatever the answers; 0: each connection asks when answered
    Clock::duration warm_up{};
    Clock::duration measured{};
};

class Client {
public:
    Client(const Plan& plan, Scenario& scenario);
    ~Client();
    /// Asks for the planned time and gives what came of it. Throws std::system_error when the server cannot be reached.
    Results run();

private:
    struct Connection {
        int socket = -1;
        bool busy = false;
        bool fresh = false;  // nothing has been answered on it yet
        std::uint64_t number = 0;
        Clock::time_point due;  // when the request was to be sent: waiting for a connection counts
        std::string out;
        std::size_t sent = 0;
        std::string in;
    };

    struct Arrival {
        std::uint64_t number = 0;
        Clock::time_point due;
    };

    void open(std::size_t index);
    void reopen(std::size_t index);
    void ask(std::size_t index, const Arrival& arrival);
    void ask_next(std::size_t index);
    void let_arrive(Clock::time_point now);
    void flush(std::size_t index);
    void take(std::size_t index);
    void lose(std::size_t index);
    void conclude(Connection& connection, const Answer& answer);
    int milliseconds_to_wait(Clock::time_point now) const;

    Plan plan_;
    Scenario& scenario_;
    std::string host_;
    sockaddr_in peer_{};
    int epoll_ = -1;
    std::vector<Connection> connections_;
    std::vector<std::size_t> idle_;
    std::deque<Arrival> waiting_;
    std::uint64_t asked_ = 0;
    Clock::time_point began_;
    Clock::time_point measuring_;
    Clock::time_point ends_;
    Results results_;
};

}  // namespace agri110::bench
