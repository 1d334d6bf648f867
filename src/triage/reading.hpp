// Everything the tries find in one text, before anything is weighed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "triage/index.hpp"

namespace agri110::triage {

struct Reading {
    std::string_view text;
    std::vector<Found> subjects{};  // crop names, hiding phrases, hints
    std::vector<Found> markers{};
    std::vector<Found> kinds{};   // without those that a crop's name or a phrase hides
    std::vector<Found> urgent{};  // likewise
    std::vector<Found> alert{};   // likewise, but they may overlap, and a crop's name hides nothing
    std::vector<std::size_t> clause_ends{};

    /// True when no punctuation stands between the two places.
    bool same_clause(std::size_t a, std::size_t b) const;
    /// The text of these words, each once, in the order of the text.
    std::vector<std::string> words_of(const std::vector<Found>& found) const;
};

/// The text must outlive the reading.
Reading read(const Matcher::Index& index, std::string_view text);

}  // namespace agri110::triage
