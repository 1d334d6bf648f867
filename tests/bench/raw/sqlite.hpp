// A thin cover of SQLite's C interface: what is measured is SQLite and nothing around it.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace agri110::bench {

using Cell = std::variant<std::nullptr_t, std::int64_t, std::string>;
using Cells = std::vector<Cell>;

/// Set up like the service's writing connection. Throws std::runtime_error with SQLite's own words.
class Store {
public:
    explicit Store(const std::string& path);

    sqlite3* handle() { return handle_.get(); }
    void run(const std::string& script);
    /// Pages now in the write-ahead log.
    int log_pages() const { return log_pages_; }
    /// Pages written to the log so far, whatever became of them.
    std::int64_t all_log_pages() const { return all_log_pages_; }
    void checkpoint();

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };

    void count_pages(int pages);

    std::unique_ptr<sqlite3, Close> handle_;
    int log_pages_ = 0;
    std::int64_t all_log_pages_ = 0;
};

/// One prepared statement; `?1` is the first of `cells`. The cells must live until the next run.
class Statement {
public:
    Statement(Store& store, const std::string& sql);

    void run(const Cells& cells);
    std::vector<Cells> rows(const Cells& cells);
    std::vector<std::string> columns() const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    void bind(const Cells& cells);
    bool step();

    sqlite3* store_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace agri110::bench
