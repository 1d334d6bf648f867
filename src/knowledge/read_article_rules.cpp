// Reads article_rules.toml, banned_products.toml and synonyms.toml.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "knowledge/reading.hpp"

namespace agri110::knowledge {
namespace {

std::vector<ProblemKind> kinds_of(const Reading& file, const toml::table& table, std::string_view key)
{
    std::vector<ProblemKind> kinds;
    for (const auto& name : file.texts(table, key)) {
        const auto kind = problem_kind_of(name);
        if (kind)
            kinds.push_back(*kind);
        else
            file.fault(table, fmt::format("unknown problem kind \"{}\"", name));
    }
    return kinds;
}

std::vector<HeadingRule> read_headings(const Reading& file, const toml::table& all)
{
    std::vector<HeadingRule> headings;
    for (const auto* table : file.tables(all, "heading")) {
        file.only(*table, {"part", "name", "needed_for"});
        const auto name = file.text(*table, "part");
        const auto part = article_part_of(name);
        if (!part) {
            file.fault(*table, fmt::format("unknown part \"{}\"", name));
            continue;
        }
        if (std::ranges::find(headings, *part, &HeadingRule::part) != headings.end())
            file.fault(*table, fmt::format("the part \"{}\" stands twice", name));
        headings.push_back({*part, file.text(*table, "name"), kinds_of(file, *table, "needed_for")});
    }
    for (const auto part : {ArticlePart::signs, ArticlePart::act_now})
        if (std::ranges::find(headings, part, &HeadingRule::part) == headings.end())
            file.fault(0, fmt::format("no heading is for \"{}\"", name_of(part)));
    return headings;
}

std::vector<ProductList> read_products(const Reading& file, const CropTree& crops)
{
    const auto all = file.toml();
    file.only(all, {"list"});
    std::vector<ProductList> lists;
    for (const auto* table : file.tables(all, "list")) {
        file.only(*table, {"reason", "source", "crops", "names"});
        lists.push_back({file.text(*table, "reason"), file.text(*table, "source"), file.texts(*table, "crops"),
                         file.texts(*table, "names")});
        for (const auto& crop : lists.back().crops)
            if (!crops.find(crop)) file.fault(*table, fmt::format("unknown crop \"{}\"", crop));
    }
    return lists;
}

}  // namespace

ArticleRules read_article_rules(const Reading& rules, const Reading& products, const CropTree& crops)
{
    const auto all = rules.toml();
    rules.only(all,
               {"longest_title", "least_characters", "most_characters", "no_markup", "heading", "dose", "warning"});
    const auto& dose = rules.table(all, "dose");
    rules.only(dose, {"label", "units", "not_a_dose", "product_words"});
    const auto& warning = rules.table(all, "warning");
    rules.only(warning, {"words", "continuations", "back_references", "clause_ends", "sentence_ends"});
    return {.headings = read_headings(rules, all),
            .least_characters = rules.count(all, "least_characters"),
            .most_characters = rules.count(all, "most_characters"),
            .longest_title = rules.count(all, "longest_title"),
            .units = rules.texts(dose, "units"),
            .not_a_dose = rules.texts(dose, "not_a_dose"),
            .product_words = rules.texts(dose, "product_words"),
            .label = rules.text(dose, "label"),
            .warnings = rules.texts(warning, "words"),
            .continuations = rules.texts(warning, "continuations"),
            .back_references = rules.texts(warning, "back_references"),
            .clause_ends = rules.texts(warning, "clause_ends"),
            .sentence_ends = rules.texts(warning, "sentence_ends"),
            .no_markup = rules.texts(all, "no_markup"),
            .products = read_products(products, crops)};
}

SearchWords read_synonyms(const Reading& file)
{
    const auto all = file.toml();
    file.only(all, {"stop", "same"});
    SearchWords words{.stop = file.texts(all, "stop")};
    const auto* node = all.get("same");
    const auto* groups = node ? node->as_array() : nullptr;
    if (!groups) {
        file.fault(0, "\"same\" must be a list of lists of words");
        return words;
    }
    std::map<std::string, std::size_t> group_of;
    for (const auto& item : *groups) {
        const auto* group = item.as_array();
        std::vector<std::string> same;
        for (std::size_t i = 0; group && i < group->size(); ++i)
            if (const auto* word = (*group)[i].as_string(); word && !word->get().empty()) same.push_back(word->get());
        if (!group || same.size() != group->size() || same.size() < 2) {
            file.fault(item, "a group is a list of at least two words");
            continue;
        }
        for (const auto& word : same)
            if (!group_of.emplace(word, words.same.size()).second)
                file.fault(item, fmt::format("the word \"{}\" stands twice", word));
        words.same.push_back(std::move(same));
    }
    return words;
}

}  // namespace agri110::knowledge
