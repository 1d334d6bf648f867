// Taking in a report: nobody is turned away because nobody is free.
#pragma once

#include "service/placement.hpp"

namespace agri110::service {

/// What the reporter gets back at once.
struct Receipt {
    Report report{};
    NamedDecision decision{};
    std::optional<Instant> respond_by{};
    std::string tracking_url{};
};

/// What a text means; `crop` is the reporter's own choice, or "". Needs no transaction, so that none waits for it.
Understanding understand(const Context& context, const std::string& text, const std::string& crop);

/// What a draft means: its text, the reporter's choice of a crop and the answers to the first questions.
Understanding understand_draft(const Context& context, const ReportDraft& draft);

/// Routes and keeps a report, understood as `understood`, in one transaction. Refuses unknown regions and crops,
/// answers that do not fit their questions, photos that are not the sender's or not waiting, a channel the actor may
/// not use, and floods (429). A report with an alert pages the office nearest to its county.
Outcome<Receipt> submit_report(storage::Transaction& tx, const Context& context, const ReportDraft& draft,
                               const Understanding& understood);

/// The same as `understand`, for whoever only wants to know. Refuses an unknown crop.
Outcome<Understanding> preview_understanding(const Context& context, const std::string& text, const std::string& crop);

}  // namespace agri110::service
