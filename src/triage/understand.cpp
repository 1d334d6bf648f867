#include "triage/understand.hpp"

#include "text/utf8.hpp"
#include "triage/lexicon_trie.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace agri110::triage {

/// Indexes in Meaning point into these.
struct Matcher::Index {
    std::vector<std::string> crops;
    std::vector<bool> is_animal;
    std::vector<CropHint> hints;
    LexiconTrie trie;
};

namespace {

using Sort = Meaning::Sort;

// Evidence for a crop. A name of two characters or more is hardly ever an accident; a single character often is.
constexpr double long_name = 3.0;
constexpr double single_character = 1.2;
constexpr double hint_weight = 0.8;
constexpr double first_mention = 1.0;       // people begin with what it is about
constexpr double near_symptom = 1.0;        // “玉米叶子发黄”: the crop stands just before what is wrong with it
constexpr std::size_t near_bytes = 30;      // ten Chinese characters
constexpr double side_remark = 0.35;        // factor for crops only mentioned beside the point
constexpr std::size_t remark_bytes = 9;      // three Chinese characters between the remark and the crop
constexpr double sure_enough = 2.5;         // weight at which confidence reaches one half

// Sectors whose species fall ill as animals do.
constexpr std::array<std::string_view, 4> animal_sectors{"livestock", "poultry", "aquatic", "bee"};

bool speaks_of_crop(Sort sort) { return sort == Sort::crop || sort == Sort::not_a_crop; }
bool hints_at_crop(Sort sort) { return sort == Sort::hint; }
bool speaks_of_kind(Sort sort) { return sort == Sort::kind; }
bool is_side_remark(Sort sort) { return sort == Sort::side_remark; }
bool speaks_of_urgency(Sort sort) { return sort == Sort::urgent; }

struct Evidence {
    double weight = 0;
    std::vector<std::string> words{};
};

void keep_word(std::vector<std::string>& words, std::string_view word)
{
    if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
}

std::string_view word_of(std::string_view text, const Found& found)
{
    return text.substr(found.begin, found.end - found.begin);
}

/// A crop just after “前茬” or “旁边的” is beside the point.
bool follows_side_remark(std::size_t crop_begin, const std::vector<Found>& remarks)
{
    return std::ranges::any_of(remarks, [&](const Found& r) { return r.end <= crop_begin && crop_begin - r.end <= remark_bytes; });
}

bool stands_before_symptom(const Found& crop, const std::vector<Found>& symptoms)
{
    return std::ranges::any_of(symptoms, [&](const Found& s) { return s.begin >= crop.end && s.begin - crop.end <= near_bytes; });
}

using CropEvidence = std::map<std::string, Evidence>;

CropEvidence weigh_names(const Matcher::Index& index, std::string_view text, const std::vector<Found>& symptoms)
{
    const auto remarks = index.trie.longest_words(text, is_side_remark);
    CropEvidence evidence;
    bool first = true;
    for (const auto& found : index.trie.longest_words(text, speaks_of_crop)) {
        if (found.meaning.sort != Sort::crop) continue;
        const auto word = word_of(text, found);
        double weight = text::count_characters(word) > 1 ? long_name : single_character;
        if (first) weight += first_mention;
        if (stands_before_symptom(found, symptoms)) weight += near_symptom;
        if (follows_side_remark(found.begin, remarks)) weight *= side_remark;
        first = false;
        auto& kept = evidence[index.crops[static_cast<std::size_t>(found.meaning.index)]];
        // Saying the same name again adds little; another name of the same crop adds as much.
        const bool repeated = std::ranges::find(kept.words, word) != kept.words.end();
        kept.weight += repeated ? weight / 4 : weight;
        keep_word(kept.words, word);
    }
    return evidence;
}

void weigh_hints(const Matcher::Index& index, std::string_view text, CropEvidence& evidence)
{
    const bool named = !evidence.empty();
    for (const auto& found : index.trie.longest_words(text, hints_at_crop)) {
        for (const auto& crop : index.hints[static_cast<std::size_t>(found.meaning.index)].crops) {
            // Where crops are named, a hint only strengthens one of them: late blight of potato is found on tomatoes too.
            if (named && !evidence.contains(crop)) continue;
            auto& kept = evidence[crop];
            kept.weight += hint_weight;
            keep_word(kept.words, word_of(text, found));
        }
    }
}

std::vector<CropCandidate> ranked(const CropEvidence& evidence, std::string_view chosen)
{
    double all = 0;
    for (const auto& [crop, e] : evidence) all += e.weight;
    std::vector<CropCandidate> candidates;
    for (const auto& [crop, e] : evidence)
        candidates.push_back({crop, e.weight / (e.weight + sure_enough) * (e.weight / all), e.words});
    std::ranges::stable_sort(candidates, std::greater{}, &CropCandidate::confidence);
    if (chosen.empty()) return candidates;

    CropCandidate choice{std::string(chosen), 1.0, {}};
    if (const auto same = std::ranges::find(candidates, chosen, &CropCandidate::crop); same != candidates.end()) {
        choice.words = same->words;
        candidates.erase(same);
    }
    candidates.insert(candidates.begin(), std::move(choice));
    return candidates;
}

bool is_animal(const Matcher::Index& index, const std::string& crop)
{
    const auto found = std::ranges::find(index.crops, crop);
    return found != index.crops.end() && index.is_animal[static_cast<std::size_t>(found - index.crops.begin())];
}

/// Words of the animals' own illnesses count double for animals and not at all for plants; a plant's disease words mean
/// an animal's illness when the talk is of an animal.
double weight_of_kind(ProblemKind kind, std::string_view word, bool animal, bool crop_known)
{
    const double weight = text::count_characters(word) > 1 ? 2.0 : 1.0;
    if (kind == ProblemKind::animal_disease) return animal ? weight * 2 : crop_known ? 0 : weight;
    if (kind == ProblemKind::pesticide_injury) return weight * 1.3;
    return weight;
}

void find_kind(const Matcher::Index& index, std::string_view text, Understanding& understood)
{
    const bool known = !understood.crops.empty();
    const bool animal = known && is_animal(index, understood.crop());
    std::map<ProblemKind, Evidence> evidence;
    for (const auto& found : index.trie.longest_words(text, speaks_of_kind)) {
        auto kind = static_cast<ProblemKind>(found.meaning.index);
        if (animal && kind == ProblemKind::disease) kind = ProblemKind::animal_disease;
        const auto word = word_of(text, found);
        const auto weight = weight_of_kind(kind, word, animal, known);
        if (weight == 0) continue;
        auto& kept = evidence[kind];
        kept.weight += weight;
        keep_word(kept.words, word);
    }
    // Between equals the earlier kind of the list wins: what eats the crop is asked about before how to sell it.
    const auto best = std::ranges::max_element(evidence, {}, [](const auto& e) { return e.second.weight; });
    if (best == evidence.end()) return;
    understood.kind = best->first;
    understood.kind_words = best->second.words;
}

void find_urgency(const Matcher::Index& index, std::string_view text, Understanding& understood)
{
    for (const auto& found : index.trie.longest_words(text, speaks_of_urgency)) {
        understood.urgency = Urgency::urgent;
        keep_word(understood.urgency_words, word_of(text, found));
    }
}

std::unique_ptr<const Matcher::Index> build(const CropTree& crops, const Lexicon& lexicon)
{
    auto index = std::make_unique<Matcher::Index>();
    for (const auto& crop : crops.all()) {
        if (crop.level != CropLevel::species) continue;
        const auto ladder = crops.ladder(crop.id);
        const Meaning meaning{Sort::crop, static_cast<int>(index->crops.size())};
        index->crops.push_back(crop.id);
        index->is_animal.push_back(!ladder.empty() && std::ranges::find(animal_sectors, ladder.back()) != animal_sectors.end());
        index->trie.add(crop.name, meaning);
        for (const auto& name : crop.names) index->trie.add(name, meaning);
    }
    for (const auto& phrase : lexicon.not_a_crop) index->trie.add(phrase, {Sort::not_a_crop, 0});
    for (const auto& hint : lexicon.hints) {
        index->trie.add(hint.phrase, {Sort::hint, static_cast<int>(index->hints.size())});
        index->hints.push_back(hint);
    }
    for (const auto& kind : lexicon.kinds)
        for (const auto& word : kind.words) index->trie.add(word, {Sort::kind, static_cast<int>(kind.kind)});
    for (const auto& remark : lexicon.side_remarks) index->trie.add(remark, {Sort::side_remark, 0});
    for (const auto& word : lexicon.urgent_words) index->trie.add(word, {Sort::urgent, 0});
    return index;
}

}  // namespace

Matcher::Matcher(const CropTree& crops, const Lexicon& lexicon) : index_(build(crops, lexicon)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Understanding understand(const Matcher& matcher, std::string_view text, std::string_view chosen_crop)
{
    const auto& index = matcher.index();
    const auto symptoms = index.trie.longest_words(text, speaks_of_kind);
    auto evidence = weigh_names(index, text, symptoms);
    weigh_hints(index, text, evidence);

    Understanding understood;
    understood.crops = ranked(evidence, chosen_crop);
    find_kind(index, text, understood);
    find_urgency(index, text, understood);
    return understood;
}

}  // namespace agri110::triage
