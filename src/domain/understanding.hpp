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

/// A phrase that names a crop without being about it, as 玉米螟 names a pest; weak evidence for the crops it lives on.
struct CropHint {
    std::string phrase;
    std::vector<std::string> crops;
};

/// All word lists that understanding works from, apart from the names in the crop tree.
struct Lexicon {
    std::vector<KindWords> kinds{};
    std::vector<std::string> urgent_words{};
    /// Phrases that hide the words inside them (茶色, 毛病); with "…" they put a crop beside it in passing (前茬…).
    std::vector<std::string> not_a_crop{};
    /// Phrases that hide a crop's name and count weakly where no name says otherwise.
    std::vector<CropHint> hints{};
};

}  // namespace agri110
