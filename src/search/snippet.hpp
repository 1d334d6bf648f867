// The piece of a text that shows why it was found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/analyzer.hpp"

namespace agri110::search {

/// Where the words of the query stand, in UTF-16 units of the snippet, as JavaScript counts.
struct Mark {
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Snippet {
    std::string text{};  // on one line, with an ellipsis where it was cut
    std::vector<Mark> marks{};
};

/// The stretch of `plain` with most of the query in it, at most `most` characters.
Snippet cut_snippet(const Analyzer& analyzer, std::string_view query, std::string_view plain, std::size_t most = 80);

}  // namespace agri110::search
