// The repository of reports: the only place that names the table `report`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/permission.hpp"
#include "domain/report.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

/// Throws ConstraintError "uq_report_number" when the number is taken.
void insert_report(Transaction& tx, const Report& report);
/// Writes everything that may change, with version + 1. False when `report.version` is no longer the stored one.
bool change_report(Transaction& tx, const Report& report);

/// Numbers are drawn at random; the unique index decides in the end.
bool is_number_taken(Transaction& tx, std::string_view number);

/// The report if `actor` is any party to it; otherwise it does not exist.
std::optional<Report> find_visible_report(Transaction& tx, const Actor& actor, ReportId id);
std::optional<Report> find_report_by_token(Transaction& tx, std::string_view token);
/// For the service's own jobs only: asks nobody's rights.
std::optional<Report> find_report_unscoped(Transaction& tx, ReportId id);
/// By its number, among those visible to `actor`.
std::optional<Report> find_visible_report_by_number(Transaction& tx, const Actor& actor, std::string_view number);

/// How a report's team and its holder are called; "" for none.
struct HolderNames {
    std::string team{};
    std::string person{};
    std::string organisation{};
    std::string title{};
};
HolderNames find_holder_names(Transaction& tx, const Report& report);

std::vector<Report> list_reports_of_reporter(Transaction& tx, ReporterId reporter, int most);
/// Ids of unfinished reports held by this person.
std::vector<ReportId> list_open_reports_of(Transaction& tx, CommissionerId commissioner);
/// Whether `reports` or more that this phone told were submitted after `since`.
bool has_told_since(Transaction& tx, std::string_view phone, int reports, Instant since);
/// People who gave this reporter an answer before, latest first, without repetition.
std::vector<CommissionerId> list_earlier_helpers(Transaction& tx, ReporterId reporter, int most);

/// What a list shows; every field narrows it.
struct ReportFilter {
    std::vector<State> states{};
    std::optional<CountyRange> counties{};
    std::string crop{};
    TeamId team{};
    CommissionerId commissioner{};
    std::string number{};
    ReporterId reporter{};
    bool only_open = false;
    std::optional<Instant> overdue_at{};  // only those with a deadline passed at this moment
    bool by_deadline = false;             // order: next deadline first, instead of newest first
    std::string after{};                  // the cursor of the page before
    int most = 50;
};

struct ListedReport {
    Report report;
    std::optional<Deadline> next_deadline{};
    int photos = 0;
    std::string team_name{};
    std::string commissioner_name{};
};

struct ReportPage {
    std::vector<ListedReport> reports{};
    std::string next{};  // "" on the last page
};

/// Only what is visible to `actor`.
ReportPage list_visible_reports(Transaction& tx, const Actor& actor, const ReportFilter& filter);
/// How many unfinished reports in these counties have a deadline passed at `now`.
std::int64_t count_overdue(Transaction& tx, CountyRange counties, Instant now);

/// All reports in id order after `after`, for recounts and checks.
std::vector<Report> list_all_reports(Transaction& tx, ReportId after, int most);

/// The reporter with this phone, made if new.
ReporterId ensure_reporter(Transaction& tx, std::string_view phone, ReporterId id_if_new, Instant now);
std::optional<ReporterId> find_reporter(Transaction& tx, std::string_view phone);

}  // namespace agri110::storage
