// Loads what routing reads, as one value.
#include "storage/people.hpp"
#include "storage/teams.hpp"

namespace agri110::storage {
namespace {

constexpr int everybody = 10'000'000;

}  // namespace

Roster load_roster(Transaction& tx, Day today)
{
    Roster roster{.version = roster_version(tx)};
    for (const auto& listed : list_teams(tx, {}))
        if (listed.row.team.active) roster.teams.push_back(listed.row.team);
    roster.coverage = list_active_coverage(tx);
    roster.memberships = list_active_members(tx);
    for (auto& listed : list_commissioners(tx, {.most = everybody, .today = today}))
        roster.commissioners.push_back(std::move(listed.row.person));
    roster.appointments = list_running_appointments(tx, today);
    roster.absences = list_running_absences(tx, today);
    return roster;
}

std::string roster_version(Transaction& tx)
{
    return tx.row("SELECT version FROM roster_version WHERE id = 1", [](const Row& row) { return row.text(0); })
        .value_or("");
}

void change_roster_version(Transaction& tx, std::string_view version)
{
    tx.execute("INSERT INTO roster_version (id, version) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET version = $1",
               version);
}

}  // namespace agri110::storage
