#include "domain/first_questions.hpp"

#include <algorithm>
#include <charconv>

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 3> type_names{"choice", "number", "text"};
constexpr std::string_view altitude_question = "altitude";

std::optional<int> number_in(std::string_view text)
{
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = fault == std::errc{} && end == text.data() + text.size() && !text.empty() && value >= 0;
    return whole ? std::optional(value) : std::nullopt;
}

bool any_contains(const CropTree& tree, const std::vector<std::string>& above, std::string_view crop)
{
    return std::ranges::any_of(above, [&](const auto& id) { return tree.contains(id, crop); });
}

std::size_t characters_in(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The words for a value, or nothing when it does not answer the question.
std::optional<std::string> words_for(const FirstQuestion& question, const std::string& value)
{
    switch (question.type) {
        case FirstQuestion::Type::choice: {
            const auto chosen = std::ranges::find(question.choices, value, &FirstQuestion::Choice::id);
            return chosen == question.choices.end() ? std::nullopt : std::optional(chosen->text);
        }
        case FirstQuestion::Type::number: {
            const auto number = number_in(value);
            if (!number || *number > question.most) return std::nullopt;
            return std::to_string(*number) + question.unit;
        }
        case FirstQuestion::Type::text:
            break;
    }
    return value.empty() || characters_in(value) > longest_answer ? std::nullopt : std::optional(value);
}

const Answer* find_answer(const std::vector<Answer>& answers, std::string_view id)
{
    const auto found = std::ranges::find(answers, id, &Answer::id);
    return found == answers.end() ? nullptr : &*found;
}

bool holds(const AnswerRule& rule, const std::vector<Answer>& answers, const Answer& answer)
{
    if (!rule.choices.empty()) return std::ranges::find(rule.choices, answer.value) != rule.choices.end();
    const auto number = number_in(answer.value);
    if (!number || *number < rule.at_least) return false;
    if (rule.share_of.empty()) return true;
    const auto* whole = find_answer(answers, rule.share_of);
    const auto all = whole ? number_in(whole->value) : std::nullopt;
    return all && *all > 0 && *number >= rule.share * *all;
}

void apply(const AnswerRule& rule, const Answer& answer, Understanding& understood)
{
    if (rule.kind) {
        if (understood.kind != ProblemKind::other) return;
        understood.kind = *rule.kind;
        understood.kind_words.push_back(answer.answer);
        return;
    }
    understood.urgency = Urgency::urgent;
    understood.urgency_words.push_back(answer.answer);
    if (rule.alert == Alert::none || understood.alert != Alert::none) return;
    understood.alert = rule.alert;
    understood.alert_words.push_back(answer.answer);
}

}  // namespace

std::string_view name_of(FirstQuestion::Type type)
{
    return type_names.at(static_cast<std::size_t>(type));
}

std::optional<FirstQuestion::Type> question_type_of(std::string_view name)
{
    return value_named<FirstQuestion::Type>(type_names, name);
}

bool is_asked_of(const AskedOf& to, const CropTree& tree, std::string_view crop, std::optional<ProblemKind> kind)
{
    if (!to.crops.empty() && !any_contains(tree, to.crops, crop)) return false;
    if (any_contains(tree, to.not_crops, crop)) return false;
    return to.kinds.empty() || !kind || std::ranges::find(to.kinds, *kind) != to.kinds.end();
}

std::vector<const FirstQuestion*> questions_for(const FirstQuestions& all, const CropTree& tree, std::string_view crop,
                                                std::optional<ProblemKind> kind)
{
    std::vector<const FirstQuestion*> asked;
    for (const auto& question : all.questions)
        if (asked.size() < most_asked && is_asked_of(question.asked_of, tree, crop, kind)) asked.push_back(&question);
    return asked;
}

std::vector<std::string> photo_prompts_for(const FirstQuestions& all, const CropTree& tree, std::string_view crop,
                                           std::optional<ProblemKind> kind)
{
    const auto fitting = std::ranges::find_if(
        all.photos, [&](const PhotoPrompts& prompts) { return is_asked_of(prompts.asked_of, tree, crop, kind); });
    return fitting == all.photos.end() ? std::vector<std::string>{} : fitting->prompts;
}

std::vector<Answer> take_answers(const FirstQuestions& all, const std::vector<GivenAnswer>& given,
                                 std::vector<FieldError>& faults)
{
    std::vector<Answer> answers;
    for (const auto& [id, value] : given) {
        const auto question = std::ranges::find(all.questions, id, &FirstQuestion::id);
        if (question == all.questions.end()) {
            faults.push_back({"answers", "field.answers.unknown"});
            continue;
        }
        auto words = words_for(*question, value);
        if (!words)
            faults.push_back({"answers." + id, "field.answers." + std::string(name_of(question->type))});
        else
            answers.push_back({id, value, question->text, std::move(*words)});
    }
    return answers;
}

void weigh_answers(const FirstQuestions& all, const CropTree& tree, const std::vector<Answer>& answers,
                   Understanding& understood)
{
    for (const auto& rule : all.rules) {
        const auto* answer = find_answer(answers, rule.question);
        if (!answer || !is_asked_of(rule.asked_of, tree, understood.crop(), understood.kind)) continue;
        if (holds(rule, answers, *answer)) apply(rule, *answer, understood);
    }
}

std::optional<int> altitude_in(const std::vector<Answer>& answers)
{
    const auto* answer = find_answer(answers, altitude_question);
    return answer ? number_in(answer->value) : std::nullopt;
}

}  // namespace agri110
