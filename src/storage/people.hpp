// The repository of commissioners: records, terms, leave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/permission.hpp"
#include "domain/roster.hpp"
#include "storage/loads.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

struct CommissionerRow {
    Commissioner person{};
    std::int64_t version = 1;
};

/// Throws ConstraintError "uq_commissioner_phone".
void insert_commissioner(Transaction& tx, const Commissioner& person, Instant now);
/// False when the version is not the stored one. Throws ConstraintError "uq_commissioner_phone".
bool change_commissioner(Transaction& tx, const CommissionerRow& changed);
std::optional<CommissionerRow> find_commissioner(Transaction& tx, CommissionerId id);
std::optional<CommissionerRow> find_commissioner_by_phone(Transaction& tx, std::string_view phone);

/// How a commissioner stands today, in the order in which it matters.
enum class Standing { active, absent, suspended, without_term };
std::string_view name_of(Standing standing);
std::optional<Standing> standing_of(std::string_view name);

struct ListedCommissioner {
    CommissionerRow row{};
    Standing standing = Standing::active;
    LiveLoad load{};
    std::optional<Day> term_ends{};
};

struct CommissionerFilter {
    std::string name{};  // beginning of the name, or the whole phone number
    TeamId team{};
    std::optional<CountyRange> counties{};
    std::vector<TeamId> any_of_teams{};  // narrows to members of these; for leaders and members
    std::optional<Standing> standing{};
    CommissionerId after{};
    int most = 50;
    Day today{};
};
/// In id order, without term, leave or load.
std::vector<Commissioner> list_everybody(Transaction& tx);
/// In id order.
std::vector<ListedCommissioner> list_commissioners(Transaction& tx, const CommissionerFilter& filter);
std::optional<ListedCommissioner> find_listed_commissioner(Transaction& tx, CommissionerId id, Day today);

void insert_appointment(Transaction& tx, const Appointment& appointment);
/// Ends a term early or on time. False when there is no such open term.
bool end_appointment(Transaction& tx, CommissionerId person, AppointmentId id, Day last_served, TermOutcome outcome);
std::vector<Appointment> list_appointments(Transaction& tx, CommissionerId person);
/// Of everybody: all that have not ended before `today`, also those that begin later.
std::vector<Appointment> list_running_appointments(Transaction& tx, Day today);

void insert_absence(Transaction& tx, const Absence& absence);
/// Ends it on `last`; an absence that would end before it began is cancelled. False when there is none to end.
bool end_absence(Transaction& tx, CommissionerId person, AbsenceId id, Day last);
std::vector<Absence> list_absences(Transaction& tx, CommissionerId person);
/// Of everybody: all that have not ended before `today`, also those that begin later.
std::vector<Absence> list_running_absences(Transaction& tx, Day today);

/// People who still hold unfinished work but have no term, or are suspended, today.
std::vector<CommissionerId> list_holders_without_term(Transaction& tx, Day today);
/// People who have an offer waiting but are on leave today.
std::vector<ReportId> list_offers_to_absent(Transaction& tx, Day today);

}  // namespace agri110::storage
