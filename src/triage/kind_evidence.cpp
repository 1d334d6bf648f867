#include "triage/kind_evidence.hpp"

#include <algorithm>
#include <limits>

#include "text/utf8.hpp"

namespace agri110::triage {
namespace {

/// Of equals the earlier one here is chosen: what it suffers before what is asked, and causes before signs.
constexpr std::array<ProblemKind, kind_count> precedence{
    ProblemKind::animal_disease, ProblemKind::pesticide_injury, ProblemKind::weather,   ProblemKind::policy,
    ProblemKind::market,         ProblemKind::processing,       ProblemKind::pest,      ProblemKind::disease,
    ProblemKind::nutrition,      ProblemKind::variety,          ProblemKind::technique, ProblemKind::other,
};

constexpr double weak_word = 0.1;
constexpr double full_strength = 6;

/// The weight that the words of each kind have in a text, as the word lists alone see it.
using KindScores = std::array<double, kind_count>;

double strength_of(double score)
{
    return std::min(score, full_strength) / full_strength;
}

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
void add_word(KindScores& scores, const std::array<bool, kind_count>& kinds, double weight, About about)
{
    const bool weak = kinds[at(ProblemKind::other)] && std::ranges::count(kinds, true) > 1;
    if (weak) weight *= about == About::unknown ? 0 : weak_word;
    for (const auto kind : precedence) {
        if (!kinds[at(kind)] || (weak && kind == ProblemKind::other)) continue;
        scores[at(kind)] += weight * factor(kind, about);
    }
}

KindScores score(const Matcher::Index& index, const Reading& reading, About about)
{
    KindScores scores{};
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

void join_illness_of_animals(KindScores& scores)
{
    scores[at(ProblemKind::animal_disease)] += scores[at(ProblemKind::disease)] + scores[at(ProblemKind::pest)];
    scores[at(ProblemKind::disease)] = 0;
    scores[at(ProblemKind::pest)] = 0;
}

/// "Other" must win clearly where the lists have a word of another kind: whoever names a pest does not just chat.
void doubt_other(KindScores& sum, const KindScores& lists)
{
    constexpr double clearly = 1.5;
    constexpr double a_word = 0.7;
    const bool spoken = std::ranges::any_of(
        precedence, [&](ProblemKind kind) { return kind != ProblemKind::other && lists[at(kind)] >= a_word; });
    if (spoken) sum[at(ProblemKind::other)] -= clearly;
}

ProblemKind heaviest(const KindScores& scores)
{
    return *std::ranges::max_element(precedence, {}, [&](ProblemKind kind) { return scores[at(kind)]; });
}

/// Pests and diseases of animals are animal_disease. What grows seldom has one, but the crop may be misread.
void heed_what_it_is_about(KindScores& sum, About about)
{
    constexpr double seldom = 2;
    if (about == About::animal)
        sum[at(ProblemKind::disease)] = sum[at(ProblemKind::pest)] = -std::numeric_limits<double>::infinity();
    if (about == About::plant) sum[at(ProblemKind::animal_disease)] -= seldom;
}

KindScores sum_weights(const Matcher::Index& index, const KindScores& lists, About about,
                       const std::vector<Weights<kind_count>::Weighed>& grams)
{
    KindScores sum{};
    add(sum, index.kind_bias);
    add(sum, index.kinds_about.at(static_cast<std::size_t>(about)));
    for (std::size_t kind = 0; kind < kind_count; ++kind)
        if (lists[kind] > 0) add(sum, index.list_weights[kind], strength_of(lists[kind]));
    for (const auto& weighed : grams) add(sum, *weighed.row);
    return sum;
}

/// The words of the lists that speak for `kind`.
std::vector<Found> words_for(const Matcher::Index& index, const Reading& reading, ProblemKind kind, About about)
{
    std::vector<Found> words;
    const bool all_illness = about == About::animal && kind == ProblemKind::animal_disease;
    for (const auto& found : reading.kinds) {
        const auto& kinds = index.kinds[found.word];
        const bool speaks = std::ranges::any_of(precedence, [&](ProblemKind one) {
            return kinds[at(one)] && (one == kind || (all_illness && is_illness(one)));
        });
        if (speaks) words.push_back(found);
    }
    return words;
}

KindScores list_scores(const Matcher::Index& index, const Reading& reading, About about)
{
    auto scores = score(index, reading, about);
    if (about == About::animal) join_illness_of_animals(scores);
    return scores;
}

}  // namespace

WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, const std::vector<Gram>& grams, About about)
{
    const auto lists = list_scores(index, reading, about);
    if (index.kind_weights.empty()) {
        const auto best = heaviest(lists);
        if (lists[at(best)] == 0) return {};
        return {best, words_for(index, reading, best, about)};
    }
    const auto weighed_grams = index.kind_weights.weighed(grams);
    auto sum = sum_weights(index, lists, about, weighed_grams);
    doubt_other(sum, lists);
    heed_what_it_is_about(sum, about);
    const auto best = heaviest(sum);
    WeighedKind weighed{best, words_for(index, reading, best, about)};
    if (weighed.words.empty() && best != ProblemKind::other)
        weighed.pieces = best_pieces(reading.text, weighed_grams, at(best));
    return weighed;
}

std::vector<Trait> list_traits(const Matcher::Index& index, const Reading& reading, About about)
{
    std::vector<Trait> traits;
    const auto lists = list_scores(index, reading, about);
    for (const auto kind : all_problem_kinds())
        if (lists[at(kind)] > 0) traits.push_back({list_trait(kind), strength_of(lists[at(kind)])});
    return traits;
}

}  // namespace agri110::triage
