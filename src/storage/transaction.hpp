// How SQL is spoken: one virtual function a driver implements, and typed words above it that all repositories share.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <variant>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace agri110::storage {

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

/// The engine failed, or the world is out of order. Never the user's fault.
class StorageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// There is no room left on the disk: nothing was kept, and what was kept before is safe. Passes when somebody makes
/// room.
class DiskFullError : public StorageError {
public:
    using StorageError::StorageError;
};

/// A unique or check rule stopped a statement; `constraint` is its name, such as "uq_report_number".
class ConstraintError : public StorageError {
public:
    explicit ConstraintError(std::string constraint)
        : StorageError("constraint " + constraint), constraint_(std::move(constraint))
    {
    }
    const std::string& constraint() const { return constraint_; }

private:
    std::string constraint_;
};

/// One row of an answer; columns count from 0. Valid only inside the reader it is handed to.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string text(int column) const = 0;

    bool flag(int column) const { return integer(column) != 0; }
    Instant instant(int column) const { return Instant{std::chrono::milliseconds{integer(column)}}; }
    Day day(int column) const { return Day{std::chrono::days{integer(column)}}; }
    template <class AnyId>
    AnyId id(int column) const
    {
        return AnyId{is_null(column) ? 0 : integer(column)};
    }
    std::optional<Instant> maybe_instant(int column) const
    {
        return is_null(column) ? std::nullopt : std::optional(instant(column));
    }
    std::optional<Day> maybe_day(int column) const
    {
        return is_null(column) ? std::nullopt : std::optional(day(column));
    }
};

using RowSink = std::function<void(const Row&)>;

inline Value bind(std::nullptr_t)
{
    return nullptr;
}
inline Value bind(bool value)
{
    return std::int64_t{value};
}
template <class Integer>
    requires std::is_integral_v<Integer>
Value bind(Integer value)
{
    return static_cast<std::int64_t>(value);
}
inline Value bind(std::string_view value)
{
    return std::string(value);
}
inline Value bind(const std::string& value)
{
    return value;
}
inline Value bind(const char* value)
{
    return std::string(value);
}
inline Value bind(Instant value)
{
    return std::int64_t{value.time_since_epoch().count()};
}
inline Value bind(Day value)
{
    return std::int64_t{value.time_since_epoch().count()};
}
inline Value bind(Value value)
{
    return value;
}
/// The id 0 stands for "none" and is stored as NULL.
template <class Noun>
Value bind(Id<Noun> id)
{
    if (!id) return nullptr;
    return id.value;
}
template <class T>
Value bind(const std::optional<T>& value)
{
    if (!value) return nullptr;
    return bind(*value);
}

/// A table as the migrations made it; what an engine keeps for itself is no table of ours.
struct Table {
    struct Column {
        std::string name;
        bool is_text = false;
    };
    std::string name;
    std::vector<Column> columns;   // as declared
    std::vector<std::string> key;  // columns of the primary key, in its order
};

class Transaction;

/// What use cases leave to the end of their commit, so that it is written once for all that share it.
class Postponed {
public:
    virtual ~Postponed() = default;
    virtual void write(Transaction& tx) = 0;
};

/// One transaction of one use case. Not for keeping: it ends when the use case returns.
class Transaction {
public:
    virtual ~Transaction() = default;

    /// Runs one statement with `$1`, `$2` … bound to `args`; returns the number of rows changed. Throws StorageError.
    virtual int run(std::string_view sql, std::span<const Value> args, const RowSink& each) = 0;
    /// In the order in which migrations made them, so that links only point to earlier ones.
    virtual std::vector<Table> tables() = 0;

    /// The one `T` of this commit, made when it is first asked for; to look into.
    template <std::derived_from<Postponed> T>
    T& of_commit()
    {
        for (const auto& [type, postponed] : postponed_)
            if (type == typeid(T)) return static_cast<T&>(*postponed);
        return static_cast<T&>(*postponed_.emplace_back(typeid(T), std::make_unique<T>()).second);
    }
    /// The same, to be changed.
    template <std::derived_from<Postponed> T>
    T& changing()
    {
        ++postponed_changes_;
        return of_commit<T>();
    }
    /// How often `changing` was called: by this a driver knows that a refused use case has left something behind.
    int postponed_changes() const { return postponed_changes_; }
    /// To be called before a commit, and before SQL reads what may have been postponed.
    void write_postponed()
    {
        for (const auto& [type, postponed] : std::exchange(postponed_, {})) postponed->write(*this);
    }
    /// After what was done has been undone, and after reading.
    void forget_postponed() { postponed_.clear(); }

    template <class... Args>
    int execute(std::string_view sql, const Args&... args)
    {
        const std::vector<Value> values{bind(args)...};
        return run(sql, values, [](const Row&) {});
    }

    /// The first row as `read` makes it, or empty.
    template <class Read, class... Args>
    auto row(std::string_view sql, Read read, const Args&... args)
    {
        std::optional<std::invoke_result_t<Read, const Row&>> found;
        const std::vector<Value> values{bind(args)...};
        run(sql, values, [&](const Row& r) {
            if (!found) found.emplace(read(r));
        });
        return found;
    }

    template <class Read, class... Args>
    auto rows(std::string_view sql, Read read, const Args&... args)
    {
        const std::vector<Value> values{bind(args)...};
        return rows_of(sql, read, values);
    }

    /// For statements whose number of parameters is known at run time only.
    template <class Read>
    auto rows_of(std::string_view sql, Read read, std::span<const Value> values)
    {
        std::vector<std::invoke_result_t<Read, const Row&>> all;
        run(sql, values, [&](const Row& r) { all.push_back(read(r)); });
        return all;
    }

    /// The first column of the first row, or 0.
    template <class... Args>
    std::int64_t number(std::string_view sql, const Args&... args)
    {
        return row(sql, [](const Row& r) { return r.is_null(0) ? 0 : r.integer(0); }, args...).value_or(0);
    }

private:
    std::vector<std::pair<std::type_index, std::unique_ptr<Postponed>>> postponed_;
    int postponed_changes_ = 0;
};

}  // namespace agri110::storage
