// A small world to search in: the shipped words, and documents that say only what a test needs.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "search/index.hpp"

namespace agri110::test {

inline const Knowledge& shipped_knowledge()
{
    static const auto knowledge =
        read_knowledge(knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge")).value();
    return *knowledge;
}

inline std::shared_ptr<const search::Analyzer> shipped_analyzer()
{
    const auto& knowledge = shipped_knowledge();
    static const auto analyzer =
        std::make_shared<const search::Analyzer>(knowledge.crops, knowledge.lexicon, knowledge.search_words);
    return analyzer;
}

inline search::Index an_index()
{
    return search::Index(shipped_analyzer(), shipped_knowledge().crops);
}

inline search::Document an_article(std::string id, std::string crop, std::string title, std::string signs = {})
{
    return {.key = {search::DocumentType::article, std::move(id)},
            .title = std::move(title),
            .crop = std::move(crop),
            .signs = std::move(signs)};
}

inline search::Document a_case(std::string id, std::string crop, std::string title, RegionCode county)
{
    return {.key = {search::DocumentType::solved_case, std::move(id)},
            .title = std::move(title),
            .crop = std::move(crop),
            .county = county};
}

inline std::vector<std::string> ids_of(const std::vector<search::Hit>& hits)
{
    std::vector<std::string> ids;
    for (const auto& hit : hits) ids.push_back(hit.key.id);
    return ids;
}

}  // namespace agri110::test
