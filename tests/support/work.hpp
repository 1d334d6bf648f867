// Runs a test's own words in a transaction: the database takes function names and values, never closures, except here.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "storage/database.hpp"

namespace agri110::storage {

using Work = std::function<void(Transaction&)>;
inline Outcome<void> run_work(Transaction& tx, const Work& work)
{
    work(tx);
    return {};
}

template <class Run, class Use>
auto run_for_result(Run run, Use use)
{
    using Result = std::invoke_result_t<Use, Transaction&>;
    if constexpr (std::is_void_v<Result>) {
        run(Work(use));
    } else {
        std::optional<Result> result;
        run(Work([&](Transaction& tx) { result.emplace(use(tx)); }));
        return std::move(result.value());
    }
}

/// Commits `use`; throws what the database throws.
template <class Use>
auto write_in(Database& db, Use use)
{
    return run_for_result([&](const Work& work) { db.write_now(run_work, work).value(); }, std::move(use));
}

template <class Use>
auto read_in(Database& db, Use use)
{
    return run_for_result([&](const Work& work) { db.read_now(run_work, work).value(); }, std::move(use));
}

/// One of several use cases that reach the database at once, and what became of it.
using SmallUse = std::function<Outcome<std::int64_t>(Transaction&)>;
struct Answer {
    std::optional<Outcome<std::int64_t>> outcome{};
    std::string failure{};  // what an exception said

    bool committed() const { return outcome && outcome->has_value(); }
};

inline Outcome<std::int64_t> run_small_use(Transaction& tx, const SmallUse& use)
{
    return use(tx);
}

inline boost::asio::awaitable<void> answer_one(Database& db, SmallUse use, Answer& answer)
{
    try {
        auto outcome = co_await db.write(run_small_use, use);
        answer.outcome.emplace(std::move(outcome));
    } catch (const std::exception& error) {
        answer.failure = error.what();
    }
}

/// Keeps the writer busy until all of `uses` wait behind it, so that they can share a commit.
inline std::vector<Answer> write_together(Database& db, const std::vector<SmallUse>& uses)
{
    std::promise<void> entered;
    std::promise<void> go;
    std::thread busy([&] {
        const Work hold = [&](Transaction&) {
            entered.set_value();
            go.get_future().wait();
        };
        db.write_now(run_work, hold).value();
    });
    entered.get_future().wait();

    std::vector<Answer> answers(uses.size());
    boost::asio::io_context io;
    for (std::size_t i = 0; i < uses.size(); ++i)
        boost::asio::co_spawn(io, answer_one(db, uses[i], answers[i]), boost::asio::detached);
    io.poll();
    go.set_value();
    io.run();
    busy.join();
    return answers;
}

}  // namespace agri110::storage
