#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "knowledge/reading.hpp"

namespace agri110::knowledge {
namespace {

/// Reads [[sector]], [[group]] and [[crop]] alike; `parent_key` is "" for sectors.
void read_level(const Reading& file, const toml::table& all, std::string_view key, CropLevel level,
                std::string_view parent_key, std::vector<Crop>& crops, std::map<std::string, CropLevel>& ids)
{
    for (const auto* table : file.tables(all, key)) {
        Crop crop{.id = file.text(*table, "id"), .name = file.text(*table, "name"), .level = level};
        if (level == CropLevel::sector)
            file.only(*table, {"id", "name"});
        else if (level == CropLevel::group)
            file.only(*table, {"id", "name", "sector"});
        else
            file.only(*table, {"id", "name", "group", "names"});
        crop.names = file.texts(*table, "names");
        if (!parent_key.empty()) {
            crop.parent = file.text(*table, parent_key);
            const auto parent = ids.find(crop.parent);
            const bool above = parent != ids.end() && static_cast<int>(parent->second) == static_cast<int>(level) - 1;
            if (!above) file.fault(*table, fmt::format("unknown {} \"{}\"", parent_key, crop.parent));
        }
        const bool plain = std::ranges::all_of(
            crop.id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
        if (!plain) file.fault(*table, fmt::format("the id \"{}\" may only hold a-z, 0-9 and _", crop.id));
        if (!ids.emplace(crop.id, level).second) file.fault(*table, fmt::format("the id \"{}\" stands twice", crop.id));
        crops.push_back(std::move(crop));
    }
}

/// A name must lead to one species, or nobody could say which is meant.
void check_names(const Reading& file, const toml::table& all)
{
    std::map<std::string, std::string> owner;
    for (const auto* table : file.tables(all, "crop")) {
        const auto id = (*table)["id"].value_or(std::string{});
        auto names = file.texts(*table, "names");
        names.push_back((*table)["name"].value_or(std::string{}));
        for (const auto& name : names) {
            const auto [kept, fresh] = owner.emplace(name, id);
            if (!fresh) file.fault(*table, fmt::format("the name \"{}\" already belongs to {}", name, kept->second));
        }
    }
}

std::chrono::minutes duration_of(const Reading& file, const toml::table& table, std::string_view key)
{
    const auto text = file.text(table, key);
    int count = 0;
    std::size_t end = 0;
    try {
        count = std::stoi(text, &end);
    } catch (const std::exception&) {
        count = 0;
    }
    const auto unit = text.substr(std::min(end, text.size()));
    const int minutes = unit == "m" ? 1 : unit == "h" ? 60 : unit == "d" ? 24 * 60 : 0;
    if (count <= 0 || count > 10'000 || minutes == 0)
        file.fault(table, fmt::format("{} = \"{}\" must be like 30m, 4h or 7d", key, text));
    return std::chrono::minutes{count * minutes};
}

void flatten(const Reading& file, const toml::table& table, const std::string& prefix,
             std::map<std::string, std::string, std::less<>>& texts)
{
    for (const auto& [name, node] : table) {
        const auto key = prefix + std::string(name.str());
        if (const auto* inner = node.as_table()) {
            flatten(file, *inner, key + ".", texts);
            continue;
        }
        const auto* text = node.as_string();
        if (!text || text->get().empty())
            file.fault(node, fmt::format("\"{}\" must be a text and not empty", key));
        else if (std::ranges::count(text->get(), '{') != std::ranges::count(text->get(), '}'))
            file.fault(node, fmt::format("\"{}\" has a brace without its partner", key));
        else
            texts[key] = text->get();
    }
}

}  // namespace

std::vector<Crop> read_crops(const Reading& file)
{
    const auto all = file.toml();
    file.only(all, {"sector", "group", "crop"});
    std::vector<Crop> crops;
    std::map<std::string, CropLevel> ids;
    read_level(file, all, "sector", CropLevel::sector, "", crops, ids);
    read_level(file, all, "group", CropLevel::group, "sector", crops, ids);
    read_level(file, all, "crop", CropLevel::species, "group", crops, ids);
    check_names(file, all);
    return crops;
}

void read_kinds(const Reading& file, Lexicon& lexicon)
{
    const auto all = file.toml();
    file.only(all, {"kind"});
    for (const auto* table : file.tables(all, "kind")) {
        file.only(*table, {"id", "name", "words"});
        const auto id = file.text(*table, "id");
        const auto kind = problem_kind_of(id);
        if (!kind) {
            file.fault(*table, fmt::format("unknown problem kind \"{}\"", id));
            continue;
        }
        if (std::ranges::find(lexicon.kinds, *kind, &KindWords::kind) != lexicon.kinds.end())
            file.fault(*table, fmt::format("the problem kind \"{}\" stands twice", id));
        lexicon.kinds.push_back({*kind, file.text(*table, "name"), file.texts(*table, "words")});
    }
    for (const auto kind : all_problem_kinds())
        if (std::ranges::find(lexicon.kinds, kind, &KindWords::kind) == lexicon.kinds.end())
            file.fault(0, fmt::format("the problem kind \"{}\" is missing", name_of(kind)));
}

void read_not_a_crop(const Reading& file, const std::vector<Crop>& crops, Lexicon& lexicon)
{
    const auto all = file.toml();
    file.only(all, {"phrases", "hint"});
    lexicon.not_a_crop = file.texts(all, "phrases");
    for (const auto* table : file.tables(all, "hint")) {
        file.only(*table, {"phrase", "crops"});
        CropHint hint{file.text(*table, "phrase"), file.texts(*table, "crops")};
        for (const auto& crop : hint.crops)
            if (std::ranges::find(crops, crop, &Crop::id) == crops.end())
                file.fault(*table, fmt::format("unknown crop \"{}\"", crop));
        lexicon.hints.push_back(std::move(hint));
    }
}

DeadlineRules read_deadlines(const Reading& file)
{
    const auto all = file.toml();
    file.only(all, {"normal", "urgent"});
    const auto row = [&](std::string_view key) {
        const auto* table = all[key].as_table();
        if (!table) {
            file.fault(0, fmt::format("[{}] is missing", key));
            return DeadlineRules::Row{};
        }
        file.only(*table, {"accept", "answer", "resolve", "close"});
        return DeadlineRules::Row{duration_of(file, *table, "accept"), duration_of(file, *table, "answer"),
                                  duration_of(file, *table, "resolve"), duration_of(file, *table, "close")};
    };
    return {row("normal"), row("urgent")};
}

MessageTexts read_messages(const Reading& file)
{
    std::map<std::string, std::string, std::less<>> texts;
    flatten(file, file.toml(), "", texts);
    return MessageTexts(std::move(texts));
}

}  // namespace agri110::knowledge
