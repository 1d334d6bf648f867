#include "rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace agri110::bench {
namespace {

constexpr std::int64_t ids_a_report = 256;  // as many as the service has in a millisecond

std::vector<std::string> places(std::size_t count)
{
    std::vector<std::string> all;
    for (std::size_t i = 1; i <= count; ++i) all.push_back(fmt::format("?{}", i));
    return all;
}

std::int64_t number_in(Store& store, const std::string& sql)
{
    const auto rows = Statement(store, sql).rows({});
    return std::get<std::int64_t>(rows.at(0).at(0));
}

}  // namespace

std::string digits_of(std::uint64_t n)
{
    // The finaliser of splitmix64.
    n += 0x9e3779b97f4a7c15;
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
    n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
    return fmt::format("{:016x}", n ^ (n >> 31));
}

Numbering::Numbering(Store& store)
{
    for (const auto* table : {"report", "reporter", "event", "assignment", "routing_decision", "notice"}) {
        const auto newest = number_in(store, fmt::format("SELECT COALESCE(MAX(id), 0) FROM {}", table));
        id_ = std::max(id_, newest);
    }
}

Marks Numbering::next()
{
    constexpr std::int64_t million = 1'000'000;
    constexpr std::int64_t scatter = 617'393;  // no factor in common with a million: every number comes once
    id_ += ids_a_report;
    const auto n = count_++;
    return {.id = id_,
            .reporter_id = id_,
            .number = fmt::format("{:06}-{:06}", 990'000 + n / million, n * scatter % million),
            .token = digits_of(static_cast<std::uint64_t>(id_)) + digits_of(static_cast<std::uint64_t>(~id_)),
            .phone = fmt::format("19{:09}", n)};
}

Copied::Copied(Store& store, const std::string& table, Cells original, const std::vector<std::string>& columns)
    : cells_(std::move(original)),
      statement_(store, fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(columns, ", "),
                                    fmt::join(places(columns.size()), ", ")))
{
    const std::pair<std::string_view, Mark> names[] = {{"report_id", Mark::report_id},
                                                       {"reporter_id", Mark::reporter_id},
                                                       {"number", Mark::number},
                                                       {"token", Mark::token},
                                                       {"key_hash", Mark::key_hash},
                                                       {"id", table == "report"     ? Mark::report_id
                                                              : table == "reporter" ? Mark::reporter_id
                                                                                    : Mark::id}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const auto& [name, mark] : names)
            if (columns[i] == name) marked_.emplace_back(i, mark);
        if (table == "reporter" && columns[i] == "phone") marked_.emplace_back(i, Mark::phone);
    }
}

void Copied::insert(const Marks& marks, std::int64_t id)
{
    const auto number = static_cast<std::uint64_t>(id);
    const auto value = [&](Mark mark) -> Cell {
        switch (mark) {
            case Mark::id:
                return id;
            case Mark::report_id:
                return marks.id;
            case Mark::reporter_id:
                return marks.reporter_id;
            case Mark::number:
                return marks.number;
            case Mark::token:
                return marks.token;
            case Mark::phone:
                return marks.phone;
            case Mark::key_hash:
                return digits_of(number) + digits_of(number + 1) + digits_of(number + 2) + digits_of(number + 3);
        }
        throw std::logic_error("no such mark");
    };
    for (const auto& [place, mark] : marked_) cells_[place] = value(mark);
    statement_.run(cells_);
}

std::vector<Copied> copies_of(Store& store, const std::string& table, const std::string& condition, const Cell& value)
{
    Statement select(store, fmt::format("SELECT * FROM {} WHERE {}", table, condition));
    std::vector<Copied> copies;
    for (auto& row : select.rows({value})) copies.emplace_back(store, table, std::move(row), select.columns());
    if (copies.empty()) throw std::runtime_error(fmt::format("the report given left no row in {}", table));
    return copies;
}

}  // namespace agri110::bench
