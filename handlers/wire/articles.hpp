// Articles in JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "knowledge/knowledge.hpp"

namespace agri110::handlers::wire {

/// The whole article, as GET /api/knowledge/articles/{id} shows it.
nlohmann::json write_article_view(const Knowledge& knowledge, const Article& article);

}  // namespace agri110::handlers::wire
