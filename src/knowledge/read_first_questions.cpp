// What is asked first: questions, photo prompts, and what answers mean.
#include <fmt/format.h>

#include <algorithm>

#include "knowledge/reading.hpp"

namespace agri110::knowledge {
namespace {

constexpr std::size_t prompts_each = 3;
constexpr int largest_number = 10'000'000;

std::vector<std::string> crop_ids(const Reading& file, const toml::table& table, std::string_view key,
                                  const std::vector<Crop>& crops)
{
    auto ids = file.texts(table, key);
    for (const auto& id : ids)
        if (std::ranges::find(crops, id, &Crop::id) == crops.end())
            file.fault(table, fmt::format("unknown crop \"{}\"", id));
    return ids;
}

AskedOf read_asked_of(const Reading& file, const toml::table& table, const std::vector<Crop>& crops)
{
    AskedOf to{crop_ids(file, table, "crops", crops), crop_ids(file, table, "not_crops", crops)};
    for (const auto& id : file.texts(table, "kinds")) {
        const auto kind = problem_kind_of(id);
        if (!kind)
            file.fault(table, fmt::format("unknown problem kind \"{}\"", id));
        else
            to.kinds.push_back(*kind);
    }
    return to;
}

/// A whole number of the table, within bounds; `otherwise` when absent.
int number_in(const Reading& file, const toml::table& table, std::string_view key, int otherwise)
{
    if (!table.contains(key)) return otherwise;
    const auto value = table[key].value<int>();
    if (!value || *value < 1 || *value > largest_number) {
        file.fault(table, fmt::format("\"{}\" must be a number from 1 to {}", key, largest_number));
        return otherwise;
    }
    return *value;
}

std::vector<FirstQuestion::Choice> read_choices(const Reading& file, const toml::table& table)
{
    std::vector<FirstQuestion::Choice> choices;
    for (const auto* inner : file.tables(table, "choices")) {
        file.only(*inner, {"id", "text"});
        choices.push_back({file.text(*inner, "id"), file.text(*inner, "text")});
        if (std::ranges::count(choices, choices.back().id, &FirstQuestion::Choice::id) > 1)
            file.fault(*inner, fmt::format("the choice \"{}\" stands twice", choices.back().id));
    }
    return choices;
}

void read_question(const Reading& file, const toml::table& table, const std::vector<Crop>& crops, FirstQuestions& all)
{
    file.only(table, {"id", "text", "type", "choices", "unit", "max", "crops", "not_crops", "kinds"});
    FirstQuestion question{.id = file.text(table, "id"), .text = file.text(table, "text")};
    const auto type = question_type_of(file.text(table, "type"));
    if (!type) file.fault(table, R"("type" must be "choice", "number" or "text")");
    question.type = type.value_or(FirstQuestion::Type::text);
    question.choices = read_choices(file, table);
    question.unit = table["unit"].value_or(std::string{});
    question.most = number_in(file, table, "max", largest_number);
    question.asked_of = read_asked_of(file, table, crops);
    const bool by_choice = question.type == FirstQuestion::Type::choice;
    if (by_choice != !question.choices.empty())
        file.fault(table, "choices belong to the type \"choice\", and only to it");
    if (std::ranges::find(all.questions, question.id, &FirstQuestion::id) != all.questions.end())
        file.fault(table, fmt::format("the question \"{}\" stands twice", question.id));
    all.questions.push_back(std::move(question));
}

void read_prompts(const Reading& file, const toml::table& table, const std::vector<Crop>& crops, FirstQuestions& all)
{
    file.only(table, {"prompts", "crops", "not_crops", "kinds"});
    PhotoPrompts photos{file.texts(table, "prompts"), read_asked_of(file, table, crops)};
    if (photos.prompts.size() != prompts_each) file.fault(table, fmt::format("there must be {} prompts", prompts_each));
    all.photos.push_back(std::move(photos));
}

const FirstQuestion* known_question(const Reading& file, const toml::table& table, const FirstQuestions& all,
                                    std::string_view id)
{
    const auto found = std::ranges::find(all.questions, id, &FirstQuestion::id);
    if (found != all.questions.end()) return &*found;
    file.fault(table, fmt::format("unknown question \"{}\"", id));
    return nullptr;
}

void check_rule(const Reading& file, const toml::table& table, const FirstQuestions& all, const AnswerRule& rule)
{
    const auto* question = known_question(file, table, all, rule.question);
    if (!rule.share_of.empty()) known_question(file, table, all, rule.share_of);
    if (question)
        for (const auto& choice : rule.choices)
            if (std::ranges::find(question->choices, choice, &FirstQuestion::Choice::id) == question->choices.end())
                file.fault(table, fmt::format("the question \"{}\" has no choice \"{}\"", rule.question, choice));
    if (rule.choices.empty() && !table.contains("at_least")) file.fault(table, "a rule needs choices or at_least");
    if (rule.share_of.empty() != (rule.share == 0)) file.fault(table, "share and share_of belong together");
}

void read_rule(const Reading& file, const toml::table& table, const std::vector<Crop>& crops, FirstQuestions& all)
{
    file.only(table,
              {"question", "choices", "at_least", "share_of", "share", "crops", "not_crops", "kinds", "alert", "kind"});
    AnswerRule rule{.question = file.text(table, "question"), .choices = file.texts(table, "choices")};
    rule.at_least = number_in(file, table, "at_least", 1);
    rule.share_of = table["share_of"].value_or(std::string{});
    rule.share = table["share"].value_or(0.0);
    rule.asked_of = read_asked_of(file, table, crops);
    if (table.contains("alert")) {
        const auto alert = alert_of(file.text(table, "alert"));
        if (!alert) file.fault(table, "unknown alert");
        rule.alert = alert.value_or(Alert::none);
    }
    if (table.contains("kind")) {
        rule.kind = problem_kind_of(file.text(table, "kind"));
        if (!rule.kind) file.fault(table, "unknown problem kind");
    }
    check_rule(file, table, all, rule);
    all.rules.push_back(std::move(rule));
}

}  // namespace

FirstQuestions read_first_questions(const Reading& file, const std::vector<Crop>& crops)
{
    const auto all = file.toml();
    file.only(all, {"question", "photos", "rule"});
    FirstQuestions questions;
    for (const auto* table : file.tables(all, "question")) read_question(file, *table, crops, questions);
    for (const auto* table : file.tables(all, "photos")) read_prompts(file, *table, crops, questions);
    for (const auto* table : file.tables(all, "rule")) read_rule(file, *table, crops, questions);
    return questions;
}

}  // namespace agri110::knowledge
