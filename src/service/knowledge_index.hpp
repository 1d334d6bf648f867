// The search index of a library: what goes in, and how a farmer's words become a query.
#pragma once

#include <memory>
#include <string>

#include "knowledge/knowledge.hpp"
#include "search/index.hpp"

namespace agri110::service {

/// An index that holds all articles. Solved cases are put in afterwards.
std::shared_ptr<search::Index> index_of(const Knowledge& knowledge);

/// What a text asks for that was understood so; filters and the asker's place and time are still to be said.
search::Query query_of(const std::string& text, const Understanding& understood);

}  // namespace agri110::service
