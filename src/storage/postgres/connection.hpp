// One PostgreSQL connection with its prepared statements. Used by one thread at a time.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/transaction.hpp"

namespace agri110::storage::postgres {

/// The server is away, going away, or takes no writes: another try, maybe on another server, can succeed. Whatever the
/// open transaction had done is undone, unless its COMMIT was under way.
class ConnectionLost : public StorageError {
public:
    using StorageError::StorageError;
};

/// The server undid the transaction because of others at work (serialisation failure, deadlock, lock timeout): the same
/// work can succeed at another try.
class TryAgain : public StorageError {
public:
    using StorageError::StorageError;
};

/// Which server of those in the URL will do: the one that takes writes, or also a standby, which may lag behind.
enum class Server { primary, any };

/// How long one statement, or the wait for one lock, may take before it is given up.
struct Timeouts {
    std::chrono::milliseconds statement{10'000};
    std::chrono::milliseconds lock{5'000};
};

class Connection final : public Transaction {
public:
    /// `url` as in libpq, also with several hosts, of which the first that fits is taken. Throws ConnectionLost;
    /// StorageError for a server that can never do: older than PostgreSQL 15, or not in UTF-8.
    Connection(const std::string& url, Server server, Timeouts timeouts = {});

    int run(std::string_view sql, std::span<const Value> args, const RowSink& each) override;
    std::vector<Table> tables() override;
    /// Several statements without parameters, as in a migration.
    void run_script(const std::string& sql);
    /// False when no transaction is open, or the connection is gone.
    bool in_transaction() const;
    /// Runs a script that ends with COMMIT. False when the server has committed, but warns that a standby may not have
    /// it. Throws as `run` does.
    bool commit(const std::string& script);
    /// Undoes what is open; never throws.
    void rollback() noexcept;

private:
    struct Close {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Result = std::unique_ptr<PGresult, Clear>;

    const std::string& prepared(std::string_view sql, std::span<const Value> args);
    /// The answer to what was just sent; a server that stays silent counts as lost.
    Result answer(std::string_view doing, bool was_sent);
    void wait_for_bytes(std::chrono::steady_clock::time_point until);
    void check_server();
    [[noreturn]] void lose(std::string_view doing);
    [[noreturn]] void fail(std::string_view doing, const PGresult* result);

    std::unique_ptr<PGconn, Close> handle_;
    Timeouts timeouts_;
    std::unordered_map<std::string, std::string> statements_;  // SQL with the types of its arguments → name
    int named_ = 0;
    bool warned_ = false;
};

}  // namespace agri110::storage::postgres
