#include "demo/script.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "demo/demo.hpp"
#include "domain/names.hpp"

namespace agri110::demo {
namespace {

constexpr std::array<std::string_view, 17> deed_names{
    "tell",      "place",   "classify", "accept",  "refuse",   "ask",    "reply",          "plan_visit", "answer",
    "follow_up", "resolve", "transfer", "confirm", "withdraw", "reject", "mark_duplicate", "reopen"};

constexpr std::array<std::string_view, 3> receiver_names{"anyone", "holder", "leader"};

[[noreturn]] void fail(const toml::node& node, std::string_view wrong)
{
    throw ScriptError(fmt::format("demo.toml:{}: {}", node.source().begin.line, wrong));
}

template <class T>
T value(const toml::table& table, std::string_view key)
{
    const auto* node = table.get(key);
    const auto found = node ? node->value<T>() : std::nullopt;
    if (!found) fail(table, fmt::format("\"{}\" is missing or of another type", key));
    return *found;
}

template <class T>
T value_or(const toml::table& table, std::string_view key, T otherwise)
{
    return table.contains(key) ? value<T>(table, key) : otherwise;
}

template <class T>
std::vector<T> values(const toml::table& table, std::string_view key)
{
    const auto* array = table.get_as<toml::array>(key);
    if (!array || array->empty()) fail(table, fmt::format("\"{}\" must be a list", key));
    std::vector<T> all;
    for (const auto& node : *array) {
        const auto one = node.value<T>();
        if (!one) fail(node, fmt::format("\"{}\" has a value of another type", key));
        all.push_back(*one);
    }
    return all;
}

template <class Read>
auto entries(const toml::table& root, std::string_view key, Read read)
{
    std::vector<decltype(read(root))> all;
    const auto* array = root.get_as<toml::array>(key);
    if (!array) fail(root, fmt::format("there is no [[{}]]", key));
    for (const auto& node : *array) {
        if (!node.is_table()) fail(node, fmt::format("[[{}]] must be a table", key));
        all.push_back(read(*node.as_table()));
    }
    return all;
}

std::map<std::string, Lines, std::less<>> line_table(const toml::table& root, std::string_view key)
{
    const auto* table = root.get_as<toml::table>(key);
    if (!table) fail(root, fmt::format("there is no [{}]", key));
    std::map<std::string, Lines, std::less<>> all;
    for (const auto& [name, node] : *table) all[std::string(name.str())] = values<std::string>(*table, name.str());
    return all;
}

class Reader {
public:
    explicit Reader(const Knowledge& knowledge) : knowledge_(knowledge) {}

    AccountPlan account(const toml::table& t) const
    {
        const auto role = role_of(value<std::string>(t, "role"));
        if (!role) fail(t, "unknown role");
        AccountPlan plan{.role = *role,
                         .name = value<std::string>(t, "name"),
                         .phone = value<std::string>(t, "phone"),
                         .team = value_or<std::string>(t, "team", ""),
                         .hint = value<std::string>(t, "hint")};
        if (plan.team.empty()) plan.region = region(t, value<RegionCode>(t, "region"));
        return plan;
    }

    TeamPlan team(const toml::table& t) const
    {
        const auto industry = crop(t, value<std::string>(t, "industry"));
        return {.name = value<std::string>(t, "name"),
                .industry = industry,
                .region = region(t, value<RegionCode>(t, "region")),
                .label = value<std::string>(t, "label"),
                .size = value<double>(t, "size"),
                .animal = is_animal(industry),
                .leader_limit = static_cast<int>(value_or<std::int64_t>(t, "leader_limit", 8))};
    }

    Subject subject(const toml::table& t) const
    {
        Subject subject{.crop = crop(t, value<std::string>(t, "id")),
                        .words = values<std::string>(t, "words"),
                        .share = value<double>(t, "share"),
                        .homes = values<RegionCode>(t, "homes"),
                        .also = values<RegionCode>(t, "also"),
                        .problems = entries(t, "problem", [](const toml::table& p) { return problem(p); })};
        const auto months = values<double>(t, "months");
        if (months.size() != subject.months.size()) fail(t, "\"months\" must have twelve values");
        std::ranges::copy(months, subject.months.begin());
        for (const auto code : subject.homes) county(t, code);
        for (const auto code : subject.also) region(t, code);
        subject.animal = is_animal(subject.crop);
        return subject;
    }

