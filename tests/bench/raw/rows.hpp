// Rows of invented reports, copied from those that the service left for a real one.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sqlite.hpp"

namespace agri110::bench {

/// What is new in each copy, so that it is a report of its own; sizes stay those of the original.
struct Marks {
    std::int64_t id = 0;  // of the report; rows that belong to it take the numbers behind
    std::int64_t reporter_id = 0;
    std::string number{};
    std::string token{};
    std::string phone{};
};

/// Inserts one report after the other, inside the caller's transaction.
class Rows {
public:
    virtual ~Rows() = default;
    virtual void insert() = 0;
};

/// The routing look-up, one report, one event: the definition of a report in the project's performance figures.
std::unique_ptr<Rows> lean_rows(Store& store, std::int64_t report);

/// Every row that the service leaves for an accepted report; twelve counters move with it if `counters`.
std::unique_ptr<Rows> whole_rows(Store& store, std::int64_t report, bool counters);

/// The row of one table with its insert statement. Cells that must differ take their values from Marks.
class Copied {
public:
    Copied(Store& store, const std::string& table, Cells original, const std::vector<std::string>& columns);
    /// `id` is the primary key of a row that is neither report nor reporter.
    void insert(const Marks& marks, std::int64_t id);

private:
    enum class Mark { id, report_id, reporter_id, number, token, phone, key_hash };

    std::vector<std::pair<std::size_t, Mark>> marked_;
    Cells cells_;
    Statement statement_;
};

/// All rows of `table` for which `condition` holds, `?1` standing for `value`.
std::vector<Copied> copies_of(Store& store, const std::string& table, const std::string& condition, const Cell& value);

/// Numbers marks onwards from the newest ids in the database.
class Numbering {
public:
    explicit Numbering(Store& store);
    Marks next();

private:
    std::int64_t id_ = 0;
    std::int64_t count_ = 0;
};

/// 64 bits that nobody would guess from `n`, the same each time; as 16 hexadecimal digits.
std::string digits_of(std::uint64_t n);

}  // namespace agri110::bench
