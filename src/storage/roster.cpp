// Loads what routing reads, as one value.
#include "storage/people.hpp"
#include "storage/teams.hpp"

namespace agri110::storage {

Roster load_roster(Transaction& tx, Day today)
{
    return {.version = roster_version(tx),
            .teams = list_active_teams(tx),
            .coverage = list_active_coverage(tx),
            .memberships = list_active_members(tx),
            .commissioners = list_everybody(tx),
            .appointments = list_running_appointments(tx, today),
            .absences = list_running_absences(tx, today)};
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
