// Reads knowledge/articles/<crop>/<id>.md: TOML between two lines of +++, then Markdown under fixed headings.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "knowledge/article_rules.hpp"
#include "knowledge/knowledge.hpp"

namespace agri110::knowledge {

/// True for a path that an article has: "articles/tea/tea-leafhopper.md".
bool is_article(std::string_view path);

/// One article with all its faults: unknown keys, crop, kind, band, headings, sources, products that may not be
/// recommended, doses without the label. Nothing when there was any.
std::optional<Article> read_article(const KnowledgeFile& file, const ArticleRules& rules, const CropTree& crops,
                                    Lint lint, std::vector<KnowledgeFault>& faults);

/// All articles among the files, by id. An id may stand once.
std::vector<Article> read_articles(std::span<const KnowledgeFile> files, const ArticleRules& rules,
                                   const CropTree& crops, Lint lint, std::vector<KnowledgeFault>& faults);

}  // namespace agri110::knowledge
