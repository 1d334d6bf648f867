// A report with all that belongs to it, as one reading of the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/placement.hpp"
#include "storage/reports.hpp"

namespace agri110::service {

struct ReportView {
    Report report{};
    std::vector<Deadline> deadlines{};
    std::vector<Message> messages{};
    std::vector<Event> events{};
    std::vector<Photo> photos{};
    std::string team_name{};
    std::optional<NamedDecision::Person> holder{};
    std::optional<NamedDecision> decision{};  // the newest, for the reporter
    std::string duplicate_of_number{};
    std::string tracking_url{};
    std::vector<Action> may{};  // what the actor may do now
    bool sees_personal_data = false;
    Instant now{};
};

/// For staff; `report.unknown` (404) when it is none of the actor's business.
Outcome<ReportView> show_report(storage::Transaction& tx, const Context& context, ReportId id);
/// For whoever holds the tracking link; `report.unknown` (404).
Outcome<ReportView> track_report(storage::Transaction& tx, const Context& context, const std::string& token);
/// The view of a report the actor has just changed.
ReportView view_of(storage::Transaction& tx, const Context& context, const Report& report);

/// All decisions about a report, newest first.
Outcome<std::vector<NamedDecision>> show_routing(storage::Transaction& tx, const Context& context, ReportId id);
/// What routing would decide; changes nothing.
Outcome<NamedDecision> preview_routing(storage::Transaction& tx, const Context& context, const routing::Need& need);

struct ReportQuery {
    storage::ReportFilter filter{};
    bool mine = false;
    bool overdue = false;
    std::string words{};  // a report number or the reporter's phone
};
struct ListedReports {
    storage::ReportPage page{};
    Instant now{};
};
Outcome<ListedReports> list_reports(storage::Transaction& tx, const Context& context, const ReportQuery& query);

}  // namespace agri110::service
