#include "domain/understanding.hpp"

#include <algorithm>

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 12> kind_names{"pest",    "disease",        "nutrition",        "weather",
                                                      "variety", "technique",      "processing",       "market",
                                                      "policy",  "animal_disease", "pesticide_injury", "other"};
constexpr std::array<std::string_view, 2> urgency_names{"normal", "urgent"};
constexpr std::array<std::string_view, 4> alert_names{"none", "animal_epidemic", "mass_death", "human_poisoning"};
constexpr auto alerts = values_of<Alert, alert_names.size()>();
constexpr auto kinds = values_of<ProblemKind, kind_names.size()>();

}  // namespace

std::span<const ProblemKind> all_problem_kinds()
{
    return kinds;
}
std::string_view name_of(ProblemKind kind)
{
    return kind_names.at(static_cast<std::size_t>(kind));
}
std::string_view name_of(Urgency urgency)
{
    return urgency_names.at(static_cast<std::size_t>(urgency));
}
std::span<const Alert> all_alerts()
{
    return alerts;
}
std::string_view name_of(Alert alert)
{
    return alert_names.at(static_cast<std::size_t>(alert));
}
std::optional<Alert> alert_of(std::string_view name)
{
    return value_named<Alert>(alert_names, name);
}
bool is_graver(Alert one, Alert other)
{
    constexpr std::array by_gravity{Alert::none, Alert::mass_death, Alert::animal_epidemic, Alert::human_poisoning};
    return std::ranges::find(by_gravity, one) > std::ranges::find(by_gravity, other);
}
bool is_said_outright(const Lexicon& lexicon, Alert alert, std::span<const std::string> words)
{
    // A word may hide inside a longer one of another group, so it is looked for inside them.
    const auto is_said = [&](const std::string& word) {
        return std::ranges::any_of(words, [&](const std::string& said) { return said.contains(word); });
    };
    const auto stands = [&](const std::string& id) {
        return std::ranges::any_of(lexicon.alert_groups, [&](const WordGroup& group) {
            const bool meant = group.id == id || (id == lexicon.deaths.many && group.id == lexicon.deaths.dead);
            return meant && std::ranges::any_of(group.words, is_said);
        });
    };
    return std::ranges::any_of(lexicon.alert_rules, [&](const AlertRule& rule) {
        return rule.alert == alert && std::ranges::all_of(rule.all_of, stands);
    });
}
std::optional<ProblemKind> problem_kind_of(std::string_view name)
{
    return value_named<ProblemKind>(kind_names, name);
}
std::optional<Urgency> urgency_of(std::string_view name)
{
    return value_named<Urgency>(urgency_names, name);
}

}  // namespace agri110
