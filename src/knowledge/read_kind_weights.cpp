// The learned weights of kinds: a table with a line for each piece of text, columns parted by tabs.
#include <fmt/format.h>

#include <charconv>

#include "knowledge/reading.hpp"

namespace agri110::knowledge {
namespace {

/// Takes the text up to the next `stop` off the front of `rest`.
std::string_view take(std::string_view& rest, char stop)
{
    const auto end = rest.find(stop);
    const auto part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

std::string head()
{
    std::string line = "trait";
    for (const auto kind : all_problem_kinds()) line += "\t" + std::string(name_of(kind));
    return line;
}

void read_line(const Reading& file, int number, std::string_view line, Lexicon& lexicon)
{
    KindWeights::Weighed weighed{.trait = std::string(take(line, '\t'))};
    if (weighed.trait.empty()) return file.fault(number, "the trait is empty");
    for (auto& weight : weighed.weights) {
        const auto cell = take(line, '\t');
        if (cell.empty()) continue;  // nothing to say about this kind
        const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
        if (fault != std::errc{} || end != cell.data() + cell.size() || weight < -100 || weight > 100)
            return file.fault(number, fmt::format("\"{}\" is no weight", cell));
    }
    if (!line.empty()) return file.fault(number, "there are more columns than kinds");
    lexicon.kind_weights.rows.push_back(std::move(weighed));
}

}  // namespace

void read_kind_weights(const Reading& file, Lexicon& lexicon)
{
    std::string_view rest = file.content();
    int number = 0;
    bool begun = false;
    while (!rest.empty()) {
        ++number;
        const auto line = take(rest, '\n');
        if (line.starts_with("# ") || line.empty()) continue;
        if (begun) {
            read_line(file, number, line, lexicon);
        } else if (line != head()) {
            return file.fault(number, "the first line must name the trait and the twelve kinds");
        }
        begun = true;
    }
}

}  // namespace agri110::knowledge
