#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "knowledge/reading.hpp"
#include "text/csv.hpp"

namespace agri110::knowledge {
namespace {

/// Rows below the header, which must be exactly `header`.
std::vector<text::CsvRow> rows_of(const Reading& file, const std::vector<std::string>& header)
{
    auto rows = text::read_csv(file.content(), {.rows = 100'000, .bytes = 16 << 20});
    if (!rows) {
        file.fault(rows.error().line, rows.error().reason);
        return {};
    }
    if (rows->empty() || rows->front().cells != header) {
        file.fault(1, fmt::format("the first line must be {}", fmt::join(header, ",")));
        return {};
    }
    rows->erase(rows->begin());
    std::erase_if(*rows, [&](const text::CsvRow& row) {
        if (row.cells.size() == header.size()) return false;
        file.fault(row.line, fmt::format("{} cells instead of {}", row.cells.size(), header.size()));
        return true;
    });
    return std::move(*rows);
}

RegionCode code_in(const Reading& file, int line, const std::string& cell)
{
    RegionCode code = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), code);
    if (error != std::errc{} || end != cell.data() + cell.size() || code <= 0)
        file.fault(line, fmt::format("\"{}\" is no region code", cell));
    return code;
}

double degrees_in(const Reading& file, int line, const std::string& cell, double most)
{
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || value <= 0 || value > most)
        file.fault(line, fmt::format("\"{}\" is no position", cell));
    return value;
}

RegionLevel level_of(RegionCode code)
{
    if (code % 10000 == 0) return RegionLevel::province;
    return code % 100 == 0 ? RegionLevel::prefecture : RegionLevel::county;
}

RegionCode parent_by_code(RegionCode code, RegionLevel level)
{
    if (level == RegionLevel::province) return 0;
    return level == RegionLevel::prefecture ? code / 10000 * 10000 : code / 100 * 100;
}

Region read_county(const Reading& file, const text::CsvRow& row)
{
    Region region;
    region.code = code_in(file, row.line, row.cells[0]);
    region.name = row.cells[1];
    region.level = level_of(region.code);
    region.parent = row.cells[2].empty() ? 0 : code_in(file, row.line, row.cells[2]);
    region.longitude = degrees_in(file, row.line, row.cells[3], 180);
    region.latitude = degrees_in(file, row.line, row.cells[4], 90);
    std::istringstream neighbours(row.cells[5]);
    for (std::string code; neighbours >> code;) region.neighbours.push_back(code_in(file, row.line, code));
    if (region.name.empty()) file.fault(row.line, "the name is empty");
    if (region.parent != parent_by_code(region.code, region.level))
        file.fault(row.line, fmt::format("{} cannot lie in {}", region.code, region.parent));
    return region;
}

void check_neighbours(const Reading& file, const std::vector<Region>& regions, const std::map<RegionCode, int>& lines)
{
    std::map<RegionCode, const Region*> by_code;
    for (const auto& region : regions) by_code[region.code] = &region;
    for (const auto& region : regions)
        for (const auto code : region.neighbours) {
            const auto other = by_code.find(code);
            if (other == by_code.end())
                file.fault(lines.at(region.code), fmt::format("unknown neighbour {}", code));
            else if (std::ranges::find(other->second->neighbours, region.code) == other->second->neighbours.end())
                file.fault(lines.at(region.code),
                           fmt::format("{} is a neighbour of {} but not the other way round", code, region.code));
        }
}

}  // namespace

std::vector<Region> read_regions(const Reading& counties, const Reading& townships)
{
    std::vector<Region> regions;
    std::map<RegionCode, int> lines;
    for (const auto& row : rows_of(counties, {"code", "name", "parent", "longitude", "latitude", "neighbours"})) {
        regions.push_back(read_county(counties, row));
        if (!lines.emplace(regions.back().code, row.line).second)
            counties.fault(row.line, fmt::format("the code {} stands twice", regions.back().code));
    }
    for (const auto& region : regions)
        if (region.parent && !lines.contains(region.parent))
            counties.fault(lines.at(region.code), fmt::format("unknown parent {}", region.parent));
    check_neighbours(counties, regions, lines);

    for (const auto& row : rows_of(townships, {"code", "name", "county"})) {
        Region region{
            .code = code_in(townships, row.line, row.cells[0]), .name = row.cells[1], .level = RegionLevel::township};
        region.parent = code_in(townships, row.line, row.cells[2]);
        if (region.name.empty()) townships.fault(row.line, "the name is empty");
        if (region.code / 1000 != region.parent || !lines.contains(region.parent))
            townships.fault(row.line, fmt::format("{} does not lie in a known county", region.code));
        if (!lines.emplace(region.code, row.line).second)
            townships.fault(row.line, fmt::format("the code {} stands twice", region.code));
        regions.push_back(std::move(region));
    }
    return regions;
}

}  // namespace agri110::knowledge
