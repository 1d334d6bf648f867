// Loads what routing reads, as one value.
#include "storage/people.hpp"
#include "storage/teams.hpp"

namespace agri110::storage {
Roster load_roster(Transaction& tx, Day today)
{
    Roster roster{.version = roster_version(tx)};
    for (const auto& listed : list_teams(tx, {}))
        if (listed.row.team.active) roster.teams.push_back(listed.row.team);
    for (const auto& team : roster.teams) {
        for (auto& coverage : list_coverage(tx, team.id)) roster.coverage.push_back(std::move(coverage));
        for (const auto& member : list_members(tx, team.id)) roster.memberships.push_back(member);
    }
    CommissionerFilter everybody{.most = 1'000'000, .today = today};
    for (const auto& listed : list_commissioners(tx, everybody)) {
        roster.commissioners.push_back(listed.row.person);
        for (auto& a : list_appointments(tx, listed.row.person.id))
            if ((a.ended ? *a.ended : a.last) >= today) roster.appointments.push_back(std::move(a));
        for (auto& a : list_absences(tx, listed.row.person.id))
            if (a.last >= today) roster.absences.push_back(std::move(a));
    }
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
