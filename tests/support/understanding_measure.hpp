// Measures understanding on sentences whose meaning is known: shared by the unit tests and evaluate_understanding.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "triage/understand.hpp"

namespace agri110::measure {

/// One line of a file of sentences: text, crops, kinds and alerts that are right, the best first; a crop that is ""
/// says that none is known, no crops or no kinds at all that they are not judged.
struct Sentence {
    std::string text;
    std::vector<std::string> crops{};
    std::vector<ProblemKind> kinds{};
    std::vector<Alert> alerts{};
    std::optional<Urgency> urgency{};  // a fifth column, where the sentence is there to test it
};

/// Throws std::runtime_error with file and line when something is not understood.
std::vector<Sentence> read_sentences(const std::filesystem::path& file);

/// Right and wrong kinds: rows are what was meant, columns what was understood.
using Confusion = std::array<std::array<int, 12>, 12>;

struct Measured {
    int sentences = 0;
    int with_crop = 0;  // name or imply one
    int first_right = 0;
    int three_right = 0;
    int without_crop = 0;
    int said_unknown = 0;  // of without_crop: nothing found, or not sure
    int sure = 0;
    int sure_wrong = 0;
    int alerts = 0;
    int alerts_found = 0;
    int ordinary = 0;  // no alert is right
    int false_alarms = 0;
    Confusion kinds{};
    std::vector<std::pair<double, bool>> guesses{};  // confidence of the first guess, and was it right
    std::vector<std::string> faults{};               // for reading; one line each

    double top1() const { return with_crop ? static_cast<double>(first_right) / with_crop : 1; }
    double top3() const { return with_crop ? static_cast<double>(three_right) / with_crop : 1; }
    double wrong_when_sure() const { return sure ? static_cast<double>(sure_wrong) / sure : 0; }
    double alert_recall() const { return alerts ? static_cast<double>(alerts_found) / alerts : 1; }
    double false_alarm_rate() const { return ordinary ? static_cast<double>(false_alarms) / ordinary : 0; }
    /// Over the kinds that were meant at least once.
    double macro_f1() const;
    double kind_accuracy() const;
};

/// `chosen_crop` is the reporter's choice, "" where there is none.
Measured measure(const triage::Matcher& matcher, const std::vector<Sentence>& sentences,
                 std::string_view chosen_crop = "");

}  // namespace agri110::measure