    Scene scene(const toml::table& t) const
    {
        Scene scene{.crop = value<std::string>(t, "crop"),
                    .county = county(t, value<RegionCode>(t, "county")),
                    .told = std::chrono::minutes{value<std::int64_t>(t, "told")}};
        const auto to = value_named<Scene::Receiver>(receiver_names, value_or<std::string>(t, "to", "anyone"));
        if (!to) fail(t, "\"to\" is holder or leader");
        scene.to = *to;
        if (!scene.crop.empty()) crop(t, scene.crop);
        const auto* steps = t.get_as<toml::array>("deeds");
        if (!steps) fail(t, "\"deeds\" must be a list");
        for (const auto& node : *steps) scene.steps.push_back(step(node));
        return scene;
    }

private:
    static Problem problem(const toml::table& t)
    {
        const auto kind = problem_kind_of(value<std::string>(t, "kind"));
        if (!kind) fail(t, "unknown kind of problem");
        return {.kind = *kind,
                .weight = value_or(t, "weight", usual_weight(*kind)),
                .signs = values<std::string>(t, "signs"),
                .advice = values<std::string>(t, "advice")};
    }

    static Scene::Step step(const toml::node& node)
    {
        const auto* pair = node.as_array();
        if (!pair || pair->size() != 2) fail(node, "a deed is written [\"what\", minutes before the present]");
        const auto deed = value_named<Deed>(deed_names, (*pair)[0].value_or(std::string{}));
        const auto ago = (*pair)[1].value<std::int64_t>();
        if (!deed || !ago) fail(node, "unknown deed");
        return {*deed, std::chrono::minutes{*ago}};
    }

    /// Of all questions about plants, six in ten are about pests and diseases.
    static double usual_weight(ProblemKind kind)
    {
        switch (kind) {
            case ProblemKind::disease:
            case ProblemKind::animal_disease:
                return 30;
            case ProblemKind::pest:
                return 28;
            case ProblemKind::technique:
                return 14;
            case ProblemKind::nutrition:
                return 11;
            case ProblemKind::weather:
            case ProblemKind::market:
                return 9;
            default:
                return 7;
        }
    }

    bool is_animal(std::string_view id) const
    {
        return knowledge_.crops.contains("livestock", id) || knowledge_.crops.contains("poultry", id);
    }

    std::string crop(const toml::table& t, std::string id) const
    {
        if (!knowledge_.crops.find(id)) fail(t, fmt::format("unknown crop \"{}\"", id));
        return id;
    }

    RegionCode region(const toml::table& t, RegionCode code) const
    {
        if (!knowledge_.regions.find(code)) fail(t, fmt::format("unknown region {}", code));
        return code;
    }

    RegionCode county(const toml::table& t, RegionCode code) const
    {
        if (!knowledge_.regions.is_county(code)) fail(t, fmt::format("{} is no county", code));
        return code;
    }

    const Knowledge& knowledge_;
};

const Lines& lines_of(const std::map<std::string, Lines, std::less<>>& all, std::string_view key)
{
    const auto found = all.find(key);
    if (found == all.end()) throw ScriptError(fmt::format("demo.toml: \"{}\" is missing", key));
    return found->second;
}

toml::table parse(std::string_view text)
{
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        throw ScriptError(fmt::format("demo.toml:{}: {}", error.source().begin.line, error.description()));
    }
}

}  // namespace

const Lines& Script::name_list(std::string_view key) const
{
    return lines_of(names, key);
}

const Lines& Script::said(std::string_view key) const
{
    return lines_of(speech, key);
}

Script read_script(std::string_view text, const Knowledge& knowledge)
{
    const auto root = parse(text);
    const Reader reader(knowledge);
    return {.accounts = entries(root, "account", [&](const toml::table& t) { return reader.account(t); }),
            .teams = entries(root, "team", [&](const toml::table& t) { return reader.team(t); }),
            .subjects = entries(root, "crop", [&](const toml::table& t) { return reader.subject(t); }),
            .scenes = entries(root, "scene", [&](const toml::table& t) { return reader.scene(t); }),
            .names = line_table(root, "names"),
            .speech = line_table(root, "speech")};
}

std::string filled(std::string text, const std::map<std::string, std::string>& places)
{
    for (const auto& [name, what] : places) {
        const auto mark = "{" + name + "}";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + what.size()))
            text.replace(at, mark.size(), what);
    }
    return text;
}

}  // namespace agri110::demo
