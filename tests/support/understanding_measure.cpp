#include "understanding_measure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace agri110::measure {
namespace {

constexpr std::string_view unjudged = "*";

std::vector<std::string> split(std::string_view text, char by)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(by, begin);
        parts.emplace_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

/// What is right; nothing for a column that is not judged.
std::vector<std::string> judged(const std::string& column)
{
    return column == unjudged ? std::vector<std::string>{} : split(column, ',');
}

template <class T>
bool holds(const std::vector<T>& all, const T& one)
{
    return std::ranges::find(all, one) != all.end();
}

Sentence read_line(const std::string& line, const std::string& where)
{
    const auto parts = split(line, '\t');
    if (parts.size() != 4 && parts.size() != 5) throw std::runtime_error(where + ": not four or five columns");
    Sentence sentence{.text = parts[0]};
    for (const auto& crop : judged(parts[1])) sentence.crops.push_back(crop == "-" ? std::string{} : crop);
    for (const auto& kind : judged(parts[2])) {
        const auto known = problem_kind_of(kind);
        if (!known) throw std::runtime_error(where + ": unknown kind " + kind);
        sentence.kinds.push_back(*known);
    }
    for (const auto& alert : split(parts[3], ',')) {
        const auto known = alert_of(alert);
        if (!known) throw std::runtime_error(where + ": unknown alert " + alert);
        sentence.alerts.push_back(*known);
    }
    if (parts.size() == 5) sentence.urgency = urgency_of(parts[4]);
    return sentence;
}

bool among_three(const Understanding& understood, const Sentence& sentence)
{
    const auto most = std::min<std::size_t>(3, understood.crops.size());
    return std::any_of(understood.crops.begin(), understood.crops.begin() + static_cast<std::ptrdiff_t>(most),
                       [&](const auto& candidate) { return holds(sentence.crops, candidate.crop); });
}

void count_crop(Measured& m, const Understanding& understood, const Sentence& sentence)
{
    // A text that may be read as naming no crop counts only by whether a sure answer is wrong.
    const bool unknown_is_right = holds(sentence.crops, std::string{});
    const bool right = holds(sentence.crops, understood.crop());
    if (!unknown_is_right) {
        ++m.with_crop;
        m.first_right += right;
        m.three_right += among_three(understood, sentence);
    } else if (sentence.crops.size() == 1) {
        ++m.without_crop;
        m.said_unknown += !understood.sure;
    }
    m.sure += understood.sure;
    m.sure_wrong += understood.sure && !right;
    if (!understood.crops.empty()) m.guesses.emplace_back(understood.crops.front().confidence, right);
    const bool fault = !right && (!unknown_is_right || understood.sure);
    if (fault)
        m.faults.push_back(fmt::format("crop   {} -> {}{} ({})", fmt::join(sentence.crops, ","),
                                       understood.crop().empty() ? "?" : understood.crop(), understood.sure ? "!" : "",
                                       sentence.text));
}

void count_kind(Measured& m, const Understanding& understood, const Sentence& sentence)
{
    const bool right = holds(sentence.kinds, understood.kind);
    const auto meant = right ? understood.kind : sentence.kinds.front();
    ++m.kinds.at(static_cast<std::size_t>(meant)).at(static_cast<std::size_t>(understood.kind));
    if (!right)
        m.faults.push_back(fmt::format("kind   {} -> {} ({}) [{}]", name_of(meant), name_of(understood.kind),
                                       sentence.text, fmt::join(understood.kind_words, " ")));
}

void count_alert(Measured& m, const Understanding& understood, const Sentence& sentence)
{
    const bool raised = understood.alert != Alert::none;
    const bool may_be_none = holds(sentence.alerts, Alert::none);
    const bool must_be_none = may_be_none && sentence.alerts.size() == 1;
    if (!may_be_none) {
        ++m.alerts;
        m.alerts_found += holds(sentence.alerts, understood.alert);
    }
    if (must_be_none) {
        ++m.ordinary;
        m.false_alarms += raised;
    }
    if ((!may_be_none && !holds(sentence.alerts, understood.alert)) || (must_be_none && raised))
        m.faults.push_back(fmt::format("alert  {} -> {} ({}) [{}]", name_of(sentence.alerts.front()),
                                       name_of(understood.alert), sentence.text,
                                       fmt::join(understood.alert_words, " ")));
}

}  // namespace

std::vector<Sentence> read_sentences(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::vector<Sentence> sentences;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        sentences.push_back(read_line(line, fmt::format("{}:{}", file.string(), number)));
    }
    return sentences;
}

double Measured::macro_f1() const
{
    double sum = 0;
    int meant_kinds = 0;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        int meant = 0;
        int understood = 0;
        for (std::size_t other = 0; other < kinds.size(); ++other) {
            meant += kinds[kind][other];
            understood += kinds[other][kind];
        }
        if (meant == 0) continue;
        ++meant_kinds;
        sum += 2.0 * kinds[kind][kind] / (meant + understood);
    }
    return meant_kinds ? sum / meant_kinds : 1;
}

double Measured::kind_accuracy() const
{
    int right = 0;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) right += kinds[kind][kind];
    return sentences ? static_cast<double>(right) / sentences : 1;
}

Measured measure(const triage::Matcher& matcher, const std::vector<Sentence>& sentences, std::string_view chosen_crop)
{
    Measured m;
    for (const auto& sentence : sentences) {
        ++m.sentences;
        const auto understood = triage::understand(matcher, sentence.text, chosen_crop);
        if (!sentence.crops.empty()) count_crop(m, understood, sentence);
        if (!sentence.kinds.empty()) count_kind(m, understood, sentence);
        count_alert(m, understood, sentence);
    }
    return m;
}

}  // namespace agri110::measure
