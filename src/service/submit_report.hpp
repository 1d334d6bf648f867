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

/// Understands, routes and keeps a report in one transaction. Refuses unknown regions and crops, photos that are not
/// the sender's or not waiting, a channel the actor may not use, and floods (429).
Outcome<Receipt> submit_report(storage::Transaction& tx, const Context& context, const ReportDraft& draft);

/// What a text would be understood as. Keeps nothing.
Outcome<Understanding> understand_text(storage::Transaction& tx, const Context& context, const std::string& text,
                                       const std::string& crop);

}  // namespace agri110::service
