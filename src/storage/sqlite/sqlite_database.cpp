#include "storage/sqlite/sqlite_database.hpp"

#include <new>

namespace agri110::storage::sqlite {
namespace {

constexpr int idle_checkpoint_pages = 1000;
constexpr auto no_more_writes = "the database does not accept writes any more";

/// Runs all use cases as one. Savepoints cost a copy of every page that two of them touch, and hardly any use case
/// fails; so they are done without until one does. False when one has failed or was refused after it had written: then
/// everything has to be undone and run again, each in its own savepoint.
bool run_together(Connection& connection, Jobs& jobs)
{
    try {
        for (auto& job : jobs) {
            const auto before = connection.traces();
            if (!job->run(connection) && connection.traces() != before) return false;
        }
        connection.write_postponed();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

/// Runs one use case inside its own savepoint, so that its failure undoes only it.
std::exception_ptr run_in_savepoint(Connection& connection, Job& job)
{
    try {
        connection.execute("SAVEPOINT use_case");
        if (job.run(connection)) {
            connection.write_postponed();
        } else {
            connection.forget_postponed();
            connection.execute("ROLLBACK TO use_case");
        }
        connection.execute("RELEASE use_case");
        return nullptr;
    } catch (const std::exception&) {
        auto failure = std::current_exception();
        connection.forget_postponed();
        if (connection.in_transaction()) {
            connection.execute("ROLLBACK TO use_case");
            connection.execute("RELEASE use_case");
        }
        return failure;
    }
}

/// No room on the disk or in memory: found out before anything is flushed, so that nothing is in doubt.
bool is_harmless(const std::exception& error)
{
    return dynamic_cast<const DiskFullError*>(&error) || dynamic_cast<const std::bad_alloc*>(&error);
}

}  // namespace

SqliteDatabase::SqliteDatabase(Options options)
    : options_(std::move(options)), writer_(options_.path, Access::read_write)
{
    migrate(writer_, dialect, [this](const std::string& script) { writer_.run_script(script); });
    constexpr int kib_of_mib = 1024;
    writer_.cache_pages_of(options_.cache_mib * kib_of_mib);
    // All connections are open before the first thread starts, so that whatever cannot be opened is said to the caller.
    std::vector<std::unique_ptr<Connection>> readers;
    for (int i = 0; i < options_.readers; ++i) {
        readers.push_back(std::make_unique<Connection>(options_.path, Access::read_only));
        readers.back()->cache_pages_of(options_.cache_mib * kib_of_mib / 4);
    }
    threads_.emplace_back([this] { write_loop(); });
    for (auto& reader : readers) threads_.emplace_back([this, own = std::move(reader)] { read_loop(*own); });
}

SqliteDatabase::~SqliteDatabase()
{
    drain();
}

void SqliteDatabase::drain()
{
    reads_.close();
    writes_.close();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void SqliteDatabase::enqueue(Lane lane, std::unique_ptr<Job> job)
{
    auto& queue = lane == Lane::write ? writes_ : reads_;
    if (lane == Lane::write && !sound_)
        job->finish(std::make_exception_ptr(StorageError(no_more_writes)));
    else if (!queue.push(job))
        job->finish(std::make_exception_ptr(StorageError("the database is closing")));
}

void SqliteDatabase::write_loop()
{
    for (auto jobs = writes_.take(options_.group); !jobs.empty(); jobs = writes_.take(options_.group)) {
        commit_group(jobs);
        const bool idle = jobs.size() == 1 && writer_.log_pages() > idle_checkpoint_pages;
        if (idle || writer_.log_pages() > options_.checkpoint_pages) move_log();
    }
}

void SqliteDatabase::commit_group(Jobs& jobs)
{
    std::vector<std::exception_ptr> failures(jobs.size());
    std::exception_ptr lost;
    bool flushing = false;
    try {
        if (!sound_) throw StorageError(no_more_writes);  // also for those who were waiting already
        writer_.execute("BEGIN IMMEDIATE");
        if (!run_together(writer_, jobs)) {
            writer_.forget_postponed();
            if (writer_.in_transaction()) writer_.execute("ROLLBACK");
            writer_.execute("BEGIN IMMEDIATE");
            for (std::size_t i = 0; i < jobs.size() && !lost; ++i) {
                failures[i] = run_in_savepoint(writer_, *jobs[i]);
                // A full disk or an I/O error can roll back everything, also what earlier use cases had done.
                if (!writer_.in_transaction()) lost = failures[i];
            }
        }
        flushing = !lost;
        if (flushing) writer_.execute("COMMIT");
    } catch (const std::exception& error) {
        lost = std::current_exception();
        if (flushing && !is_harmless(error)) stop_writing();
        if (writer_.in_transaction()) sqlite3_exec(writer_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i]->finish(lost ? lost : failures[i]);
}

void SqliteDatabase::move_log()
{
    try {
        if (sound_) writer_.checkpoint();
    } catch (const std::exception& error) {
        // Everything acknowledged is still in the log, also when the next commit has to try again.
        if (!is_harmless(error)) stop_writing();
    }
}

void SqliteDatabase::stop_writing()
{
    // After a failed flush nobody knows what is on the disk: stop acknowledging, never try the flush again, not even
    // when closing. The next start recovers from the log.
    sound_ = false;
    writer_.leave_log_on_close();
}

void SqliteDatabase::read_loop(Connection& reader)
{
    for (auto jobs = reads_.take(1); !jobs.empty(); jobs = reads_.take(1)) {
        std::exception_ptr failure;
        try {
            reader.execute("BEGIN");
            jobs.front()->run(reader);
            reader.execute("COMMIT");  // as a statement that is prepared already
        } catch (const std::exception&) {
            failure = std::current_exception();
        }
        reader.forget_postponed();
        if (reader.in_transaction()) sqlite3_exec(reader.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        jobs.front()->finish(failure);
    }
}

}  // namespace agri110::storage::sqlite
