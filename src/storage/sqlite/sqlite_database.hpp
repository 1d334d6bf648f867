// The SQLite engine: one writer thread that commits waiting use cases in groups, and a few read-only connections.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "storage/job_queue.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite/connection.hpp"

namespace agri110::storage::sqlite {

inline constexpr MigrationDialect dialect{.int64 = "INTEGER",
                                          .text = "TEXT",
                                          .strict = "STRICT",
                                          .by_key = "STRICT, WITHOUT ROWID",
                                          .joined = "group_concat"};

struct Options {
    std::string path;
    int readers = 2;              // read-only connections, each with a thread
    int cache_mib = 8;            // of pages for the writer; a quarter for each reader
    std::size_t group = 128;      // use cases in one commit at most
    int checkpoint_pages = 4000;  // size of the write-ahead log, in 4 KiB pages, at which it is moved into the database
};

class SqliteDatabase final : public Database {
public:
    /// Opens or creates the file, migrates it, and starts the threads. Throws StorageError, also for a newer schema.
    explicit SqliteDatabase(Options options);
    ~SqliteDatabase() override;

    bool sound() const override { return sound_; }
    std::size_t waiting() const override { return writes_.size() + reads_.size(); }
    void drain() override;

private:
    void enqueue(Lane lane, std::unique_ptr<Job> job) override;
    void write_loop();
    void read_loop(Connection& reader);
    void commit_group(Jobs& jobs);
    void move_log();
    void stop_writing();

    Options options_;
    Connection writer_;
    std::atomic<bool> sound_ = true;
    JobQueue writes_;
    JobQueue reads_;
    std::vector<std::thread> threads_;
};

}  // namespace agri110::storage::sqlite
