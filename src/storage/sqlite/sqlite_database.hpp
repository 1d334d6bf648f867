// The SQLite engine: one writer thread that commits waiting use cases in groups, and a few read-only connections.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/database.hpp"
#include "storage/sqlite/connection.hpp"

namespace agri110::storage::sqlite {

struct Options {
    std::string path;
    int readers = 2;              // read-only connections, each with a thread
    std::size_t group = 128;      // use cases in one commit at most
    int checkpoint_pages = 4000;  // size of the write-ahead log, in 4 KiB pages, at which it is moved into the database
};

/// Copies the database at `from`, consistent, to the new file `to`, which is whole and durable when it is there. Works
/// beside a running service, of which it is only a reader. Throws StorageError, std::filesystem::filesystem_error.
void copy_database(const std::string& from, const std::string& to);

class SqliteDatabase final : public Database {
public:
    /// Opens or creates the file, migrates it, and starts the threads. Throws StorageError, also for a newer schema.
    explicit SqliteDatabase(Options options);
    ~SqliteDatabase() override;

    bool sound() const override { return sound_; }
    void drain() override;
    void copy_to(const std::string& path) override;

private:
    using Jobs = std::vector<std::unique_ptr<Job>>;

    /// Jobs of one lane, in the order they came.
    class Queue {
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

    void enqueue(Lane lane, std::unique_ptr<Job> job) override;
    void write_loop();
    void read_loop(Connection& reader);
    void commit_group(Jobs& jobs);
    void move_log();
    void stop_writing();

    Options options_;
    Connection writer_;
    std::atomic<bool> sound_ = true;
    Queue writes_;
    Queue reads_;
    std::vector<std::thread> threads_;
};

}  // namespace agri110::storage::sqlite
