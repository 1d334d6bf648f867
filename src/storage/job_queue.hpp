// Use cases that wait for a driver's thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/database.hpp"

namespace agri110::storage {

using Jobs = std::vector<std::unique_ptr<Job>>;

/// Jobs of one lane, in the order they came. Safe from any thread.
class JobQueue {
public:
    /// False, and the job untouched, after close().
    bool push(std::unique_ptr<Job>& job);
    /// Waits for work; empty when closed and nothing is left.
    Jobs take(std::size_t most);
    void close();

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Job>> jobs_;
    bool closed_ = false;
};

/// Runs one use case of a group inside its own savepoint, so that its refusal or failure undoes only it; returns the
/// failure. `in_transaction` tells whether the group's transaction has survived it.
template <class Connection>
std::exception_ptr run_in_savepoint(Connection& connection, Job& job)
{
    try {
        connection.execute("SAVEPOINT use_case");
        if (!job.run(connection)) connection.execute("ROLLBACK TO use_case");
        connection.execute("RELEASE use_case");
        return nullptr;
    } catch (const std::exception&) {
        auto failure = std::current_exception();
        if (connection.in_transaction()) {
            connection.execute("ROLLBACK TO use_case");
            connection.execute("RELEASE use_case");
        }
        return failure;
    }
}

}  // namespace agri110::storage
