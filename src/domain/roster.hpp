// Who may be sent: teams, commissioners, their terms, leave and coverage, as they stand at one moment.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/region.hpp"
#include "domain/time.hpp"
#include "domain/understanding.hpp"

namespace agri110 {

/// The four programmes of the province: 科技特派员, “三区”人才, 企业科技特派员, 国际科技特派员.
enum class Programme { commissioner, three_areas, enterprise, international };
enum class Level { province, prefecture, county };

/// What became of an appointment when it ended.
enum class TermOutcome { completed, withdrawn, removed, transferred };

std::string_view name_of(Programme programme);
std::string_view name_of(Level level);
std::string_view name_of(TermOutcome outcome);
std::optional<Programme> programme_of(std::string_view name);
std::optional<Level> level_of(std::string_view name);
std::optional<TermOutcome> term_outcome_of(std::string_view name);

/// A commissioner's term. Active on each day from `first` to `last`, both included, unless ended before.
struct Appointment {
    AppointmentId id{};
    CommissionerId commissioner{};
    Programme programme = Programme::commissioner;
    Level level = Level::county;
    std::string batch;  // as the office numbers it: "2026"
    Day first{};
    Day last{};
    std::optional<Day> ended{};  // the last day served, when it ended before `last`
    std::optional<TermOutcome> outcome{};

    bool active_on(Day day) const { return first <= day && day <= (ended ? *ended : last); }
};

/// Leave from `first` to `last`, both included.
struct Absence {
    AbsenceId id{};
    CommissionerId commissioner{};
    Day first{};
    Day last{};
    std::string reason{};
    std::optional<CommissionerId> stand_in{};

    bool covers(Day day) const { return first <= day && day <= last; }
};

struct Commissioner {
    CommissionerId id{};
    std::string name;
    std::string phone;                 // 11 digits, the login as well
    std::string organisation;          // 勐海县茶业技术推广站（示例）
    std::string title;                 // 高级农艺师
    RegionCode county = 0;             // where the person works, for distance
    std::vector<std::string> crops{};  // skills: crop nodes
    std::vector<ProblemKind> kinds{};  // skills: problem kinds; empty means no special one
    int load_limit = 10;               // open reports at once, 1..100
    bool suspended = false;
};

struct Membership {
    TeamId team{};
    CommissionerId commissioner{};
    bool leader = false;
};

/// A team answers for `crop` (any level of the crop tree, "" for whatever is grown or kept) in `region` (any level),
/// for one kind or for all.
struct Coverage {
    CoverageId id{};
    TeamId team{};
    std::string crop;
    RegionCode region = 0;
    std::optional<ProblemKind> kind{};
};

struct Team {
    TeamId id{};
    std::string name;       // 勐海茶产业科技特派团（示例）
    std::string industry;   // crop node: one team, one industry (一团一业)
    RegionCode region = 0;  // the office that manages it
    bool active = true;
};

/// Everything routing needs to know about people, as of one version; replaced as a whole when anything changes.
struct Roster {
    std::string version;  // changes with every change of any row below, and never comes back
    std::vector<Team> teams{};
    std::vector<Coverage> coverage{};
    std::vector<Membership> memberships{};  // current ones only
    std::vector<Commissioner> commissioners{};
    std::vector<Appointment> appointments{};  // not yet over
    std::vector<Absence> absences{};          // not yet over
};

}  // namespace agri110
