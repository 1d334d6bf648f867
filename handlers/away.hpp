// Work that would hold up everybody else, done on threads of its own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <utility>

namespace agri110::handlers {

template <class Result>
boost::asio::awaitable<Result> run_there(std::function<Result()> work)
{
    co_return work();
}

/// Does `work` away from the threads that serve everybody, and comes back with what it gave or threw. Not by posting
/// to the pool: a coroutine's own executor would call it back at once, and the work would be done right here. The work
/// owns its data, so that nothing dangles when the caller is gone.
template <class Result>
boost::asio::awaitable<Result> away(boost::asio::thread_pool& pool, std::function<Result()> work)
{
    auto running = run_there<Result>(std::move(work));
    co_return co_await boost::asio::co_spawn(pool, std::move(running), boost::asio::use_awaitable);
}

}  // namespace agri110::handlers
