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

constexpr double weak_word = 0.1;

constexpr std::size_t at(ProblemKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// Causes outweigh the signs they leave; words of husbandry stand in questions of every kind.
double factor(ProblemKind kind, About about)
{
    switch (kind) {
        case ProblemKind::pesticide_injury:
            return about == About::animal ? 1 : 1.5;
        case ProblemKind::weather:
            return 1.3;
        case ProblemKind::technique:
            return 0.8;
        case ProblemKind::other:
            return 0.3;
        default:
            return 1;
    }
}

double weight_of(std::string_view word)
{
    return std::min(static_cast<double>(text::count_characters(word)), 3.5);
}

/// A word that stands under "other" and another kind is weak: question words, which tell something only of a known
/// crop, and there only when nothing else is said.
void add_word(Scores& scores, const std::array<bool, kind_count>& kinds, double weight, About about)
{
    const bool weak = kinds[at(ProblemKind::other)] && std::ranges::count(kinds, true) > 1;
    if (weak) weight *= about == About::unknown ? 0 : weak_word;
    for (const auto kind : precedence) {
        if (!kinds[at(kind)] || (weak && kind == ProblemKind::other)) continue;
        scores[at(kind)] += weight * factor(kind, about);
    }
}

Scores score(const Matcher::Index& index, const Reading& reading, About about)
{
    Scores scores{};
    std::vector<bool> seen(index.kind_words.size());
    for (const auto& found : reading.kinds) {
        if (seen[found.word]) continue;
        seen[found.word] = true;
        const double weight = weight_of(reading.text.substr(found.begin, found.size()));
        add_word(scores, index.kinds[found.word], weight, about);
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

WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, About about)
{
    auto scores = score(index, reading, about);
    if (about == About::animal) join_illness_of_animals(scores);
    const auto best = *std::ranges::max_element(precedence, {}, [&](ProblemKind kind) { return scores[at(kind)]; });
    if (scores[at(best)] == 0) return {};

    WeighedKind chosen{best};
    const bool all_illness = about == About::animal && best == ProblemKind::animal_disease;
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
