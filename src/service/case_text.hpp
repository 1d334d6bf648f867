// The words of a case: taken from its report, without anything that tells who it was about.
#pragma once

#include <string>
#include <vector>

#include "service/solved_cases.hpp"
#include "storage/document_counts.hpp"

namespace agri110::service {

/// Everybody and every place that the report itself knows.
KnownPeople people_known_to(storage::Transaction& tx, const Context& context, const Report& report);
/// `text` without personal data; what was taken out is added to `removed` as of `field`.
std::string cleaned(const Context& context, const KnownPeople& known, const std::string& text, const std::string& field,
                    std::vector<CaseRemoval>& removed);

/// What the rules make of a report; the same every time.
struct CaseText {
    CaseText(storage::Transaction& tx, const Context& context, const Report& report);

    std::string title{};
    std::string problem{};
    std::string answer{};
    std::vector<CaseRemoval> removed{};
};

/// How counts and the index call a case.
storage::DocumentName case_name(CaseId id);

}  // namespace agri110::service
