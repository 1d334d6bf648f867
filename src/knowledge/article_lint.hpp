// What an article may not say: products that must not be used, and doses without the label.
#pragma once

#include <string_view>

#include "domain/crop.hpp"
#include "knowledge/article_rules.hpp"
#include "knowledge/reading.hpp"

namespace agri110::knowledge {

/// Checks a body whose first line is line `line` of the file. Faults go to `file`.
void lint_body(const Reading& file, std::string_view body, int line, std::string_view crop, const ArticleRules& rules,
               const CropTree& crops);

}  // namespace agri110::knowledge
