// Questions with known right articles, and how well the search finds them.
#pragma once

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "service/knowledge_index.hpp"

namespace agri110::test {

struct KnownQuestion {
    std::string text{};
    std::vector<std::string> right{};
    bool held_out = false;
};

/// Every second question is held out: nothing may be tuned on it.
inline std::vector<KnownQuestion> known_questions(const std::filesystem::path& file)
{
    std::vector<KnownQuestion> questions;
    const auto table = toml::parse_file(file.string());
    for (const auto& item : *table["question"].as_array()) {
        KnownQuestion question{.text = item.as_table()->at("text").value_or(std::string{})};
        for (const auto& id : *item.as_table()->at("right").as_array())
            question.right.push_back(id.value_or(std::string{}));
        question.held_out = questions.size() % 2 == 1;
        questions.push_back(std::move(question));
    }
    return questions;
}

struct Quality {
    std::size_t questions = 0;
    double reciprocal_ranks = 0;
    double recalled = 0;

    double mrr() const { return questions ? reciprocal_ranks / static_cast<double>(questions) : 0; }
    double recall() const { return questions ? recalled / static_cast<double>(questions) : 0; }

    /// Of the first five: one by the rank of the first right one, and whether there is a right one at all.
    void add(const KnownQuestion& question, const std::vector<search::Hit>& hits)
    {
        ++questions;
        for (std::size_t i = 0; i < std::min<std::size_t>(hits.size(), 5); ++i) {
            if (std::ranges::find(question.right, hits[i].key.id) == question.right.end()) continue;
            reciprocal_ranks += 1.0 / static_cast<double>(i + 1);
            recalled += 1;
            return;
        }
    }
};

}  // namespace agri110::test
