// The PostgreSQL engine: one writer a process that commits waiting use cases in groups, and a pool of reading
// connections. Several processes may share one database: a lock on the server lets one group in at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "storage/job_queue.hpp"
#include "storage/postgres/connection.hpp"

namespace agri110::storage::postgres {

struct Options {
    std::string url;
    std::string replica_url{};  // a standby for what may lag behind; empty: the primary serves that too
    int readers = 4;            // reading connections, each with a thread
    std::size_t group = 64;     // use cases in one commit at most; more subtransactions would slow the server's readers
    std::chrono::milliseconds patience{8'000};  // how long work waits for a server that is away
    Timeouts timeouts{};
};

/// A connection that comes back by itself: when lost, it is made anew at the next use, at growing intervals.
class Link {
public:
    Link(std::string url, Server server, Timeouts timeouts, std::chrono::milliseconds patience);

    /// The open connection. Tries again until the server has been away for longer than the patience; after that, work
    /// is turned away at once, but for one try now and then. Throws StorageError.
    Connection& get();
    /// Forgets the connection.
    void lose() { connection_.reset(); }

private:
    using Clock = std::chrono::steady_clock;
    void try_to_connect();

    std::string url_;
    Server server_;
    Timeouts timeouts_;
    std::chrono::milliseconds patience_;
    std::optional<Connection> connection_;
    std::optional<Clock::time_point> away_since_;
    std::string reason_;
    Clock::time_point next_try_{};
    std::chrono::milliseconds pause_{};
};

class PostgresDatabase final : public Database {
public:
    /// Connects, migrates, and starts the threads. Throws StorageError, also for a newer schema.
    explicit PostgresDatabase(Options options);
    ~PostgresDatabase() override;

    bool sound() const override { return true; }  // what is on the server is known again once it is back
    std::size_t waiting() const override { return writes_.size() + reads_.size() + late_reads_.size(); }
    void drain() override;

private:
    /// One group on its way: what became of each use case, and the mark by which its commit is known again.
    struct Group {
        Jobs& jobs;
        std::int64_t mark;
        std::vector<std::exception_ptr> failures;
    };
    enum class Fate { committed, undone, unknown };

    void enqueue(Lane lane, std::unique_ptr<Job> job) override;
    void migrate_server();
    void write_loop();
    void read_loop(Link& primary);
    void late_read_loop(Link& replica);
    void commit_group(Jobs& jobs);
    Fate try_group(Group& group);
    Fate settle(const Group& group);
    void read(Link& link, Job& job);

    Options options_;
    std::string process_;  // names this process's row of marks
    std::int64_t last_mark_ = 0;
    Link writer_;
    JobQueue writes_;
    JobQueue reads_;
    JobQueue late_reads_;
    std::vector<std::thread> threads_;
};

}  // namespace agri110::storage::postgres
