// What runs beside the requests: deadlines that pass, work of absent people that moves on, notices, sweeping.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "app/home.hpp"
#include "notify/channel.hpp"
#include "service/app.hpp"

namespace agri110::app {

/// Threads that wake at fixed intervals; each round's failure is logged and tried again at the next.
class Loops {
public:
    Loops(service::App& app, notify::Channel& channel, const Paths& paths);
    ~Loops();

    /// Ends after the rounds now running.
    void stop();

private:
    void every(std::chrono::milliseconds interval, const char* name, std::function<void()> round);
    void pass_deadlines();
    void sweep();
    void keep_documents();
    void take_handed_knowledge();
    void take_new_knowledge();

    service::App& app_;
    notify::Channel& channel_;
    const Paths& paths_;
    std::int64_t knowledge_seen_ = 0;                    // revision
    std::shared_ptr<const service::Library> indexed_{};  // whose index was built
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::vector<std::jthread> threads_;
};

}  // namespace agri110::app
