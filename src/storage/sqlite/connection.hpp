// One SQLite connection with its prepared statements. Used by one thread at a time.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/transaction.hpp"

namespace agri110::storage::sqlite {

enum class Access { read_only, read_write };

class Connection final : public Transaction {
public:
    /// Opens `path`; creates it only for read_write. Throws StorageError with SQLite's own words.
    Connection(const std::string& path, Access access);

    int run(std::string_view sql, std::span<const Value> args, const RowSink& each) override;
    std::vector<Table> tables() override;
    /// Several statements without parameters, as in a migration.
    void run_script(const std::string& sql);
    /// False when an error has rolled the transaction back by itself.
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
    /// Grows with every row changed and everything postponed, also by what was undone.
    int traces() const { return sqlite3_total_changes(handle_.get()) + postponed_changes(); }
    /// Pages now in the write-ahead log; 0 unless this connection commits.
    int log_pages() const { return log_pages_; }
    /// Keeps at most so much of the database in memory; 2,000 KiB unless told.
    void cache_pages_of(int kib);
    /// Moves the log into the database as far as readers allow.
    void checkpoint();
    /// Closing will not move the log any more.
    void leave_log_on_close();
    sqlite3* handle() { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    struct Statement {
        std::unique_ptr<sqlite3_stmt, Finalize> handle;
        std::vector<int> places;  // of `$1`, `$2` …; 0 for one that the text does not name
    };

    Statement& prepared(std::string_view sql);
    [[noreturn]] void fail(std::string_view doing, int code);

    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
    int log_pages_ = 0;
};

}  // namespace agri110::storage::sqlite
