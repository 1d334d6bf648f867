#include "service/knowledge_index.hpp"

namespace agri110::service {

std::shared_ptr<search::Index> index_of(const Knowledge& knowledge)
{
    auto analyzer =
        std::make_shared<const search::Analyzer>(knowledge.crops, knowledge.lexicon, knowledge.search_words);
    auto index = std::make_shared<search::Index>(std::move(analyzer), knowledge.crops);
    std::vector<search::Document> documents;
    documents.reserve(knowledge.articles.size());
    for (const auto& article : knowledge.articles) documents.push_back(search::document_of(article));
    index->put(documents);
    return index;
}

search::Query query_of(const std::string& text, const Understanding& understood)
{
    return {.text = text, .crops = understood.crops, .likely_kind = understood.kind};
}

}  // namespace agri110::service
