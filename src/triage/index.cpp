#include "triage/index.hpp"

#include <algorithm>
#include <string_view>

#include "text/utf8.hpp"

namespace agri110::triage {
namespace {

constexpr std::string_view ellipsis = "\u2026";
constexpr std::array<std::string_view, 4> animal_sectors{"livestock", "poultry", "aquatic", "bee"};

template <class T>
T& at_grown(std::vector<T>& items, std::size_t position)
{
    if (items.size() <= position) items.resize(position + 1);
    return items[position];
}

bool is_vague(const Crop& crop)
{
    return crop.level != CropLevel::species || crop.id.starts_with("other_");
}

}  // namespace

std::string_view name_of(About about)
{
    constexpr std::array<std::string_view, about_count> names{"unknown", "plant", "animal"};
    return names.at(static_cast<std::size_t>(about));
}

std::string about_trait(About about)
{
    return "about:" + std::string(name_of(about));
}

std::string deaths_trait(Deaths deaths)
{
    return deaths == Deaths::few ? "deaths:few" : deaths == Deaths::many ? "deaths:many" : "deaths:unsaid";
}

std::string list_trait(ProblemKind kind)
{
    return "list:" + std::string(agri110::name_of(kind));
}

Matcher::Index::Index(const CropTree& tree, const Lexicon& lexicon)
{
    add_crops(tree);
    add_names(tree);
    for (const auto& phrase : lexicon.not_a_crop) add_phrase(phrase);
    for (const auto& hint : lexicon.hints) add_hint(hint);
    for (const auto& words : lexicon.kinds) add_kind(words);
    for (const auto& word : lexicon.urgent_words) urgent_words.add(word);
    add_alerts(lexicon);
    confidence = lexicon.confidence;
    add_weights(lexicon);
}

void Matcher::Index::add_crops(const CropTree& tree)
{
    for (const auto& crop : tree.all()) crop_at.emplace(crop.id, crop_at.size());
    for (const auto& crop : tree.all()) {
        const auto steps = tree.ladder(crop.id);
        const std::string group{steps.size() > 1 ? steps[steps.size() - 2] : steps.back()};
        const std::string sector{steps.back()};
        crops.push_back({.id = crop.id,
                         .group = crop_at.at(group),
                         .sector = crop_at.at(sector),
                         .vague = is_vague(crop),
                         .animal = std::ranges::find(animal_sectors, sector) != animal_sectors.end()});
    }
}

void Matcher::Index::add_names(const CropTree& tree)
{
    // Species first: where a group is called as its only species, the species is meant.
    for (const auto level : {CropLevel::species, CropLevel::group, CropLevel::sector}) {
        for (const auto& crop : tree.all()) {
            if (crop.level != level) continue;
            const auto position = crop_at.at(crop.id);
            add_name(crop.name, position);
            for (const auto& name : crop.names) add_name(name, position);
        }
    }
}

void Matcher::Index::add_name(const std::string& name, std::size_t crop)
{
    auto& known = subject(name);
    if (!known.crop) known.crop = crop;
    auto& owner = crops[crop];
    if (owner.short_name.empty() && text::count_characters(name) == 1) owner.short_name = name;
}

void Matcher::Index::add_phrase(std::string_view phrase)
{
    const bool after = phrase.ends_with(ellipsis);
    const bool before = phrase.starts_with(ellipsis) && phrase.size() > ellipsis.size();
    if (!after && !before) {
        subject(phrase).hides = true;
        return;
    }
    if (after) phrase.remove_suffix(ellipsis.size());
    if (before) phrase.remove_prefix(ellipsis.size());
    auto& marker = at_grown(markers, marker_words.add(phrase));
    marker.after |= after;
    marker.before |= before;
}

void Matcher::Index::add_hint(const CropHint& hint)
{
    auto& known = subject(hint.phrase);
    for (const auto& id : hint.crops) {
        const auto found = crop_at.find(id);
        if (found != crop_at.end()) known.hints.push_back(found->second);
    }
}

void Matcher::Index::add_kind(const KindWords& words)
{
    for (const auto& word : words.words) {
        at_grown(kinds, kind_words.add(word)).at(static_cast<std::size_t>(words.kind)) = true;
    }
}

void Matcher::Index::add_alerts(const Lexicon& lexicon)
{
    const auto& known = lexicon.alert_groups;
    const auto bit = [&](const std::string& id) {
        const auto found = std::ranges::find(known, id, &WordGroup::id);
        return found == known.end() ? Groups{0} : Groups{1} << (found - known.begin());
    };
    const auto bits = [&](const std::vector<std::string>& ids) {
        Groups all = 0;
        for (const auto& id : ids) all |= bit(id);
        return all;
    };
    for (const auto& group : known)
        for (const auto& word : group.words) at_grown(alert_groups, alert_words.add(word)) |= bit(group.id);
    for (const auto& rule : lexicon.alert_rules)
        alert_rules.push_back({rule.alert, bits(rule.all_of), bits(rule.none_of), rule.about});
    deaths = lexicon.deaths;
    dead = bit(deaths.dead);
    many_dead = bit(deaths.many);
    large_share = bit(deaths.shares);
    goes_on = bit(deaths.goes_on);
}

void Matcher::Index::add_weights(const Lexicon& lexicon)
{
    kind_weights = Weights<kind_count>{lexicon.kind_weights};
    kind_bias = kind_weights.named("bias");
    for (const auto kind : all_problem_kinds())
        list_weights.at(static_cast<std::size_t>(kind)) = kind_weights.named(list_trait(kind));
    alert_weights = Weights<alert_count>{lexicon.alert_weights};
    alert_bias = alert_weights.named("bias");
    for (const auto about : {About::unknown, About::plant, About::animal}) {
        kinds_about.at(static_cast<std::size_t>(about)) = kind_weights.named(about_trait(about));
        alerts_about.at(static_cast<std::size_t>(about)) = alert_weights.named(about_trait(about));
    }
    for (const auto died : {Deaths::unsaid, Deaths::few, Deaths::many})
        alerts_by_deaths.at(static_cast<std::size_t>(died)) = alert_weights.named(deaths_trait(died));
}

Matcher::Index::Subject& Matcher::Index::subject(std::string_view word)
{
    return at_grown(subjects, subject_words.add(word));
}

Matcher::Matcher(const CropTree& crops, const Lexicon& lexicon) : index_(std::make_unique<const Index>(crops, lexicon))
{
}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

}  // namespace agri110::triage
