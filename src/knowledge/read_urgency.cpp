// The words and rules of what cannot wait, and how far guesses may be trusted.
#include <fmt/format.h>

#include <algorithm>

#include "knowledge/reading.hpp"

namespace agri110::knowledge {
namespace {

constexpr std::size_t most_groups = 64;  // a bit each, where they are matched

void read_groups(const Reading& file, const toml::table& all, Lexicon& lexicon)
{
    for (const auto* table : file.tables(all, "group")) {
        file.only(*table, {"id", "words"});
        WordGroup group{file.text(*table, "id"), file.texts(*table, "words")};
        if (group.words.empty()) file.fault(*table, fmt::format("the group \"{}\" has no words", group.id));
        if (std::ranges::find(lexicon.alert_groups, group.id, &WordGroup::id) != lexicon.alert_groups.end())
            file.fault(*table, fmt::format("the group \"{}\" stands twice", group.id));
        if (lexicon.alert_groups.size() == most_groups)
            file.fault(*table, fmt::format("there are more than {} groups", most_groups));
        lexicon.alert_groups.push_back(std::move(group));
    }
}

void check_group(const Reading& file, const toml::table& table, const Lexicon& lexicon, const std::string& id)
{
    if (std::ranges::find(lexicon.alert_groups, id, &WordGroup::id) == lexicon.alert_groups.end())
        file.fault(table, fmt::format("unknown group \"{}\"", id));
}

std::vector<std::string> group_ids(const Reading& file, const toml::table& table, std::string_view key,
                                   const Lexicon& lexicon)
{
    auto ids = file.texts(table, key);
    for (const auto& id : ids) check_group(file, table, lexicon, id);
    return ids;
}

AlertRule::About read_about(const Reading& file, const toml::table& table)
{
    using enum AlertRule::About;
    const auto said = table["about"].value_or(std::string_view{});
    if (said == "animal") return animal;
    if (said == "not_animal") return not_animal;
    if (said == "not_plant") return not_plant;
    if (table.contains("about")) file.fault(table, R"(about must be "animal", "not_animal" or "not_plant")");
    return anything;
}

void read_rules(const Reading& file, const toml::table& all, Lexicon& lexicon)
{
    for (const auto* table : file.tables(all, "alert")) {
        file.only(*table, {"id", "all_of", "none_of", "about"});
        const auto id = file.text(*table, "id");
        const auto alert = alert_of(id);
        if (!alert || *alert == Alert::none) file.fault(*table, fmt::format("unknown alert \"{}\"", id));
        AlertRule rule{alert.value_or(Alert::none), group_ids(file, *table, "all_of", lexicon),
                       group_ids(file, *table, "none_of", lexicon), read_about(file, *table)};
        if (rule.all_of.empty()) file.fault(*table, "an alert without all_of would be raised by every text");
        lexicon.alert_rules.push_back(std::move(rule));
    }
}

/// The pairs of a table of whole numbers, each from `least` on.
std::vector<std::pair<std::string, int>> read_numbers(const Reading& file, const toml::table& table,
                                                      std::string_view key, int least)
{
    std::vector<std::pair<std::string, int>> numbers;
    const auto* inner = table[key].as_table();
    if (!inner) {
        file.fault(table, fmt::format("\"{}\" must be a table of numbers", key));
        return numbers;
    }
    for (const auto& [word, node] : *inner) {
        const auto value = node.value<int>();
        if (!value || *value < least)
            file.fault(node, fmt::format("\"{}\" must be a number from {} on", word.str(), least));
        else
            numbers.emplace_back(word.str(), *value);
    }
    // The longest first, so that a word is not taken for the shorter one it begins with.
    std::ranges::stable_sort(numbers, std::ranges::greater{}, [](const auto& pair) { return pair.first.size(); });
    return numbers;
}

void read_deaths(const Reading& file, const toml::table& all, Lexicon& lexicon)
{
    const auto* table = all["deaths"].as_table();
    if (!table) return;
    file.only(*table, {"dead", "many", "shares", "goes_on", "not_counted", "uncounted_many", "digits", "units", "about",
                       "counters"});
    auto& deaths = lexicon.deaths;
    deaths.dead = file.text(*table, "dead");
    deaths.many = file.text(*table, "many");
    deaths.shares = file.text(*table, "shares");
    deaths.goes_on = file.text(*table, "goes_on");
    deaths.not_counted = file.texts(*table, "not_counted");
    deaths.uncounted_many = (*table)["uncounted_many"].value_or(deaths.uncounted_many);
    if (deaths.uncounted_many < 1) file.fault(*table, "\"uncounted_many\" must be a number from 1 on");
    for (const auto& group : {deaths.dead, deaths.many, deaths.shares, deaths.goes_on})
        check_group(file, *table, lexicon, group);
    for (auto& [word, value] : read_numbers(file, *table, "digits", 0)) deaths.digits.push_back({word, value});
    for (auto& [word, value] : read_numbers(file, *table, "units", 10)) deaths.units.push_back({word, value});
    deaths.about = file.texts(*table, "about");
    for (auto& [word, many] : read_numbers(file, *table, "counters", 1)) deaths.counters.push_back({word, many});
}

std::optional<double> share(const toml::node* node)
{
    const auto value = node ? node->value<double>() : std::nullopt;
    return value && *value >= 0 && *value <= 1 ? value : std::nullopt;
}

}  // namespace

void read_urgency(const Reading& file, Lexicon& lexicon)
{
    const auto all = file.toml();
    file.only(all, {"words", "group", "alert", "deaths"});
    lexicon.urgent_words = file.texts(all, "words");
    read_groups(file, all, lexicon);
    read_rules(file, all, lexicon);
    read_deaths(file, all, lexicon);
}

void read_confidence(const Reading& file, Lexicon& lexicon)
{
    const auto all = file.toml();
    file.only(all, {"sure_from", "points"});
    auto& confidence = lexicon.confidence;
    const auto sure_from = share(all.get("sure_from"));
    if (!sure_from) file.fault(1, "\"sure_from\" must be a number from 0 to 1");
    confidence.sure_from = sure_from.value_or(1);
    const auto* points = all["points"].as_array();
    if (!points || points->empty()) return file.fault(1, "\"points\" must be a list of [share, right]");
    for (const auto& node : *points) {
        const auto* pair = node.as_array();
        const auto weight = pair && pair->size() == 2 ? share(pair->get(0)) : std::nullopt;
        const auto right = pair && pair->size() == 2 ? share(pair->get(1)) : std::nullopt;
        if (!weight || !right) {
            file.fault(node, "a point must be [share, right], both from 0 to 1");
            continue;
        }
        const auto& last = confidence.points.empty() ? Confidence::Point{-1, 0} : confidence.points.back();
        if (*weight <= last.weight || *right < last.right) file.fault(node, "the points must rise");
        confidence.points.push_back({*weight, *right});
    }
}

}  // namespace agri110::knowledge
