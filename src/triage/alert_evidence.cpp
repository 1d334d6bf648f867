#include "triage/alert_evidence.hpp"

#include <algorithm>

#include "triage/death_count.hpp"

namespace agri110::triage {
namespace {

using Groups = Matcher::Index::Groups;

/// People before animals, a disease that spreads before deaths whose cause is open.
int gravity(Alert alert)
{
    switch (alert) {
        case Alert::human_poisoning:
            return 3;
        case Alert::animal_epidemic:
            return 2;
        case Alert::mass_death:
            return 1;
        case Alert::none:
            break;
    }
    return 0;
}

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

}  // namespace

RaisedAlert raise_alert(const Matcher::Index& index, const Reading& reading, About about, bool animals_too)
{
    Groups present = 0;
    for (const auto& word : reading.alert) present |= index.alert_groups[word.word];
    if (present == 0) return {};
    if ((present & index.dead) != 0 && many_died(index, reading)) present |= index.many_dead;

    const Matcher::Index::AlertRule* gravest = nullptr;
    for (const auto& rule : index.alert_rules) {
        if ((present & rule.all_of) != rule.all_of || (present & rule.none_of) != 0) continue;
        if (!fits(rule.about, about, animals_too)) continue;
        if (!gravest || gravity(rule.alert) > gravity(gravest->alert)) gravest = &rule;
    }
    if (!gravest) return {};
    auto wanted = gravest->all_of;
    if ((wanted & index.many_dead) != 0) wanted |= index.dead;
    return {gravest->alert, words_for(index, reading.alert, wanted)};
}

}  // namespace agri110::triage
