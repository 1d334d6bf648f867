// CSV (RFC 4180) in and out, by libcsv, with the lines an editor would show.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agri110::text {

struct CsvRow {
    int line = 0;  // of the file, from 1, where the row begins
    std::vector<std::string> cells{};
};

struct CsvFault {
    int line = 0;
    std::string reason{};  // "csv.malformed", "csv.nul", "csv.too_many_rows", "csv.too_large"
};

struct CsvLimits {
    std::size_t rows = 10'000;
    std::size_t bytes = 2 << 20;
};

/// Strict: a quote that is not closed, or stands in the middle of a cell, is a fault. Empty lines are left out.
std::expected<std::vector<CsvRow>, CsvFault> read_csv(std::string_view utf8, const CsvLimits& limits = {});

/// One row with CRLF. A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers do not.
std::string write_csv_row(std::span<const std::string> cells);

/// True when a spreadsheet would run the cell: it begins with = + - @, tab or carriage return, and is no number.
bool looks_like_formula(std::string_view cell);

}  // namespace agri110::text
