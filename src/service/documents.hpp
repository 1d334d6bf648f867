// Articles and cases at work: what helped whom, and how the index of each process learns of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "search/document.hpp"
#include "service/context.hpp"
#include "storage/document_counts.hpp"

namespace agri110::service {

/// How counts call what the index calls `key`.
storage::DocumentName name_of(const search::DocumentKey& key);
/// Nothing when there is no such case, or it is not public.
std::optional<SolvedCase> published_case(storage::Transaction& tx, const std::string& id);

/// "This solved it", said before anybody was asked.
struct Helped {
    storage::DocumentName document{};
    RegionCode county = 0;  // 0 when not said
};
/// Gives the new count. Refuses `document.unknown` (404), an unknown county (422) and `throttled.helped` (429).
Outcome<int> say_it_helped(storage::Transaction& tx, const Context& context, const Helped& helped);

/// Notes from what an answer was made. Refuses unknown documents with `work.invalid` (422).
Outcome<void> record_inserted(storage::Transaction& tx, const Context& context, ReportId report,
                              const std::vector<storage::DocumentName>& documents);
/// The reporter said that it is solved or better: what the answers were made from has helped, once for each report.
void count_what_helped(storage::Transaction& tx, ReportId report);

/// What an index has to take over.
struct DocumentChanges {
    std::int64_t after = 0;  // the revision they begin behind
    std::int64_t upto = 0;   // and the one they reach
    bool whole = true;       // false: there is more, behind `upto`
    std::vector<search::Document> put{};
    std::vector<search::DocumentKey> removed{};
    std::vector<storage::DocumentCount> counts{};
};
/// Some at a time: call again from `upto` until it is `whole`.
Outcome<DocumentChanges> document_changes(storage::Transaction& tx, const std::int64_t& after);

}  // namespace agri110::service
