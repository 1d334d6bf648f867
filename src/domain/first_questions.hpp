// What is asked first, by crop and kind of problem, and what the answers mean for urgency. The questions stand in
// knowledge/first_questions.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crop.hpp"
#include "domain/outcome.hpp"
#include "domain/understanding.hpp"

namespace agri110 {

/// To which reports a question, prompt or rule belongs; an empty list leaves that side open.
struct AskedOf {
    std::vector<std::string> crops{};  // ids of any level; what is below them belongs to it too
    std::vector<std::string> not_crops{};
    std::vector<ProblemKind> kinds{};
};

struct FirstQuestion {
    enum class Type { choice, number, text };
    struct Choice {
        std::string id;
        std::string text;
    };

    std::string id;
    std::string text;
    Type type = Type::text;
    std::vector<Choice> choices{};
    std::string unit{};
    int most = 0;  // largest number
    AskedOf asked_of{};
};

struct PhotoPrompts {
    std::vector<std::string> prompts{};
    AskedOf asked_of{};
};

/// What an answer means: holds for one of `choices`, or for a number that is both at least `at_least` and the share of
/// another number.
struct AnswerRule {
    std::string question;
    std::vector<std::string> choices{};
    int at_least = 1;
    std::string share_of{};  // id of a number question, "" when only at_least counts
    double share = 0;
    AskedOf asked_of{};
    Alert alert = Alert::none;          // raised; without one the report becomes urgent
    std::optional<ProblemKind> kind{};  // instead of urgency: the kind where none was understood
};

struct FirstQuestions {
    std::vector<FirstQuestion> questions{};
    std::vector<PhotoPrompts> photos{};
    std::vector<AnswerRule> rules{};
};

std::string_view name_of(FirstQuestion::Type type);
std::optional<FirstQuestion::Type> question_type_of(std::string_view name);

inline constexpr std::size_t longest_answer = 200;  // characters
inline constexpr std::size_t most_answers = 12;
inline constexpr std::size_t most_asked = 6;

/// As it came in: the id of a question, and a choice, a number or a text.
struct GivenAnswer {
    std::string question;
    std::string value;
};

/// As it is kept: with the words that were asked and said, so that it can be read when the questions have changed.
struct Answer {
    std::string id;     // of the question
    std::string value;  // id of a choice, figures, or text
    std::string question;
    std::string answer;
};

/// True when something asked of `to` is asked of a report about `crop` ("" when unknown) and `kind` (none: not known).
bool is_asked_of(const AskedOf& to, const CropTree& tree, std::string_view crop, std::optional<ProblemKind> kind);
/// At most most_asked, in the order of the file.
std::vector<const FirstQuestion*> questions_for(const FirstQuestions& all, const CropTree& tree, std::string_view crop,
                                                std::optional<ProblemKind> kind);
/// The first list of prompts that fits, or nothing.
std::vector<std::string> photo_prompts_for(const FirstQuestions& all, const CropTree& tree, std::string_view crop,
                                           std::optional<ProblemKind> kind);

/// The answers with the words of their questions; a fault "answers.<id>" for each that does not fit its question.
std::vector<Answer> take_answers(const FirstQuestions& all, const std::vector<GivenAnswer>& given,
                                 std::vector<FieldError>& faults);
/// Lets the answers raise urgency and alert and fill in an unknown kind; never lowers anything.
void weigh_answers(const FirstQuestions& all, const CropTree& tree, const std::vector<Answer>& answers,
                   Understanding& understood);
/// The metres above the sea that were answered.
std::optional<int> altitude_in(const std::vector<Answer>& answers);

}  // namespace agri110
