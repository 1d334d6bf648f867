// The management of commissioners: records, terms, leave, suspension. Nobody is deleted; every change is kept with who
// made it. Officials see and change people who work in their region, team leaders and members see their teams' people;
// for everybody else a commissioner does not exist (`commissioner.unknown`, 404).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "service/context.hpp"
#include "storage/people.hpp"
#include "storage/teams.hpp"

namespace agri110::service {

struct CommissionerView {
    storage::ListedCommissioner listed{};
    std::vector<storage::TeamOfPerson> teams{};
    std::vector<Appointment> appointments{};
    std::vector<Absence> absences{};
    std::vector<std::pair<CommissionerId, std::string>> stand_in_names{};
    bool may_manage = false;
    bool may_change_absences = false;
    Day today{};
};

struct CommissionerQuery {
    std::string words{};  // beginning of the name, or the whole phone
    TeamId team{};
    RegionCode region = 0;
    std::optional<storage::Standing> standing{};
    CommissionerId after{};
};
struct CommissionerPage {
    std::vector<CommissionerView> rows{};  // with teams, without terms and leave
    CommissionerId next{};                 // none on the last page
};
Outcome<CommissionerPage> list_commissioners(storage::Transaction& tx, const Context& context,
                                             const CommissionerQuery& query);
Outcome<CommissionerView> show_commissioner(storage::Transaction& tx, const Context& context, CommissionerId id);

/// A new record together with its login, which has no password until the person sets one by phone code.
/// Refuses a phone that is taken (409, field phone), and places, crops or kinds that do not exist.
Outcome<CommissionerView> create_commissioner(storage::Transaction& tx, const Context& context,
                                              const Commissioner& person);

/// Fields to change; empty means: as it is.
struct CommissionerChange {
    std::optional<std::string> name{};
    std::optional<std::string> phone{};
    std::optional<std::string> organisation{};
    std::optional<std::string> title{};
    std::optional<RegionCode> county{};
    std::optional<std::vector<std::string>> crops{};
    std::optional<std::vector<ProblemKind>> kinds{};
    std::optional<int> load_limit{};
};
/// Which record, and the version the caller has seen, if any; `commissioner.stale` (412) when it has changed since.
struct PersonTicket {
    CommissionerId id{};
    std::optional<std::int64_t> expected_version{};
};
Outcome<CommissionerView> change_commissioner(storage::Transaction& tx, const Context& context,
                                              const PersonTicket& ticket, const CommissionerChange& change);

/// Suspended people get nothing new, and their unfinished work moves on at once.
Outcome<CommissionerView> suspend_commissioner(storage::Transaction& tx, const Context& context,
                                               const PersonTicket& ticket, const std::string& reason);
Outcome<CommissionerView> resume_commissioner(storage::Transaction& tx, const Context& context,
                                              const PersonTicket& ticket);

/// At most five years; may not overlap another term of the same programme.
Outcome<CommissionerView> appoint(storage::Transaction& tx, const Context& context, const Appointment& appointment);
struct TermEnd {
    CommissionerId person{};
    AppointmentId appointment{};
    Day last_served{};
    TermOutcome outcome = TermOutcome::completed;
};
/// When no term is left today, unfinished work moves on.
Outcome<CommissionerView> end_term(storage::Transaction& tx, const Context& context, const TermEnd& end);

/// One's own leave, or by the office. At most a year, not in the past, not overlapping another; a stand-in must be
/// another commissioner.
Outcome<CommissionerView> add_absence(storage::Transaction& tx, const Context& context, const Absence& absence);
struct AbsenceEnd {
    CommissionerId person{};
    AbsenceId absence{};
};
/// Back today; leave that has not begun is cancelled.
Outcome<CommissionerView> end_absence(storage::Transaction& tx, const Context& context, const AbsenceEnd& end);

/// What is wrong with a record's fields, apart from its phone being taken.
std::vector<FieldError> faults_of(const Context& context, const Commissioner& person);
/// Writes a new record with its login; no permission is asked. Shared with the import.
void keep_new_commissioner(storage::Transaction& tx, const Context& context, const Commissioner& person);
/// Notes a change, and tells routing that the roster is a new one.
void record_roster_change(storage::Transaction& tx, const Context& context, CommissionerId person, TeamId team,
                          const std::string& change, const std::string& note = {});
/// The faults of a term for this person: order, length, overlap.
std::vector<FieldError> faults_of(storage::Transaction& tx, const Appointment& appointment);

}  // namespace agri110::service
