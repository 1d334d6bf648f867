#include "triage/kind_evidence.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "text/utf8.hpp"
#include "triage/kind_features.hpp"

namespace agri110::triage {
namespace {

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

void add_weights(KindScores& sum, const KindWeights::Row& row, double strength)
{
    for (std::size_t kind = 0; kind < kind_count; ++kind) sum[kind] += strength * static_cast<double>(row[kind]);
}

/// The grams of a text that have weights, each once.
std::vector<std::pair<Gram, std::size_t>> weighed_grams(const Matcher::Index& index, const Reading& reading)
{
    std::vector<std::pair<Gram, std::size_t>> known;
    std::vector<bool> seen(index.gram_weights.size());
    for (const auto& gram : grams_of(index, reading)) {
        const auto row = index.gram_at.find(gram.key);
        if (row == GramTable::none || seen[row]) continue;
        seen[row] = true;
        known.emplace_back(gram, row);
    }
    return known;
}

KindScores sum_weights(const Matcher::Index& index, const KindScores& lists, About about,
                       const std::vector<std::pair<Gram, std::size_t>>& grams)
{
    KindScores sum{};
    add_weights(sum, index.bias, 1);
    add_weights(sum, index.about_weights.at(static_cast<std::size_t>(about)), 1);
    for (std::size_t kind = 0; kind < kind_count; ++kind)
        if (lists[kind] > 0) add_weights(sum, index.list_weights[kind], strength_of(lists[kind]));
    for (const auto& [gram, row] : grams) add_weights(sum, index.gram_weights[row], 1);
    return sum;
}

/// The pieces of the text that spoke most for `kind`.
std::vector<std::string> best_pieces(const Matcher::Index& index, const Reading& reading, ProblemKind kind,
                                     std::vector<std::pair<Gram, std::size_t>> grams)
{
    constexpr std::size_t most = 3;
    constexpr float least = 0.3F;
    const auto weight = [&](const auto& gram) { return index.gram_weights[gram.second][at(kind)]; };
    std::ranges::stable_sort(grams, std::ranges::greater{}, weight);
    std::vector<Gram> kept;
    for (const auto& gram : grams) {
        if (kept.size() == most || weight(gram) < least) break;
        const bool apart = std::ranges::all_of(
            kept, [&](const Gram& other) { return gram.first.end <= other.begin || other.end <= gram.first.begin; });
        if (apart && is_words_only(gram.first.key)) kept.push_back(gram.first);
    }
    std::ranges::sort(kept, {}, &Gram::begin);
    std::vector<std::string> pieces;
    for (const auto& gram : kept) pieces.emplace_back(reading.text.substr(gram.begin, gram.end - gram.begin));
    return pieces;
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

std::string_view name_of(About about)
{
    constexpr std::array<std::string_view, 3> names{"unknown", "plant", "animal"};
    return names.at(static_cast<std::size_t>(about));
}

WeighedKind weigh_kind(const Matcher::Index& index, const Reading& reading, About about)
{
    const auto lists = list_scores(index, reading, about);
    if (index.gram_weights.empty()) {
        const auto best = heaviest(lists);
        if (lists[at(best)] == 0) return {};
        return {best, words_for(index, reading, best, about)};
    }
    const auto grams = weighed_grams(index, reading);
    auto sum = sum_weights(index, lists, about, grams);
    doubt_other(sum, lists);
    heed_what_it_is_about(sum, about);
    const auto best = heaviest(sum);
    WeighedKind weighed{best, words_for(index, reading, best, about)};
    if (weighed.words.empty() && best != ProblemKind::other) weighed.traits = best_pieces(index, reading, best, grams);
    return weighed;
}

std::vector<Trait> traits_of(const Matcher::Index& index, const Reading& reading, About about)
{
    std::vector<Trait> traits{{"bias", 1}, {"about:" + std::string(name_of(about)), 1}};
    const auto lists = list_scores(index, reading, about);
    for (const auto kind : all_problem_kinds())
        if (lists[at(kind)] > 0)
            traits.push_back({"list:" + std::string(agri110::name_of(kind)), strength_of(lists[at(kind)])});
    std::set<std::uint64_t> seen;
    for (const auto& gram : grams_of(index, reading))
        if (seen.insert(gram.key).second) traits.push_back({gram_text(gram.key), 1});
    return traits;
}

}  // namespace agri110::triage
