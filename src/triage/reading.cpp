#include "triage/reading.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace agri110::triage {
namespace {

constexpr std::array<std::string_view, 5> wide_stops{"\uFF0C", "\u3002", "\uFF1B", "\uFF01", "\uFF1F"};
constexpr std::string_view narrow_stops = ",.;!?\n";

std::vector<std::size_t> clause_ends_of(std::string_view text)
{
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i, 3);
        const bool stop = narrow_stops.contains(text[i]) || std::ranges::find(wide_stops, rest) != wide_stops.end();
        if (stop) ends.push_back(i);
    }
    return ends;
}

/// Both lists are in text order, and the hiders are free of overlaps, so one walk over them is enough.
std::vector<Found> not_hidden(const std::vector<Found>& words, const std::vector<Found>& hiders)
{
    std::vector<Found> visible;
    auto hider = hiders.begin();
    for (const auto& word : words) {
        while (hider != hiders.end() && hider->end <= word.begin) ++hider;
        if (hider == hiders.end() || !hider->hides(word)) visible.push_back(word);
    }
    return visible;
}

}  // namespace

bool Reading::same_clause(std::size_t a, std::size_t b) const
{
    const auto next_end = std::ranges::lower_bound(clause_ends, std::min(a, b));
    return next_end == clause_ends.end() || *next_end >= std::max(a, b);
}

std::vector<std::string> Reading::words_of(const std::vector<Found>& found) const
{
    std::vector<std::string> words;
    std::unordered_set<std::size_t> seen;
    for (const auto& word : found) {
        if (seen.insert(word.word).second) words.emplace_back(text.substr(word.begin, word.size()));
    }
    return words;
}

Reading read(const Matcher::Index& index, std::string_view text)
{
    Reading reading{.text = text};
    reading.subjects = index.subject_words.find_all(text);
    reading.markers = index.marker_words.find_all(text);
    reading.clause_ends = clause_ends_of(text);

    std::vector<Found> hiders;
    std::vector<Found> phrases;
    for (const auto& found : reading.subjects) {
        const auto& subject = index.subjects[found.word];
        if (subject.hides || subject.crop) hiders.push_back(found);
        if (subject.hides) phrases.push_back(found);
    }
    reading.kinds = not_hidden(index.kind_words.find_all(text), hiders);
    reading.urgent = not_hidden(index.urgent_words.find_all(text), hiders);
    reading.alert = not_hidden(index.alert_words.find_every(text), phrases);
    return reading;
}

}  // namespace agri110::triage
