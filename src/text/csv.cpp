#include "text/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <memory>

namespace agri110::text {
namespace {

struct Parser {
    csv_parser state{};
    std::vector<CsvRow> rows{};
    CsvRow row{};
    std::size_t most_rows = 0;
    bool too_many = false;

    Parser()
    {
        if (csv_init(&state, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) throw std::bad_alloc();
    }
    ~Parser() { csv_free(&state); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
};

void on_cell(void* text, std::size_t size, void* self)
{
    auto& parser = *static_cast<Parser*>(self);
    parser.row.cells.emplace_back(static_cast<const char*>(text), size);
}

void on_row(int, void* self)
{
    auto& parser = *static_cast<Parser*>(self);
    if (parser.rows.size() == parser.most_rows) parser.too_many = true;
    if (!parser.too_many) parser.rows.push_back(std::move(parser.row));
    parser.row = {};
}

bool is_number(std::string_view cell)
{
    const auto digits = cell.substr(!cell.empty() && (cell[0] == '-' || cell[0] == '+') ? 1 : 0);
    return !digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos &&
           std::ranges::count(digits, '.') <= 1;
}

}  // namespace

std::expected<std::vector<CsvRow>, CsvFault> read_csv(std::string_view utf8, const CsvLimits& limits)
{
    if (utf8.size() > limits.bytes) return std::unexpected(CsvFault{0, "csv.too_large"});
    Parser parser;
    parser.most_rows = limits.rows;
    int line = 1;
    // Character by character, so that a row knows the line on which its first character stands.
    for (const char c : utf8) {
        if (c == '\0') return std::unexpected(CsvFault{line, "csv.nul"});
        const bool begins = parser.row.line == 0 && c != '\r' && c != '\n';
        if (begins) parser.row.line = line;
        if (csv_parse(&parser.state, &c, 1, on_cell, on_row, &parser) != 1)
            return std::unexpected(CsvFault{line, "csv.malformed"});
        if (parser.too_many) return std::unexpected(CsvFault{line, "csv.too_many_rows"});
        if (c == '\n') ++line;
    }
    if (csv_fini(&parser.state, on_cell, on_row, &parser) != 0)
        return std::unexpected(CsvFault{parser.row.line, "csv.malformed"});
    return std::move(parser.rows);
}

std::string write_csv_row(std::span<const std::string> cells)
{
    std::string row;
    for (const auto& cell : cells) {
        if (!row.empty()) row += ',';
        const auto safe = looks_like_formula(cell) ? "'" + cell : cell;
        std::string quoted(safe.size() * 2 + 2, '\0');
        quoted.resize(csv_write(quoted.data(), quoted.size(), safe.data(), safe.size()));
        row += quoted;
    }
    return row + "\r\n";
}

bool looks_like_formula(std::string_view cell)
{
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos &&
           !is_number(cell);
}

}  // namespace agri110::text
