// The learned weights of kinds and alerts: tables with a line for each piece of text, columns parted by tabs.
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

template <std::size_t answers>
void read_line(const Reading& file, int number, std::string_view line, LearnedWeights<answers>& learned)
{
    typename LearnedWeights<answers>::Weighed weighed{.trait = std::string(take(line, '\t'))};
    if (weighed.trait.empty()) return file.fault(number, "the trait is empty");
    for (auto& weight : weighed.weights) {
        const auto cell = take(line, '\t');
        if (cell.empty()) continue;  // nothing to say about this answer
        const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
        if (fault != std::errc{} || end != cell.data() + cell.size() || weight < -100 || weight > 100)
            return file.fault(number, fmt::format("\"{}\" is no weight", cell));
    }
    if (!line.empty()) return file.fault(number, "there are more columns than the first line names");
    learned.rows.push_back(std::move(weighed));
}

template <std::size_t answers>
void read_weights(const Reading& file, std::string_view head, LearnedWeights<answers>& learned)
{
    std::string_view rest = file.content();
    int number = 0;
    bool begun = false;
    while (!rest.empty()) {
        ++number;
        const auto line = take(rest, '\n');
        if (line.starts_with("# ") || line.empty()) continue;
        if (begun) {
            read_line(file, number, line, learned);
        } else if (line != head) {
            return file.fault(number, fmt::format("the first line must be \"{}\", parted by tabs", head));
        }
        begun = true;
    }
}

template <class Names>
std::string head_of(const Names& answers)
{
    std::string line = "trait";
    for (const auto answer : answers) line += "\t" + std::string(name_of(answer));
    return line;
}

}  // namespace

void read_kind_weights(const Reading& file, Lexicon& lexicon)
{
    read_weights(file, head_of(all_problem_kinds()), lexicon.kind_weights);
}

void read_alert_weights(const Reading& file, Lexicon& lexicon)
{
    read_weights(file, head_of(all_alerts().subspan(1)), lexicon.alert_weights);
}

}  // namespace agri110::knowledge
