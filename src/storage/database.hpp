// Runs use cases: each a plain function that gets a Transaction and values. The one header below http that knows Asio.
#pragma once

#include <boost/asio/append.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <future>
#include <memory>
#include <tuple>
#include <type_traits>

#include "domain/outcome.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

/// One use case waiting for its transaction.
class Job {
public:
    virtual ~Job() = default;
    /// Runs the use case; true when its outcome holds a value, so that its work shall be committed.
    virtual bool run(Transaction& tx) = 0;
    /// Called once, on the database's thread, after the work is durable or undone. `failure` is set when it is neither.
    virtual void finish(std::exception_ptr failure) = 0;
};

template <class T>
using UseCaseResult = std::shared_ptr<Outcome<T>>;

/// A use case with its arguments, which stay here as constants: it may be run again after a serialisation failure.
template <class T, class Finish, class... Params>
class UseCaseJob final : public Job {
public:
    using UseCase = Outcome<T> (*)(Transaction&, Params...);

    UseCaseJob(UseCase use_case, Finish finish, std::tuple<std::decay_t<Params>...> args)
        : use_case_(use_case), finish_(std::move(finish)), args_(std::move(args))
    {
    }

    bool run(Transaction& tx) override
    {
        result_ = std::make_shared<Outcome<T>>(
            std::apply([&](const auto&... args) { return use_case_(tx, args...); }, args_));
        return result_->has_value();
    }

    void finish(std::exception_ptr failure) override { finish_(std::move(failure), std::move(result_)); }

private:
    UseCase use_case_;
    Finish finish_;
    std::tuple<std::decay_t<Params>...> args_;
    UseCaseResult<T> result_;
};

/// Commits a use case if and only if its outcome holds a value; a refusal or an exception undoes only its own work.
/// Answers come after the commit is durable. An engine's failure arrives as an exception.
class Database {
public:
    virtual ~Database() = default;

    template <class T, class... Params, class... Args>
    boost::asio::awaitable<Outcome<T>> write(Outcome<T> (*use_case)(Transaction&, Params...), Args... args)
    {
        std::tuple<std::decay_t<Params>...> values(std::move(args)...);
        auto result = co_await wait_for<T>(Lane::write, use_case, std::move(values));
        co_return std::move(*result);
    }

    template <class T, class... Params, class... Args>
    boost::asio::awaitable<Outcome<T>> read(Outcome<T> (*use_case)(Transaction&, Params...), Args... args)
    {
        std::tuple<std::decay_t<Params>...> values(std::move(args)...);
        auto result = co_await wait_for<T>(Lane::read, use_case, std::move(values));
        co_return std::move(*result);
    }

    /// Like `read`, but a standby may answer, a little behind the present: for figures, never for a decision.
    template <class T, class... Params, class... Args>
    boost::asio::awaitable<Outcome<T>> read_late(Outcome<T> (*use_case)(Transaction&, Params...), Args... args)
    {
        std::tuple<std::decay_t<Params>...> values(std::move(args)...);
        auto result = co_await wait_for<T>(Lane::late_read, use_case, std::move(values));
        co_return std::move(*result);
    }

    /// The same for the command line and for tests: blocks the calling thread.
    template <class T, class... Params, class... Args>
    Outcome<T> write_now(Outcome<T> (*use_case)(Transaction&, Params...), Args... args)
    {
        return run_now<T>(Lane::write, use_case, std::tuple<std::decay_t<Params>...>(std::move(args)...));
    }

    template <class T, class... Params, class... Args>
    Outcome<T> read_now(Outcome<T> (*use_case)(Transaction&, Params...), Args... args)
    {
        return run_now<T>(Lane::read, use_case, std::tuple<std::decay_t<Params>...>(std::move(args)...));
    }

    /// False after a failure that puts durability in doubt: nothing more is accepted, the process should end.
    virtual bool sound() const = 0;
    /// Use cases that wait for their turn.
    virtual std::size_t waiting() const = 0;
    /// Finishes every accepted job, then stops. Later jobs fail with StorageError.
    virtual void drain() = 0;

protected:
    enum class Lane { read, late_read, write };
    virtual void enqueue(Lane lane, std::unique_ptr<Job> job) = 0;

private:
    template <class T, class... Params>
    struct Start {
        template <class Handler>
        void operator()(Handler handler, Database* database, Lane lane, Outcome<T> (*use_case)(Transaction&, Params...),
                        std::tuple<std::decay_t<Params>...> values) const
        {
            auto finish = Finish<T, Handler>{boost::asio::make_work_guard(handler), std::move(handler)};
            database->enqueue(lane, std::make_unique<UseCaseJob<T, decltype(finish), Params...>>(
                                        use_case, std::move(finish), std::move(values)));
        }
    };

    /// Brings the result back to the executor of whoever waits.
    template <class T, class Handler>
    struct Finish {
        boost::asio::executor_work_guard<boost::asio::associated_executor_t<Handler>> work;
        Handler handler;

        void operator()(std::exception_ptr failure, UseCaseResult<T> result)
        {
            auto executor = work.get_executor();
            // Never inline: a refused job finishes while the caller is still on its way into the wait.
            boost::asio::post(executor, boost::asio::append(std::move(handler), std::move(failure), std::move(result)));
            work.reset();
        }
    };

    template <class T, class... Params>
    auto wait_for(Lane lane, Outcome<T> (*use_case)(Transaction&, Params...),
                  std::tuple<std::decay_t<Params>...> values)
    {
        return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                           void(std::exception_ptr, UseCaseResult<T>)>(
            Start<T, Params...>{}, boost::asio::use_awaitable, this, lane, use_case, std::move(values));
    }

    template <class T, class... Params>
    Outcome<T> run_now(Lane lane, Outcome<T> (*use_case)(Transaction&, Params...),
                       std::tuple<std::decay_t<Params>...> values)
    {
        std::promise<UseCaseResult<T>> promise;
        auto future = promise.get_future();
        auto finish = [&promise](std::exception_ptr failure, UseCaseResult<T> result) {
            if (failure)
                promise.set_exception(std::move(failure));
            else
                promise.set_value(std::move(result));
        };
        enqueue(lane,
                std::make_unique<UseCaseJob<T, decltype(finish), Params...>>(use_case, finish, std::move(values)));
        return std::move(*future.get());
    }
};

}  // namespace agri110::storage
