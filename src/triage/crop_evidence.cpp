#include "triage/crop_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "text/utf8.hpp"

namespace agri110::triage {
namespace {

constexpr double first_named = 0.5;
constexpr double repeated = 0.5;  // share of its weight that a weaker mention adds
constexpr double repeated_at_most = 2;
constexpr double by_symptom = 1.5;    // a problem word follows closely: "leaves of the maize turn yellow"
constexpr double near_symptom = 0.5;  // in the next clause, or before
constexpr double in_passing = 0.25;   // factor: last year's crop, the neighbour's, what the animal is fed
constexpr double vague = 0.5;         // factor: a group or a catch-all
constexpr double sick_animal = 1.3;   // factor for animals where the text has words of animals' illness
constexpr double hinted = 0.5;
constexpr double doubt = 0.6;       // what speaks against any guess
constexpr std::size_t beside = 30;  // bytes: ten Chinese characters
constexpr std::size_t touching = 6;

struct Mention {
    Found found;
    std::size_t crop = 0;
    bool passing = false;
};

/// The best mention counts in full, the others add to it.
struct Tally {
    double best = 0;
    double sum = 0;

    void add(double weight)
    {
        best = std::max(best, weight);
        sum += weight;
    }
    double weight() const { return best + std::min((sum - best) * repeated, repeated_at_most); }
};

double weight_of_length(std::size_t characters)
{
    if (characters <= 2) return static_cast<double>(characters);
    return std::min(2.0 + 0.4 * static_cast<double>(characters - 2), 3.2);
}

std::vector<Mention> mentions_of(const Matcher::Index& index, const Reading& reading)
{
    std::vector<Mention> mentions;
    for (const auto& found : reading.subjects) {
        const auto& subject = index.subjects[found.word];
        if (subject.crop && !subject.hides) mentions.push_back({found, *subject.crop});
    }
    return mentions;
}

/// A marker that may point both ways points back when a crop touches it: "beside the maize field" or "maize, beside
/// it".
void mark_passing(std::vector<Mention>& mentions, const Matcher::Index& index, const Reading& reading)
{
    auto next = mentions.begin();
    for (const auto& found : reading.markers) {
        while (next != mentions.end() && next->found.begin < found.begin) ++next;
        const auto marker = index.markers[found.word];
        if (marker.before && next != mentions.begin()) {
            auto& last = *std::prev(next);
            if (last.found.end + touching >= found.begin && reading.same_clause(last.found.begin, found.begin)) {
                last.passing = true;
                continue;
            }
        }
        // A name may begin inside the marker's last character run, so what counts is where the marker ends.
        auto after = next;
        while (after != mentions.end() && after->found.begin < found.end) ++after;
        if (!marker.after || after == mentions.end()) continue;
        if (after->found.begin <= found.end + beside && reading.same_clause(found.begin, after->found.begin)) {
            after->passing = true;
        }
    }
}

double closeness(const Mention& mention, const Reading& reading)
{
    const auto& kinds = reading.kinds;
    const auto after = std::ranges::lower_bound(kinds, mention.found.end, {}, &Found::begin);
    if (after != kinds.end() && after->begin <= mention.found.end + beside) {
        return reading.same_clause(mention.found.end, after->begin) ? by_symptom : near_symptom;
    }
    if (after != kinds.begin() && std::prev(after)->end + beside >= mention.found.begin) return near_symptom;
    return 0;
}

double weight_of(const Mention& mention, const Matcher::Index& index, const Reading& reading)
{
    const auto length = text::count_characters(reading.text.substr(mention.found.begin, mention.found.size()));
    double weight = weight_of_length(length) + closeness(mention, reading);
    if (mention.passing) weight *= in_passing;
    if (index.crops[mention.crop].vague) weight *= vague;
    return weight;
}

std::vector<WeighedCrop> weigh_mentions(const std::vector<Mention>& mentions, const Matcher::Index& index,
                                        const Reading& reading)
{
    std::vector<WeighedCrop> weighed;
    std::vector<Tally> tallies;
    std::map<std::size_t, std::size_t> place;  // of a crop in both
    for (const auto& mention : mentions) {
        const auto [at, fresh] = place.emplace(mention.crop, weighed.size());
        if (fresh) {
            weighed.push_back({.crop = mention.crop});
            tallies.emplace_back();
        }
        weighed[at->second].words.push_back(mention.found);
        double weight = weight_of(mention, index, reading);
        if (&mention == &mentions.front() && !mention.passing) weight += first_named;
        tallies[at->second].add(weight);
    }
    for (std::size_t i = 0; i < weighed.size(); ++i) weighed[i].weight = tallies[i].weight();
    return weighed;
}

/// "The hu sheep ... the sheep": all that is said of `general` is said with its name of one character, which is also
/// part of a longer name of the other.
bool speaks_of(const WeighedCrop& general, const WeighedCrop& special, const Matcher::Index& index,
               const Reading& reading)
{
    const auto& crop = index.crops[general.crop];
    if (crop.short_name.empty() || crop.group != index.crops[special.crop].group) return false;
    const auto words = reading.words_of(general.words);
    const bool only_short =
        std::ranges::all_of(words, [&](const auto& word) { return word.starts_with(crop.short_name); });
    const auto longer = reading.words_of(special.words);
    return only_short && std::ranges::any_of(
                             longer, [&](const auto& word) { return word.find(crop.short_name) != std::string::npos; });
}

void join_general_names(std::vector<WeighedCrop>& weighed, const Matcher::Index& index, const Reading& reading)
{
    for (std::size_t i = 0; i < weighed.size(); ++i) {
        WeighedCrop* best = nullptr;
        for (auto& other : weighed) {
            if (&other == &weighed[i] || other.weight == 0) continue;
            if (!speaks_of(weighed[i], other, index, reading)) continue;
            if (best == nullptr || other.weight > best->weight) best = &other;
        }
        if (best == nullptr) continue;
        best->weight += weighed[i].weight;
        best->words.insert(best->words.end(), weighed[i].words.begin(), weighed[i].words.end());
        weighed[i].weight = 0;
    }
    std::erase_if(weighed, [](const auto& crop) { return crop.weight == 0; });
    for (auto& crop : weighed) std::ranges::sort(crop.words, {}, &Found::begin);
}

void add_hints(std::vector<WeighedCrop>& weighed, const Matcher::Index& index, const Reading& reading)
{
    for (const auto& found : reading.subjects) {
        double weight = hinted;
        for (const auto crop : index.subjects[found.word].hints) {
            const auto same = std::ranges::find(weighed, crop, &WeighedCrop::crop);
            if (same == weighed.end()) {
                weighed.push_back({crop, weight, {found}});
            } else {
                same->weight += weight * repeated;
                same->words.push_back(found);
            }
            weight *= 0.8;  // the hosts are listed in order of likelihood
        }
    }
}

void favour_sick_animals(std::vector<WeighedCrop>& weighed, const Matcher::Index& index, const Reading& reading)
{
    constexpr auto illness = static_cast<std::size_t>(ProblemKind::animal_disease);
    const bool sick =
        std::ranges::any_of(reading.kinds, [&](const Found& word) { return index.kinds[word.word][illness]; });
    if (!sick) return;
    for (auto& crop : weighed) {
        if (index.crops[crop.crop].animal) crop.weight *= sick_animal;
    }
}

void drop_vague(std::vector<WeighedCrop>& weighed, const Matcher::Index& index)
{
    std::vector<bool> clear(index.crops.size());
    for (const auto& crop : weighed) {
        if (!index.crops[crop.crop].vague) clear[index.crops[crop.crop].sector] = true;
    }
    std::erase_if(weighed, [&](const auto& crop) {
        const auto& known = index.crops[crop.crop];
        return known.vague && clear[known.sector];
    });
}

}  // namespace

std::vector<WeighedCrop> weigh_crops(const Matcher::Index& index, const Reading& reading)
{
    auto mentions = mentions_of(index, reading);
    mark_passing(mentions, index, reading);
    auto weighed = weigh_mentions(mentions, index, reading);
    join_general_names(weighed, index, reading);
    const bool named = std::ranges::any_of(weighed, [&](const auto& crop) { return !index.crops[crop.crop].vague; });
    if (!named) add_hints(weighed, index, reading);
    favour_sick_animals(weighed, index, reading);
    drop_vague(weighed, index);
    std::ranges::stable_sort(weighed, std::ranges::greater{}, &WeighedCrop::weight);
    return weighed;
}

double share_of(const WeighedCrop& crop, const std::vector<WeighedCrop>& all)
{
    double total = doubt;
    for (const auto& other : all) total += other.weight;
    return crop.weight / total;
}

double right_at(const Confidence& measured, double share)
{
    const auto& points = measured.points;
    if (points.empty()) return share;
    const auto next = std::ranges::upper_bound(points, share, {}, &Confidence::Point::weight);
    if (next == points.begin()) return next->right;
    const auto& last = *std::prev(next);
    if (next == points.end()) return last.right;
    const double part = (share - last.weight) / (next->weight - last.weight);
    return last.right + part * (next->right - last.right);
}

}  // namespace agri110::triage
