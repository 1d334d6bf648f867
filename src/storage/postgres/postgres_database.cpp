#include "storage/postgres/postgres_database.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <random>

#include "storage/migrations.hpp"

namespace agri110::storage::postgres {
namespace {

constexpr std::int64_t migration_lock = 111;
// A new index over many years' reports takes its time, and so does waiting for another process to make it.
constexpr Timeouts for_migrations{.statement = std::chrono::hours{6}, .lock = std::chrono::hours{6}};
constexpr std::chrono::milliseconds shortest_pause{50};
constexpr std::chrono::milliseconds longest_pause{1'000};
constexpr std::chrono::milliseconds before_another_try{20};

// One row a process: the last group that it has committed. Written with the group, so that after a lost connection one
// look tells whether the group was kept; a transaction id would not do, since a new primary gives them out again.
constexpr auto marks_table =
    "CREATE TABLE IF NOT EXISTS writer_mark (process TEXT PRIMARY KEY, mark BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL);"
    "DELETE FROM writer_mark WHERE at < now() - INTERVAL '30 days'";
// Several statements in one message each: a round trip costs more than any of them.
// Each statement sees what was committed before it; with the lock held, nobody else commits.
constexpr auto begin_alone =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(110); SAVEPOINT use_case";
constexpr auto next_use_case = "RELEASE use_case; SAVEPOINT use_case";
constexpr auto undo_use_case = "ROLLBACK TO use_case";
constexpr auto mark_and_commit =
    "INSERT INTO writer_mark (process, mark, at) VALUES ('{}', {}, now()) "
    "ON CONFLICT (process) DO UPDATE SET mark = excluded.mark, at = excluded.at; COMMIT";

std::string new_process_name()
{
    std::random_device chance;
    return fmt::format("{:08x}{:08x}", chance(), chance());
}

/// Runs one use case; its refusal or failure undoes only it, and the failure is returned. Throws when the whole
/// transaction is undone.
std::exception_ptr run_within(Connection& connection, Job& job)
{
    try {
        if (job.run(connection)) {
            connection.write_postponed();
        } else {
            connection.forget_postponed();
            connection.run_script(undo_use_case);
        }
        return nullptr;
    } catch (const TryAgain&) {
        connection.forget_postponed();
        throw;
    } catch (const std::exception&) {
        connection.forget_postponed();
        if (!connection.in_transaction()) throw;
        auto failure = std::current_exception();
        connection.run_script(undo_use_case);
        return failure;
    }
}

}  // namespace

Link::Link(std::string url, Server server, Timeouts timeouts, std::chrono::milliseconds patience)
    : url_(std::move(url)), server_(server), timeouts_(timeouts), patience_(patience)
{
}

Connection& Link::get()
{
    while (!connection_) {
        const auto now = Clock::now();
        if (!away_since_) away_since_ = now;
        if (now < next_try_) {
            if (now - *away_since_ >= patience_) throw ConnectionLost("the database is away: " + reason_);
            std::this_thread::sleep_until(next_try_);
        }
        try_to_connect();
    }
    return *connection_;
}

void Link::try_to_connect()
{
    try {
        connection_.emplace(url_, server_, timeouts_);
        if (!reason_.empty()) spdlog::info("the database is back");
        away_since_.reset();
        reason_.clear();
        pause_ = {};
        next_try_ = {};
    } catch (const StorageError& error) {
        if (reason_ != error.what()) spdlog::warn("the database is away: {}", error.what());
        reason_ = error.what();
        pause_ = std::clamp(pause_ * 2, shortest_pause, longest_pause);
        next_try_ = Clock::now() + pause_;
        if (Clock::now() - *away_since_ >= patience_) throw;
    }
}

PostgresDatabase::PostgresDatabase(Options options)
    : options_(std::move(options)),
      process_(new_process_name()),
      writer_(options_.url, Server::primary, options_.timeouts, options_.patience)
{
    migrate_server();
    threads_.emplace_back([this] { write_loop(); });
    for (int i = 0; i < options_.readers; ++i)
        threads_.emplace_back([this] {
            Link primary(options_.url, Server::primary, options_.timeouts, options_.patience);
            read_loop(primary);
        });
    if (options_.replica_url.empty()) return;
    threads_.emplace_back([this] {
        // No patience: the primary can answer as well.
        Link replica(options_.replica_url, Server::any, options_.timeouts, std::chrono::milliseconds{0});
        late_read_loop(replica);
    });
}

void PostgresDatabase::migrate_server()
{
    Link patient(options_.url, Server::primary, for_migrations, options_.patience);
    auto& connection = patient.get();
    const MigrationDialect dialect{
        .int64 = "BIGINT", .text = "TEXT COLLATE \"C\"", .strict = "", .by_key = "", .joined = "string_agg"};
    connection.execute("SELECT pg_advisory_lock($1)", migration_lock);  // given back when the connection ends
    migrate(connection, dialect, [&](const std::string& script) { connection.run_script(script); });
    connection.run_script(marks_table);
}

PostgresDatabase::~PostgresDatabase()
{
    drain();
}

void PostgresDatabase::drain()
{
    late_reads_.close();
    reads_.close();
    writes_.close();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void PostgresDatabase::enqueue(Lane lane, std::unique_ptr<Job> job)
{
    const bool late = lane == Lane::late_read && !options_.replica_url.empty();
    auto& queue = lane == Lane::write ? writes_ : late ? late_reads_ : reads_;
    if (!queue.push(job)) job->finish(std::make_exception_ptr(StorageError("the database is closing")));
}

void PostgresDatabase::write_loop()
{
    for (auto jobs = writes_.take(options_.group); !jobs.empty(); jobs = writes_.take(options_.group))
        commit_group(jobs);
}

void PostgresDatabase::commit_group(Jobs& jobs)
{
    Group group{jobs, ++last_mark_, std::vector<std::exception_ptr>(jobs.size())};
    const auto give_up = std::chrono::steady_clock::now() + options_.patience;
    std::exception_ptr lost;
    try {
        for (auto fate = try_group(group); fate != Fate::committed;) {
            if (std::chrono::steady_clock::now() > give_up)
                throw StorageError(fate == Fate::undone ? "the server undid the work again and again"
                                                        : "the server cannot say whether the work was kept");
            std::this_thread::sleep_for(before_another_try);
            fate = fate == Fate::undone ? try_group(group) : settle(group);
        }
    } catch (const std::exception&) {
        lost = std::current_exception();
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i]->finish(lost ? lost : group.failures[i]);
}

PostgresDatabase::Fate PostgresDatabase::try_group(Group& group)
{
    auto& connection = writer_.get();
    bool committing = false;
    try {
        connection.run_script(begin_alone);
        for (std::size_t i = 0; i < group.jobs.size(); ++i) {
            if (i > 0) connection.run_script(next_use_case);
            group.failures[i] = run_within(connection, *group.jobs[i]);
        }
        committing = true;
        return connection.commit(fmt::format(mark_and_commit, process_, group.mark)) ? Fate::committed : Fate::unknown;
    } catch (const ConnectionLost& error) {
        spdlog::warn("{}", error.what());
        writer_.lose();
        return committing ? Fate::unknown : Fate::undone;
    } catch (const TryAgain& error) {
        spdlog::warn("{}", error.what());
        connection.rollback();
        return Fate::undone;
    } catch (const std::exception&) {
        connection.rollback();
        throw;
    }
}

/// Finds out what became of a group whose commit nobody has confirmed. Whoever is still committing holds the lock, so
/// that what is seen here is decided.
PostgresDatabase::Fate PostgresDatabase::settle(const Group& group)
{
    auto& connection = writer_.get();
    try {
        connection.run_script(begin_alone);
        const bool kept = connection.number("SELECT mark FROM writer_mark WHERE process = $1", process_) == group.mark;
        if (!kept) {
            connection.rollback();
            return Fate::undone;
        }
        // A standby that confirms this has all that came before it.
        return connection.commit(fmt::format(mark_and_commit, process_, group.mark)) ? Fate::committed : Fate::unknown;
    } catch (const ConnectionLost& error) {
        spdlog::warn("{}", error.what());
        writer_.lose();
        return Fate::unknown;
    } catch (const TryAgain&) {
        connection.rollback();
        return Fate::unknown;
    } catch (const std::exception&) {
        connection.rollback();
        throw;
    }
}

void PostgresDatabase::read_loop(Link& primary)
{
    for (auto jobs = reads_.take(1); !jobs.empty(); jobs = reads_.take(1)) {
        std::exception_ptr failure;
        try {
            read(primary, *jobs.front());
        } catch (const std::exception&) {
            failure = std::current_exception();
        }
        jobs.front()->finish(failure);
    }
}

void PostgresDatabase::late_read_loop(Link& replica)
{
    for (auto jobs = late_reads_.take(1); !jobs.empty(); jobs = late_reads_.take(1)) {
        auto& job = jobs.front();
        std::exception_ptr failure;
        try {
            read(replica, *job);
        } catch (const StorageError&) {
            if (reads_.push(job)) continue;
            failure = std::current_exception();
        } catch (const std::exception&) {
            failure = std::current_exception();
        }
        job->finish(failure);
    }
}

void PostgresDatabase::read(Link& link, Job& job)
{
    for (bool again = true;; again = false) {
        auto& connection = link.get();
        try {
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            job.run(connection);
            connection.rollback();
            return;
        } catch (const ConnectionLost&) {
            link.lose();
            if (!again) throw;
        } catch (const TryAgain&) {
            connection.rollback();
            if (!again) throw;
        } catch (const std::exception&) {
            connection.rollback();
            throw;
        }
    }
}

}  // namespace agri110::storage::postgres
