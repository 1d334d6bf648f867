// What Matcher holds: the tries, and what each of their words means.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/word_trie.hpp"
#include "triage/understand.hpp"
#include "triage/weights.hpp"

namespace agri110::triage {

using text::Found;
using text::WordTrie;

inline constexpr std::size_t kind_count = static_cast<std::size_t>(ProblemKind::other) + 1;
inline constexpr std::size_t alert_count = static_cast<std::size_t>(Alert::human_poisoning);  // without none

/// What the report is about, as far as the crops tell.
enum class About { unknown, plant, animal };
inline constexpr std::size_t about_count = 3;
std::string_view name_of(About about);

/// What the numbers beside words for dying say: many for that kind of animal, a single small number and no more, or
/// nothing that settles it.
enum class Deaths { unsaid, few, many };
inline constexpr std::size_t deaths_count = 3;

/// Names of the traits that are no grams, as they stand in the learned files of knowledge/.
std::string about_trait(About about);
std::string deaths_trait(Deaths deaths);
std::string list_trait(ProblemKind kind);

struct Matcher::Index {
    /// A crop as evidence sees it. `group` and `sector` are positions in `crops`; a sector is its own.
    struct KnownCrop {
        std::string id;
        std::size_t group = 0;
        std::size_t sector = 0;
        bool vague = false;        // a group, a sector or a catch-all (other_…): gives way to a crop of the same sector
        bool animal = false;       // its illnesses are the veterinarian's
        std::string short_name{};  // its name of one character ("sheep" for the goat), "" when it has none
    };
    /// What a word of `subjects` means: a crop's name, a hiding phrase, a hint, or phrase and hint together.
    struct Subject {
        std::optional<std::size_t> crop{};
        std::vector<std::size_t> hints{};
        bool hides = false;
    };
    /// On which side of a marker stands the crop that is named in passing.
    struct Marker {
        bool before = false;
        bool after = false;
    };

    /// A set of word groups, a bit each.
    using Groups = std::uint64_t;
    static constexpr std::size_t most_groups = 64;
    struct AlertRule {
        Alert alert = Alert::none;
        Groups all_of = 0;
        Groups none_of = 0;
        agri110::AlertRule::About about = agri110::AlertRule::About::anything;
    };

    Index(const CropTree& tree, const Lexicon& lexicon);

    std::vector<KnownCrop> crops{};
    std::unordered_map<std::string, std::size_t> crop_at{};

    WordTrie subject_words{};
    std::vector<Subject> subjects{};
    WordTrie marker_words{};
    std::vector<Marker> markers{};
    WordTrie kind_words{};
    std::vector<std::array<bool, kind_count>> kinds{};
    WordTrie urgent_words{};
    WordTrie alert_words{};
    std::vector<Groups> alert_groups{};  // of each alert word
    std::vector<AlertRule> alert_rules{};
    DeathCount deaths{};
    Groups dead = 0;
    Groups many_dead = 0;
    Groups large_share = 0;
    Groups goes_on = 0;
    Confidence confidence{};
    Weights<kind_count> kind_weights{};
    KindWeights::Row kind_bias{};
    std::array<KindWeights::Row, about_count> kinds_about{};
    std::array<KindWeights::Row, kind_count> list_weights{};
    Weights<alert_count> alert_weights{};
    AlertWeights::Row alert_bias{};
    std::array<AlertWeights::Row, about_count> alerts_about{};
    std::array<AlertWeights::Row, deaths_count> alerts_by_deaths{};

private:
    void add_crops(const CropTree& tree);
    void add_names(const CropTree& tree);
    void add_name(const std::string& name, std::size_t crop);
    void add_phrase(std::string_view phrase);
    void add_hint(const CropHint& hint);
    void add_kind(const KindWords& words);
    void add_alerts(const Lexicon& lexicon);
    void add_weights(const Lexicon& lexicon);
    Subject& subject(std::string_view word);
};

}  // namespace agri110::triage
