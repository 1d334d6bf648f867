#include "triage/kind_evidence.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace agri110::triage {
namespace {

using Scores = std::array<double, kind_count>;

/// Of equals the earlier one here is chosen: what it suffers before what is asked, and causes before signs.
constexpr std::array<ProblemKind, kind_count> precedence{
    ProblemKind::animal_disease, ProblemKind::pesticide_injury, ProblemKind::weather,   ProblemKind::policy,
    ProblemKind::market,         ProblemKind::processing,       ProblemKind::pest,      ProblemKind::disease,
    ProblemKind::nutrition,      ProblemKind::variety,          ProblemKind::technique, ProblemKind::other,
};

constexpr std::size_t at(ProblemKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// Causes outweigh the signs they leave; words of husbandry stand in questions of every kind.
double factor(ProblemKind kind, AboutAnimal animal)
{
    switch (kind) {
        case ProblemKind::pesticide_injury:
            return animal == AboutAnimal::yes ? 1 : 1.5;
        case ProblemKind::weather:
            return 1.3;
        case ProblemKind::technique:
            return 0.8;
        case ProblemKind::other:
            return 0.01;
        default:
            return 1;
    }
}

double weight_of(std::string_view word)
{
    return std::min(static_cast<double>(text::count_characters(word)), 3.5);
}

Scores score(const Matcher::Index& index, const Reading& reading, AboutAnimal animal)
{
    Scores scores{};
    std::vector<bool> seen(index.kind_words.size());
    for (const auto& found : reading.kinds) {
        if (seen[found.word]) continue;
        seen[found.word] = true;
        const double weight = weight_of(reading.text.substr(found.begin, found.size()));
        for (const auto kind : precedence) {
            if (index.kinds[found.word][at(kind)]) scores[at(kind)] += weight * factor(kind, animal);
        }
    }
    return scores;
}

bool is_illness(ProblemKind kind)
{
    return kind == ProblemKind::animal_disease || kind == ProblemKind::disease || kind == ProblemKind::pest;
}

void join_illness_of_animals(Scores& scores)
{
    scores[at(ProblemKind::animal_disease)] += scores[at(ProblemKind::disease)] + scores[at(ProblemKind::pest)];
    scores[at(ProblemKind::disease)] = 0;
    scores[at(ProblemKind::pest)] = 0;
}

}  // namespace

WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, AboutAnimal animal)
{
    auto scores = score(index, reading, animal);
    if (animal == AboutAnimal::yes) join_illness_of_animals(scores);
    const auto best = *std::ranges::max_element(precedence, {}, [&](ProblemKind kind) { return scores[at(kind)]; });
    if (scores[at(best)] == 0) return {};

    WeighedKind chosen{best};
    const bool all_illness = animal == AboutAnimal::yes && best == ProblemKind::animal_disease;
    for (const auto& found : reading.kinds) {
        const auto& kinds = index.kinds[found.word];
        const bool speaks = std::ranges::any_of(precedence, [&](ProblemKind kind) {
            return kinds[at(kind)] && (kind == best || (all_illness && is_illness(kind)));
        });
        if (speaks) chosen.words.push_back(found);
    }
    return chosen;
}

}  // namespace agri110::triage
