// How often articles and cases were used and helped; and what was solved by them before anybody was asked.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/region.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

/// An article ("article", its id) or a solved case ("case", its number as text).
struct DocumentName {
    std::string type{};
    std::string id{};

    friend bool operator==(const DocumentName&, const DocumentName&) = default;
};

struct DocumentCount {
    DocumentName document{};
    int used = 0;
    int helped = 0;
};

DocumentCount find_document_count(Transaction& tx, const DocumentName& document);
/// With a revision after `after`, up to `upto`.
std::vector<DocumentCount> list_document_counts(Transaction& tx, std::int64_t after, std::int64_t upto);
/// Adds to both figures; `revision` comes from next_revision.
void add_to_document_count(Transaction& tx, const DocumentCount& more, std::int64_t revision);

/// False when an answer to this report was already made from the document.
bool insert_inserted_document(Transaction& tx, ReportId report, const DocumentName& document);
/// Those that have not been counted as helpful for this report; from now on they have.
std::vector<DocumentName> take_inserted_documents(Transaction& tx, ReportId report);

/// One more problem of this county (or of the province, when the county was not said) in this month.
void count_solved_by_knowledge(Transaction& tx, RegionCode region, int month);
/// Months as in the counters, both included.
std::int64_t sum_solved_by_knowledge(Transaction& tx, CountyRange regions, int first_month, int last_month);

}  // namespace agri110::storage
