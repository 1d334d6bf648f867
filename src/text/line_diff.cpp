#include "text/line_diff.hpp"

#include <dtl/dtl.hpp>
#include <sstream>
#include <vector>

namespace agri110::text {
namespace {

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after)
{
    if (before == after) return {};
    const auto was = lines_of(before);
    const auto is = lines_of(after);
    dtl::Diff<std::string> diff(was, is);
    diff.onHuge();  // files of thousands of lines that have little in common
    diff.compose();
    diff.composeUnifiedHunks();
    std::ostringstream out;
    diff.printUnifiedFormat(out);
    return out.str();
}

}  // namespace agri110::text
