// Weighs what a text says about the kind of problem: words of the lists, then weights learned on sentences.
#pragma once

#include <string>
#include <vector>

#include "triage/reading.hpp"

namespace agri110::triage {

/// What the report is about, as far as the crops tell.
enum class About { unknown, plant, animal };
std::string_view name_of(About about);

struct WeighedKind {
    ProblemKind kind = ProblemKind::other;
    std::vector<Found> words{};         // of the list of that kind
    std::vector<std::string> traits{};  // where no list has a word: the pieces of the text that weighed most
};

/// The heaviest kind. Pests and diseases of an animal are animal_disease.
WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, About about);

std::vector<Trait> traits_of(const Matcher::Index& index, const Reading& reading, About about);

}  // namespace agri110::triage
