// The search index of a library: what goes in, and how a farmer's words become a query.
#pragma once

#include <memory>
#include <string>

#include "knowledge/knowledge.hpp"
#include "search/index.hpp"
#include "triage/understand.hpp"

namespace agri110::service {

/// An index that holds all articles. Solved cases are put in afterwards.
std::shared_ptr<search::Index> index_of(const Knowledge& knowledge);

/// What the text asks for, as the service understands it. `crop` is the asker's own choice, "" when none: it comes
/// first among the crops.
search::Query query_of(const triage::Matcher& matcher, const std::string& text, const std::string& crop);

}  // namespace agri110::service
