// Weighs what a text says about the kind of problem.
#pragma once

#include <vector>

#include "triage/reading.hpp"

namespace agri110::triage {

/// What the report is about, as far as the crops tell.
enum class About { unknown, plant, animal };

struct WeighedKind {
    ProblemKind kind = ProblemKind::other;
    std::vector<Found> words{};
};

/// The heaviest kind. Pests and diseases of an animal are animal_disease.
WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, About about);

}  // namespace agri110::triage
