#include "triage/understand.hpp"

#include <algorithm>
#include <set>

#include "triage/alert_evidence.hpp"
#include "triage/crop_evidence.hpp"
#include "triage/death_count.hpp"
#include "triage/grams.hpp"
#include "triage/kind_evidence.hpp"

namespace agri110::triage {
namespace {

constexpr double worth_a_thought = 0.02;  // of a second guess

About about(const Matcher::Index& index, const std::string& crop)
{
    const auto found = index.crop_at.find(crop);
    if (found == index.crop_at.end()) return About::unknown;
    return index.crops[found->second].animal ? About::animal : About::plant;
}

/// The first guess is as good as such guesses were where they were measured; the others share what is left.
void guess_crops(Understanding& understood, const Matcher::Index& index, const Reading& reading,
                 std::string_view chosen_crop)
{
    const auto weighed = weigh_crops(index, reading);
    double first = 0;
    double others = 0;
    for (const auto& crop : weighed) {
        const auto share = share_of(crop, weighed);
        const bool leads = &crop == &weighed.front();
        if (leads) {
            first = right_at(index.confidence, share);
            others = (1 - first) / (1 - share);
        }
        const auto& id = index.crops[crop.crop].id;
        if (id == chosen_crop) continue;
        const double confidence = leads ? first : std::min(share * others, first);
        understood.crops.push_back({id, confidence, reading.words_of(crop.words)});
    }
    understood.sure = !weighed.empty() && first >= index.confidence.sure_from;
}

void hear_reporter(Understanding& understood, std::string_view chosen_crop)
{
    if (chosen_crop.empty()) return;
    understood.crops.insert(understood.crops.begin(), {.crop = std::string{chosen_crop}, .confidence = 1});
    understood.sure = true;
}

}  // namespace

Traits traits(const Matcher& matcher, std::string_view text, std::string_view chosen_crop)
{
    const auto& index = matcher.index();
    const auto reading = read(index, text);
    Understanding understood;
    guess_crops(understood, index, reading, chosen_crop);
    hear_reporter(understood, chosen_crop);
    const auto whom = about(index, understood.crop());

    Traits found;
    found.common = {{"bias", 1}, {about_trait(whom), 1}};
    std::set<std::uint64_t> seen;
    for (const auto& gram : grams_of(index, reading))
        if (seen.insert(gram.key).second) found.common.push_back({gram_text(gram.key), 1});
    found.of_kinds = list_traits(index, reading, whom);
    found.of_alerts = {{deaths_trait(deaths_in(index, reading)), 1}};
    return found;
}

Understanding understand(const Matcher& matcher, std::string_view text, std::string_view chosen_crop)
{
    const auto& index = matcher.index();
    const auto reading = read(index, text);

    Understanding understood;
    guess_crops(understood, index, reading, chosen_crop);
    const auto whom = about(index, chosen_crop.empty() ? understood.crop() : std::string(chosen_crop));
    const auto grams = grams_of(index, reading);
    const auto kind = weigh_kind(index, reading, grams, whom);
    understood.kind = kind.kind;
    // A crop without anything that is wrong or wanted may be a telephone, a dish or somebody's name.
    if (kind.kind == ProblemKind::other) understood.sure = false;
    hear_reporter(understood, chosen_crop);
    understood.kind_words = kind.words.empty() ? kind.pieces : reading.words_of(kind.words);

    const bool animals_too = std::ranges::any_of(understood.crops, [&](const CropCandidate& crop) {
        return crop.confidence >= worth_a_thought && about(index, crop.crop) == About::animal;
    });
    const auto raised = raise_alert(index, reading, grams, whom, animals_too);
    understood.alert = raised.alert;
    understood.alert_words = raised.words.empty() ? raised.pieces : reading.words_of(raised.words);
    understood.urgency_words = reading.words_of(reading.urgent);
    const bool urgent = raised.alert != Alert::none || !understood.urgency_words.empty();
    understood.urgency = urgent ? Urgency::urgent : Urgency::normal;
    return understood;
}

}  // namespace agri110::triage
