// Articles and search results as JSON.
#pragma once

#include "domain/article.hpp"
#include "handlers/wire/values.hpp"
#include "service/once.hpp"
#include "service/search_knowledge.hpp"

namespace agri110::handlers::wire {

/// What stands in the address of a search, as it was sent.
struct SearchParameters {
    std::string q{};
    std::string crop{};
    std::string region{};
    std::string kind{};
    std::string limit{};
};
/// Refuses `search.invalid` (422) with every faulty field.
Outcome<service::KnowledgeQuestion> read_search(const SearchParameters& given);

json write_found(const service::Context& context, const service::FoundKnowledge& found);
/// One row of a result: an article or a case.
json write_found_document(const Knowledge& knowledge, const service::FoundDocument& found);
json write_article(const Knowledge& knowledge, const Article& article);

}  // namespace agri110::handlers::wire
