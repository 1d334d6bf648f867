#include "http/event_loops.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/executor_work_guard.hpp>
#include <new>
#include <span>
#include <thread>

namespace agri110::http {

namespace {

namespace asio = boost::asio;

/// Want of memory may end one connection, never the service.
void keep_running(asio::io_context& loop)
{
    for (bool again = true; again;) {
        try {
            loop.run();
            again = false;
        } catch (const std::bad_alloc&) {
            spdlog::error("no memory: a connection was lost");
        }
    }
}

}  // namespace

EventLoops::EventLoops(int threads)
{
    constexpr int threads_of_a_loop = 1;
    for (int i = 0; i < threads; ++i) loops_.push_back(std::make_unique<asio::io_context>(threads_of_a_loop));
}

asio::io_context& EventLoops::next()
{
    next_ = (next_ + 1) % loops_.size();
    return *loops_[next_];
}

void EventLoops::run()
{
    std::vector<std::jthread> threads;
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> needed;
    for (const auto& loop : std::span{loops_}.subspan(1)) {
        needed.push_back(asio::make_work_guard(*loop));
        threads.emplace_back([&loop] { keep_running(*loop); });
    }
    keep_running(first());
    needed.clear();
}

void EventLoops::stop()
{
    for (const auto& loop : loops_) loop->stop();
}

}  // namespace agri110::http
