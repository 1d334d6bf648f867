// What a report is about: crop, problem kind and urgency, each with the words that say so.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agri110 {

enum class ProblemKind {
    pest,
    disease,
    nutrition,
    weather,
    variety,
    technique,
    processing,
    market,
    policy,
    animal_disease,
    pesticide_injury,
    other,
};

enum class Urgency { normal, urgent };

/// What must be acted on at once, whoever holds the report; always a suspicion, never a finding.
enum class Alert { none, animal_epidemic, mass_death, human_poisoning };

std::span<const ProblemKind> all_problem_kinds();
std::string_view name_of(ProblemKind kind);
std::string_view name_of(Urgency urgency);
std::span<const Alert> all_alerts();
std::string_view name_of(Alert alert);
std::optional<Alert> alert_of(std::string_view name);
/// People before animals, a disease that spreads before deaths whose cause is open.
bool is_graver(Alert one, Alert other);
std::optional<ProblemKind> problem_kind_of(std::string_view name);
std::optional<Urgency> urgency_of(std::string_view name);

struct CropCandidate {
    std::string crop;                  // id in the crop tree
    double confidence = 0;             // 0..1: how often such a guess is right, as measured
    std::vector<std::string> words{};  // as they stand in the text; empty when the reporter chose the crop
};

struct Understanding {
    std::vector<CropCandidate> crops{};  // best first; empty when nothing was recognised
    ProblemKind kind = ProblemKind::other;
    std::vector<std::string> kind_words{};
    Urgency urgency = Urgency::normal;
    std::vector<std::string> urgency_words{};
    Alert alert = Alert::none;  // with an alert the report is urgent
    std::vector<std::string> alert_words{};
    bool sure = false;  // the first crop may be taken without asking

    /// The crop the report is filed under, or "" when unknown.
    std::string crop() const { return crops.empty() ? std::string{} : crops.front().crop; }
};

/// The words that point to a problem kind, as agronomists wrote them in knowledge/.
struct KindWords {
    ProblemKind kind = ProblemKind::other;
    std::string name;  // 虫害
    std::vector<std::string> words{};
};

/// A phrase that names a crop without being about it, as 玉米螟 names a pest; weak evidence for the crops it lives on.
struct CropHint {
    std::string phrase;
    std::vector<std::string> crops;
};

/// Words that mean the same to the alert rules.
struct WordGroup {
    std::string id;
    std::vector<std::string> words{};
};

/// An alert is raised where a word of each group of `all_of` stands, and none of `none_of`.
struct AlertRule {
    enum class About { anything, animal, not_animal, not_plant };

    Alert alert = Alert::none;
    std::vector<std::string> all_of{};
    std::vector<std::string> none_of{};
    About about = About::anything;
};

/// Reads "forty head dead": numbers in words, what is counted, and from which count on many have died.
struct DeathCount {
    struct Counter {
        std::string word;
        int many = 0;
    };
    struct Digit {
        std::string word;
        int value = 0;
    };
    std::string dead;                        // id of the group of words for dying
    std::string many;                        // id of the group that a large enough count stands for
    std::string shares;                      // id of the group of words for a large part of a herd
    std::string goes_on;                     // id of the group of words by which these deaths are not the only ones
    std::vector<std::string> not_counted{};  // what follows numbers that count no animals
    int uncounted_many = 20;                 // from here on a number after dying needs no counting word
    std::vector<Digit> digits{};
    std::vector<Digit> units{};
    std::vector<std::string> about{};  // "more than", which may stand inside a number
    std::vector<Counter> counters{};
};

/// What pieces of a text say, as learned on sentences: the weight each has for each of several answers. `trait` is one
/// to three characters, or "bias", "about:<what>", "list:<kind>", "deaths:<how many>".
template <std::size_t answers>
struct LearnedWeights {
    using Row = std::array<float, answers>;
    struct Weighed {
        std::string trait;
        Row weights{};
    };
    std::vector<Weighed> rows{};
};
/// In the order of all_problem_kinds().
using KindWeights = LearnedWeights<12>;
/// In the order of all_alerts(), without none. A sum above 0 raises the alert.
using AlertWeights = LearnedWeights<3>;

/// How often a guess of a weight is right, as measured: points of a rising line, by weight.
struct Confidence {
    struct Point {
        double weight = 0;
        double right = 0;
    };
    std::vector<Point> points{};
    double sure_from = 1;  // of `right`
};

/// All word lists that understanding works from, apart from the names in the crop tree.
struct Lexicon {
    std::vector<KindWords> kinds{};
    std::vector<std::string> urgent_words{};
    /// Phrases that hide the words inside them (茶色, 毛病); with "…" they put a crop beside it in passing (前茬…).
    std::vector<std::string> not_a_crop{};
    /// Phrases that hide a crop's name and count weakly where no name says otherwise.
    std::vector<CropHint> hints{};
    std::vector<WordGroup> alert_groups{};
    std::vector<AlertRule> alert_rules{};
    DeathCount deaths{};
    Confidence confidence{};
    KindWeights kind_weights{};    // without rows the lists alone decide
    AlertWeights alert_weights{};  // without rows the rules alone decide
};

/// True when the words that raised the alert are those of one of its rules: a word of each group, or, where many must
/// have died, a word for dying. False for what was only learned to sound like one.
bool is_said_outright(const Lexicon& lexicon, Alert alert, std::span<const std::string> words);

}  // namespace agri110
