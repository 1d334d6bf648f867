// Who is told what, when something happens to a report. Written in the same transaction; delivered afterwards.
#pragma once

#include <map>
#include <string>

#include "service/placement.hpp"

namespace agri110::service {

/// Puts a notice for `phone` into the outbox; its text is the message "notice.<name>".
void enqueue(storage::Transaction& tx, const Context& context, const std::string& phone, const std::string& name,
             std::map<std::string, std::string> arguments);

/// After a placement: the person offered, or the office, and the reporter.
void notify_placed(ReportEdit& edit, const NamedDecision& named);
/// To the reporter: answered, asked back, visit planned.
void notify_reporter(ReportEdit& edit, const std::string& name, std::map<std::string, std::string> arguments = {});
/// To the holder, if there is one: the reporter wrote, or said it is not solved.
void notify_holder(ReportEdit& edit, const std::string& name);
/// To the leader of the report's team, and to the office when nobody leads: a deadline has passed.
void notify_overdue(ReportEdit& edit, DeadlineKind kind);

/// To the office nearest to the county, at once: something that must be acted on, always as a suspicion.
void page_office(ReportEdit& edit);

/// The page on which a reporter follows a report.
std::string tracking_url(const Context& context, const Report& report);

}  // namespace agri110::service
