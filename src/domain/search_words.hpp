// The words that searching works from, as agronomists wrote them in knowledge/synonyms.toml.
#pragma once

#include <string>
#include <vector>

namespace agri110 {

struct SearchWords {
    /// Words that farmers use for the same sign, pest or disease; each group is one thing to the search.
    std::vector<std::vector<std::string>> same{};
    /// Words that say nothing by themselves and are left out.
    std::vector<std::string> stop{};
};

}  // namespace agri110
