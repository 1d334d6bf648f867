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

}  // namespace agri110::storage
