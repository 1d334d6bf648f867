// Weighs what a text says about the kind of problem: words of the lists, then weights learned on sentences.
#pragma once

#include <string>
#include <vector>

#include "triage/reading.hpp"

namespace agri110::triage {

struct WeighedKind {
    ProblemKind kind = ProblemKind::other;
    std::vector<Found> words{};         // of the list of that kind
    std::vector<std::string> pieces{};  // where no list has a word: the pieces of the text that weighed most
};

/// The heaviest kind. Pests and diseases of an animal are animal_disease.
WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, const std::vector<Gram>& grams,
                       About about);

/// How strongly the list of each kind speaks, between 0 and 1, by the name of its trait.
std::vector<Trait> list_traits(const Matcher::Index& index, const Reading& reading, About about);

}  // namespace agri110::triage
