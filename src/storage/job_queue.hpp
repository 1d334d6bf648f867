// Use cases that wait for a driver's thread.
#pragma once

#include <atomic>
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
    std::size_t size() const { return size_; }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Job>> jobs_;
    bool closed_ = false;
    std::atomic<std::size_t> size_ = 0;  // of jobs_, to be seen without the lock
};

}  // namespace agri110::storage
