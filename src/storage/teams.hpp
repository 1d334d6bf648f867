// The repository of teams: members, leaders, coverage. Memberships and coverage end by date and stay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/roster.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

struct TeamRow {
    Team team{};
    std::int64_t version = 1;
};

struct ListedTeam {
    TeamRow row{};
    CommissionerId leader{};
    std::string leader_name{};
    int members = 0;
    int open_reports = 0;
    int capacity = 0;  // sum of the members' load limits
};

struct TeamFilter {
    std::optional<CountyRange> counties{};  // teams managed inside
    std::string industry{};
    std::vector<TeamId> only{};  // when not empty: these
};

/// Throws ConstraintError "uq_team_name".
void insert_team(Transaction& tx, const Team& team);
bool change_team(Transaction& tx, const TeamRow& changed);
std::optional<TeamRow> find_team(Transaction& tx, TeamId id);
std::optional<TeamRow> find_team_by_name(Transaction& tx, std::string_view name);
std::vector<ListedTeam> list_teams(Transaction& tx, const TeamFilter& filter);
std::vector<Team> list_active_teams(Transaction& tx);

/// Current members; leader first, then by name.
std::vector<Membership> list_members(Transaction& tx, TeamId team);
/// Of all active teams.
std::vector<Membership> list_active_members(Transaction& tx);
struct TeamOfPerson {
    TeamId team{};
    std::string name{};
    bool leader = false;
};
std::vector<TeamOfPerson> list_teams_of(Transaction& tx, CommissionerId person);
/// Throws ConstraintError "uq_membership_team_id_commissioner_id" when already a member.
void insert_membership(Transaction& tx, std::int64_t id, const Membership& membership, Instant now);
/// False when not a member.
bool end_membership(Transaction& tx, TeamId team, CommissionerId person, Instant now);
/// Nobody leads the team any more; used before a new leader is named.
void clear_leader(Transaction& tx, TeamId team);
void set_leader(Transaction& tx, TeamId team, CommissionerId person);

std::vector<Coverage> list_coverage(Transaction& tx, TeamId team);
/// Of all active teams.
std::vector<Coverage> list_active_coverage(Transaction& tx);
void insert_coverage(Transaction& tx, const Coverage& coverage, Instant now);
bool end_coverage(Transaction& tx, TeamId team, CoverageId id, Instant now);

/// Everything routing reads, as of now: active teams, current members, terms and leave that are not over.
Roster load_roster(Transaction& tx, Day today);
/// The roster's version; "" before the first change.
std::string roster_version(Transaction& tx);
/// To be called by every change that routing could notice; `version` must never have been used before.
void change_roster_version(Transaction& tx, std::string_view version);

struct RosterChange {
    std::int64_t id = 0;
    Instant at{};
    AccountId account{};
    std::string author{};
    CommissionerId commissioner{};
    TeamId team{};
    std::string change{};
    std::string note{};
};
void append_roster_change(Transaction& tx, const RosterChange& change);
std::vector<RosterChange> list_roster_changes(Transaction& tx, CommissionerId person, int most);

/// Crop ids that reports, coverage, teams and people's skills still name, so that a new crop list cannot leave them
/// hanging.
std::vector<std::string> list_crops_in_use(Transaction& tx);

}  // namespace agri110::storage
