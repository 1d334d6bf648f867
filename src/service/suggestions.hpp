// What a commissioner is offered while answering: similar solved cases and articles.
#pragma once

#include <vector>

#include "domain/outcome.hpp"
#include "service/search_knowledge.hpp"

namespace agri110::service {

/// For the report's text, crop, county, season and, when told, altitude; best first. Refuses `report.unknown` (404).
Outcome<std::vector<FoundDocument>> suggest_documents(storage::Transaction& tx, const Context& context,
                                                      const ReportId& id);

}  // namespace agri110::service
