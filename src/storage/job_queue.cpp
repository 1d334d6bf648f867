#include "storage/job_queue.hpp"

namespace agri110::storage {

bool JobQueue::push(std::unique_ptr<Job>& job)
{
    {
        const std::scoped_lock lock(mutex_);
        if (closed_) return false;
        jobs_.push_back(std::move(job));
        size_ = jobs_.size();
    }
    changed_.notify_one();
    return true;
}

Jobs JobQueue::take(std::size_t most)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    Jobs taken;
    while (!jobs_.empty() && taken.size() < most) {
        taken.push_back(std::move(jobs_.front()));
        jobs_.pop_front();
    }
    size_ = jobs_.size();
    return taken;
}

void JobQueue::close()
{
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
}

}  // namespace agri110::storage
