#include "triage/alert_evidence.hpp"

#include <algorithm>

#include "triage/death_count.hpp"

namespace agri110::triage {
namespace {

using Groups = Matcher::Index::Groups;

bool fits(AlertRule::About wanted, About about, bool animals_too)
{
    switch (wanted) {
        case AlertRule::About::animal:
            return about == About::animal || animals_too;
        case AlertRule::About::not_animal:
            return about != About::animal;
        case AlertRule::About::not_plant:
            return about != About::plant;
        case AlertRule::About::anything:
            break;
    }
    return true;
}

/// The words of the groups that made the rule hold, in text order, without those inside others.
std::vector<Found> words_for(const Matcher::Index& index, const std::vector<Found>& found, Groups wanted)
{
    std::vector<Found> words;
    for (const auto& word : found) {
        if ((index.alert_groups[word.word] & wanted) == 0) continue;
        if (!words.empty() && words.back().begin == word.begin) words.pop_back();
        if (words.empty() || words.back().end < word.end) words.push_back(word);
    }
    return words;
}

/// The word groups that stand in the text, a bit each.
Groups groups_in(const Matcher::Index& index, const Reading& reading, Deaths deaths)
{
    Groups present = 0;
    for (const auto& word : reading.alert) present |= index.alert_groups[word.word];
    if (deaths == Deaths::many) present |= index.many_dead;
    return present;
}

const Matcher::Index::AlertRule* gravest_rule(const Matcher::Index& index, Groups present, About about,
                                              bool animals_too)
{
    const Matcher::Index::AlertRule* gravest = nullptr;
    for (const auto& rule : index.alert_rules) {
        if ((present & rule.all_of) != rule.all_of || (present & rule.none_of) != 0) continue;
        if (!fits(rule.about, about, animals_too)) continue;
        if (!gravest || is_graver(rule.alert, gravest->alert)) gravest = &rule;
    }
    return gravest;
}

/// What no rule foresaw, but sentences like it were alerts.
RaisedAlert likeliest(const Matcher::Index& index, const Reading& reading, const std::vector<Gram>& grams, About about,
                      Deaths deaths)
{
    if (index.alert_weights.empty()) return {};
    std::array<double, alert_count> sums{};
    add(sums, index.alert_bias);
    add(sums, index.alerts_about.at(static_cast<std::size_t>(about)));
    add(sums, index.alerts_by_deaths.at(static_cast<std::size_t>(deaths)));
    const auto weighed = index.alert_weights.weighed(grams);
    for (const auto& gram : weighed) add(sums, *gram.row);
    const auto best = static_cast<std::size_t>(std::ranges::max_element(sums) - sums.begin());
    if (sums[best] <= 0) return {};
    return {all_alerts()[best + 1], {}, best_pieces(reading.text, weighed, best)};
}

/// What the text says outright is not guessed: that a plant is meant, or that few have died.
bool is_contradicted(Alert alert, About about, bool animals_too, Deaths deaths)
{
    if (alert == Alert::human_poisoning) return false;
    const bool of_a_plant = about == About::plant && !animals_too;
    return of_a_plant || (alert == Alert::mass_death && deaths == Deaths::few);
}

}  // namespace

RaisedAlert raise_alert(const Matcher::Index& index, const Reading& reading, const std::vector<Gram>& grams,
                        About about, bool animals_too)
{
    const auto deaths = deaths_in(index, reading);
    const auto* rule = gravest_rule(index, groups_in(index, reading, deaths), about, animals_too);
    if (!rule) {
        auto guess = likeliest(index, reading, grams, about, deaths);
        return is_contradicted(guess.alert, about, animals_too, deaths) ? RaisedAlert{} : guess;
    }
    auto wanted = rule->all_of;
    if ((wanted & index.many_dead) != 0) wanted |= index.dead;
    return {rule->alert, words_for(index, reading.alert, wanted)};
}

}  // namespace agri110::triage
