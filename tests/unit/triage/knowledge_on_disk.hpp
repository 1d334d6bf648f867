// The crop tree and the word lists as they are shipped, read straight from knowledge/.
#pragma once

#include <toml++/toml.h>

#include <string>
#include <vector>

#include "domain/crop.hpp"
#include "domain/understanding.hpp"
#include "triage/understand.hpp"

namespace agri110::triage {

inline toml::table table_on_disk(const std::string& file)
{
    return toml::parse_file(AGRI110_SOURCE "/knowledge/" + file);
}

inline std::string string_of(const toml::table& table, std::string_view key)
{
    return table[key].value_or(std::string{});
}

inline std::vector<std::string> strings_of(const toml::table& table, std::string_view key)
{
    std::vector<std::string> strings;
    if (const auto* array = table[key].as_array()) {
        for (const auto& item : *array) strings.push_back(item.value_or(std::string{}));
    }
    return strings;
}

inline std::vector<Crop> crops_on_disk()
{
    const auto file = table_on_disk("crops.toml");
    std::vector<Crop> crops;
    const auto add = [&](std::string_view tables, CropLevel level, std::string_view parent) {
        for (const auto& item : *file[tables].as_array()) {
            const auto& table = *item.as_table();
            crops.push_back({.id = string_of(table, "id"),
                             .name = string_of(table, "name"),
                             .level = level,
                             .parent = parent.empty() ? "" : string_of(table, parent),
                             .names = strings_of(table, "names")});
        }
    };
    add("sector", CropLevel::sector, "");
    add("group", CropLevel::group, "sector");
    add("crop", CropLevel::species, "group");
    return crops;
}

inline Lexicon lexicon_on_disk()
{
    Lexicon lexicon;
    const auto kinds = table_on_disk("problem_kinds.toml");
    for (const auto& item : *kinds["kind"].as_array()) {
        const auto& table = *item.as_table();
        const auto kind = problem_kind_of(string_of(table, "id")).value();
        lexicon.kinds.push_back({kind, string_of(table, "name"), strings_of(table, "words")});
    }
    lexicon.urgent_words = strings_of(table_on_disk("urgency.toml"), "words");

    const auto not_a_crop = table_on_disk("not_a_crop.toml");
    lexicon.not_a_crop = strings_of(not_a_crop, "phrases");
    for (const auto& item : *not_a_crop["hint"].as_array()) {
        const auto& table = *item.as_table();
        lexicon.hints.push_back({string_of(table, "phrase"), strings_of(table, "crops")});
    }
    return lexicon;
}

/// What the service understands, with the knowledge it is shipped with.
inline Understanding understood(std::string_view text, std::string_view chosen_crop = "")
{
    static const Matcher matcher{CropTree{crops_on_disk()}, lexicon_on_disk()};
    return understand(matcher, text, chosen_crop);
}

}  // namespace agri110::triage
