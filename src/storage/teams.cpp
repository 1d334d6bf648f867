#include "storage/teams.hpp"

#include <fmt/format.h>

#include <set>

namespace agri110::storage {
namespace {

TeamRow read_team(const Row& row)
{
    return {{row.id<TeamId>(0), row.text(1), row.text(2), row.integer(3), row.flag(4)}, row.integer(5)};
}

const std::string team_columns = "t.id, t.name, t.industry, t.region, t.active, t.version";

ListedTeam read_listed(const Row& row)
{
    return {read_team(row),
            row.id<CommissionerId>(6),
            row.text(7),
            static_cast<int>(row.integer(8)),
            static_cast<int>(row.integer(9)),
            static_cast<int>(row.integer(10))};
}

const std::string members_of_team =
    "FROM membership m JOIN commissioner c ON c.id = m.commissioner_id "
    "WHERE m.team_id = t.id AND m.left_at IS NULL";
const std::string select_listed = "SELECT " + team_columns + ", (SELECT c.id " + members_of_team +
                                  " AND m.leader = 1), COALESCE((SELECT c.name " + members_of_team +
                                  " AND m.leader = 1), ''), (SELECT COUNT(*) " + members_of_team +
                                  "), (SELECT COUNT(*) FROM report r WHERE r.team_id = t.id AND r.finished_at IS "
                                  "NULL), (SELECT COALESCE(SUM(c.load_limit), 0) " +
                                  members_of_team + ") FROM team t";

Coverage read_coverage(const Row& row)
{
    Coverage c{row.id<CoverageId>(0), row.id<TeamId>(1), row.text(2), row.integer(3), std::nullopt};
    if (!row.is_null(4)) c.kind = problem_kind_of(row.text(4));
    return c;
}

Membership read_membership(const Row& row)
{
    return {row.id<TeamId>(0), row.id<CommissionerId>(1), row.flag(2)};
}

}  // namespace

void insert_team(Transaction& tx, const Team& t)
{
    tx.execute("INSERT INTO team (id, name, industry, region, active, version) VALUES ($1, $2, $3, $4, $5, 1)", t.id,
               t.name, t.industry, t.region, t.active);
}

bool change_team(Transaction& tx, const TeamRow& changed)
{
    const auto& t = changed.team;
    return tx.execute("UPDATE team SET name = $3, active = $4, version = version + 1 WHERE id = $1 AND version = $2",
                      t.id, changed.version, t.name, t.active) == 1;
}

std::optional<TeamRow> find_team(Transaction& tx, TeamId id)
{
    return tx.row("SELECT " + team_columns + " FROM team t WHERE t.id = $1", read_team, id);
}

std::optional<TeamRow> find_team_by_name(Transaction& tx, std::string_view name)
{
    return tx.row("SELECT " + team_columns + " FROM team t WHERE t.name = $1", read_team, name);
}

std::vector<ListedTeam> list_teams(Transaction& tx, const TeamFilter& f)
{
    std::vector<Value> args;
    std::string where = " WHERE 1 = 1";
    const auto parameter = [&](Value value) {
        args.push_back(std::move(value));
        return fmt::format("${}", args.size());
    };
    if (f.counties) {
        const auto first = parameter(bind(f.counties->first));
        where += " AND t.region BETWEEN " + first + " AND " + parameter(bind(f.counties->last));
    }
    if (!f.industry.empty()) where += " AND t.industry = " + parameter(bind(f.industry));
    if (!f.only.empty()) {
        std::string list;
        for (const auto team : f.only) list += (list.empty() ? "" : ", ") + parameter(bind(team));
        where += " AND t.id IN (" + list + ")";
    }
    return tx.rows_of(select_listed + where + " ORDER BY t.region, t.name", read_listed, args);
}

std::vector<Team> list_active_teams(Transaction& tx)
{
    return tx.rows("SELECT " + team_columns + " FROM team t WHERE t.active = 1 ORDER BY t.id",
                   [](const Row& row) { return read_team(row).team; });
}

std::vector<Membership> list_members(Transaction& tx, TeamId team)
{
    return tx.rows(
        "SELECT m.team_id, m.commissioner_id, m.leader FROM membership m JOIN commissioner c ON c.id = "
        "m.commissioner_id "
        "WHERE m.team_id = $1 AND m.left_at IS NULL ORDER BY m.leader DESC, c.name, c.id",
        read_membership, team);
}

std::vector<Membership> list_active_members(Transaction& tx)
{
    return tx.rows(
        "SELECT m.team_id, m.commissioner_id, m.leader FROM membership m JOIN team t ON t.id = m.team_id "
        "WHERE t.active = 1 AND m.left_at IS NULL ORDER BY m.team_id, m.leader DESC, m.commissioner_id",
        read_membership);
}

std::vector<TeamOfPerson> list_teams_of(Transaction& tx, CommissionerId person)
{
    return tx.rows(
        "SELECT t.id, t.name, m.leader FROM membership m JOIN team t ON t.id = m.team_id "
        "WHERE m.commissioner_id = $1 AND m.left_at IS NULL ORDER BY t.name",
        [](const Row& row) { return TeamOfPerson{row.id<TeamId>(0), row.text(1), row.flag(2)}; }, person);
}

void insert_membership(Transaction& tx, std::int64_t id, const Membership& m, Instant now)
{
    tx.execute("INSERT INTO membership (id, team_id, commissioner_id, leader, joined_at) VALUES ($1, $2, $3, $4, $5)",
               id, m.team, m.commissioner, m.leader, now);
}

bool end_membership(Transaction& tx, TeamId team, CommissionerId person, Instant now)
{
    return tx.execute(
               "UPDATE membership SET left_at = $3 WHERE team_id = $1 AND commissioner_id = $2 AND left_at IS NULL",
               team, person, now) == 1;
}

void clear_leader(Transaction& tx, TeamId team)
{
    tx.execute("UPDATE membership SET leader = 0 WHERE team_id = $1 AND left_at IS NULL AND leader = 1", team);
}

void set_leader(Transaction& tx, TeamId team, CommissionerId person)
{
    tx.execute("UPDATE membership SET leader = 1 WHERE team_id = $1 AND commissioner_id = $2 AND left_at IS NULL", team,
               person);
}

std::vector<Coverage> list_coverage(Transaction& tx, TeamId team)
{
    return tx.rows(
        "SELECT id, team_id, crop, region, kind FROM coverage WHERE team_id = $1 AND removed_at IS NULL "
        "ORDER BY region, crop, id",
        read_coverage, team);
}

std::vector<Coverage> list_active_coverage(Transaction& tx)
{
    return tx.rows(
        "SELECT o.id, o.team_id, o.crop, o.region, o.kind FROM coverage o JOIN team t ON t.id = o.team_id "
        "WHERE t.active = 1 AND o.removed_at IS NULL ORDER BY o.team_id, o.region, o.crop, o.id",
        read_coverage);
}

void insert_coverage(Transaction& tx, const Coverage& c, Instant now)
{
    tx.execute("INSERT INTO coverage (id, team_id, crop, region, kind, added_at) VALUES ($1, $2, $3, $4, $5, $6)", c.id,
               c.team, c.crop, c.region, c.kind ? std::optional(name_of(*c.kind)) : std::nullopt, now);
}

bool end_coverage(Transaction& tx, TeamId team, CoverageId id, Instant now)
{
    return tx.execute("UPDATE coverage SET removed_at = $3 WHERE id = $1 AND team_id = $2 AND removed_at IS NULL", id,
                      team, now) == 1;
}

void append_roster_change(Transaction& tx, const RosterChange& c)
{
    tx.execute(
        "INSERT INTO roster_change (id, at, account_id, author, commissioner_id, team_id, change, note) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        c.id, c.at, c.account, c.author, c.commissioner, c.team, c.change, c.note);
}

std::vector<RosterChange> list_roster_changes(Transaction& tx, CommissionerId person, int most)
{
    return tx.rows(
        "SELECT id, at, account_id, author, commissioner_id, team_id, change, note FROM roster_change "
        "WHERE commissioner_id = $1 ORDER BY id DESC LIMIT $2",
        [](const Row& row) {
            return RosterChange{
                row.integer(0),    row.instant(1), row.id<AccountId>(2), row.text(3), row.id<CommissionerId>(4),
                row.id<TeamId>(5), row.text(6),    row.text(7)};
        },
        person, most);
}

std::vector<std::string> list_crops_in_use(Transaction& tx)
{
    const auto lists = tx.rows(
        "SELECT crop FROM report UNION SELECT crop FROM coverage WHERE removed_at IS NULL "
        "UNION SELECT industry FROM team UNION SELECT crops FROM commissioner UNION SELECT crop FROM solved_case",
        [](const Row& row) { return row.text(0); });
    std::set<std::string> crops;
    for (const auto& list : lists) {
        std::istringstream in(list);  // a person's skills are several ids in one column
        for (std::string crop; in >> crop;) crops.insert(crop);
    }
    return {crops.begin(), crops.end()};
}

}  // namespace agri110::storage
