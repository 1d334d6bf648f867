// What is known already about a farmer's words: articles and solved cases, with the piece of text that fits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "search/snippet.hpp"
#include "service/described_documents.hpp"

namespace agri110::service {

struct KnowledgeQuestion {
    std::string text{};     // "" lists what there is for the crop
    std::string crop{};     // only what holds for this crop; "" for any
    RegionCode region = 0;  // only cases from here; 0 for anywhere
    std::optional<ProblemKind> kind{};
    std::size_t limit = 10;
};

struct FoundDocument {
    DescribedDocument document{};
    search::Snippet snippet{};
    double score = 0;
};

struct FoundKnowledge {
    std::vector<FoundDocument> documents{};  // best first
    Understanding understood{};
    std::string hint{};  // what to try instead, in Chinese; "" when something was found
};

/// For anybody. Refuses `search.invalid` (422) with the field: neither text nor crop, an unknown crop or region.
Outcome<FoundKnowledge> search_knowledge(storage::Transaction& tx, const Context& context,
                                         const KnowledgeQuestion& question);

/// The hits of any query with what they say; those that are not public any more are left out.
std::vector<FoundDocument> found_documents(storage::Transaction& tx, const Context& context,
                                           const search::Query& query);

/// 1 to 12 in Beijing.
int month_number(Instant at);

}  // namespace agri110::service
