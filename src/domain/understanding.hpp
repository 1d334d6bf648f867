// What a report is about: crop, problem kind and urgency, each with the words that say so.
#pragma once

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

std::span<const ProblemKind> all_problem_kinds();
std::string_view name_of(ProblemKind kind);
std::string_view name_of(Urgency urgency);
std::optional<ProblemKind> problem_kind_of(std::string_view name);
std::optional<Urgency> urgency_of(std::string_view name);

struct CropCandidate {
    std::string crop;                  // id in the crop tree
    double confidence = 0;             // 0..1
    std::vector<std::string> words{};  // as they stand in the text; empty when the reporter chose the crop
};

struct Understanding {
    std::vector<CropCandidate> crops{};  // best first; empty when nothing was recognised
    ProblemKind kind = ProblemKind::other;
    std::vector<std::string> kind_words{};
    Urgency urgency = Urgency::normal;
    std::vector<std::string> urgency_words{};

    /// The crop the report is filed under, or "" when unknown.
    std::string crop() const { return crops.empty() ? std::string{} : crops.front().crop; }
};

/// The words that point to a problem kind, as agronomists wrote them in knowledge/.
struct KindWords {
    ProblemKind kind = ProblemKind::other;
    std::string name;  // 虫害
    std::vector<std::string> words{};
};

/// A phrase that suggests crops without naming one, such as a pest and its hosts.
struct CropHint {
    std::string phrase;
    std::vector<std::string> crops;
};

/// All word lists that understanding works from, apart from the names in the crop tree.
struct Lexicon {
    std::vector<KindWords> kinds{};
    std::vector<std::string> urgent_words{};
    /// Phrases that contain a crop's name without speaking of that crop: 玉米螟, 茶色, 梨形.
    std::vector<std::string> not_a_crop{};
    /// Words before a crop that is only mentioned beside the point: 前茬, 旁边的.
    std::vector<std::string> side_remarks{};
    /// Weak evidence, for when no name says otherwise: 玉米螟 → maize.
    std::vector<CropHint> hints{};
};

}  // namespace agri110
