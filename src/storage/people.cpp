#include "storage/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <ranges>

#include "domain/names.hpp"

namespace agri110::storage {
namespace {

constexpr std::array<std::string_view, 4> standing_names{"active", "absent", "suspended", "without_term"};

std::string join(const std::vector<std::string>& words)
{
    return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> split(const std::string& text)
{
    std::vector<std::string> words;
    for (const auto& word : text | std::views::split(' '))
        if (!word.empty()) words.emplace_back(word.begin(), word.end());
    return words;
}

std::string kinds_text(const std::vector<ProblemKind>& kinds)
{
    std::vector<std::string> names;
    for (const auto kind : kinds) names.emplace_back(name_of(kind));
    return join(names);
}

const std::string commissioner_columns =
    "c.id, c.name, c.phone, c.organisation, c.title, c.county, c.crops, c.kinds, c.load_limit, c.suspended, c.version";

CommissionerRow read_commissioner(const Row& row)
{
    CommissionerRow found;
    auto& p = found.person;
    p.id = row.id<CommissionerId>(0);
    p.name = row.text(1);
    p.phone = row.text(2);
    p.organisation = row.text(3);
    p.title = row.text(4);
    p.county = row.integer(5);
    p.crops = split(row.text(6));
    for (const auto& kind : split(row.text(7))) p.kinds.push_back(problem_kind_of(kind).value());
    p.load_limit = static_cast<int>(row.integer(8));
    p.suspended = row.flag(9);
    found.version = row.integer(10);
    return found;
}

Appointment read_appointment(const Row& row)
{
    Appointment a;
    a.id = row.id<AppointmentId>(0);
    a.commissioner = row.id<CommissionerId>(1);
    a.programme = programme_of(row.text(2)).value();
    a.level = level_of(row.text(3)).value();
    a.batch = row.text(4);
    a.first = row.day(5);
    a.last = row.day(6);
    a.ended = row.maybe_day(7);
    if (!row.is_null(8)) a.outcome = term_outcome_of(row.text(8));
    return a;
}

Absence read_absence(const Row& row)
{
    Absence a{row.id<AbsenceId>(0), row.id<CommissionerId>(1), row.day(2), row.day(3), row.text(4), std::nullopt};
    if (!row.is_null(5)) a.stand_in = row.id<CommissionerId>(5);
    return a;
}

LiveLoad read_load(const Row& row, int c)
{
    return {static_cast<int>(row.integer(c)), static_cast<int>(row.integer(c + 1)),
            static_cast<int>(row.integer(c + 2)), row.instant(c + 3)};
}

const std::string has_term =
    "EXISTS (SELECT 1 FROM appointment a WHERE a.commissioner_id = c.id AND a.first_day <= $1 "
    "AND COALESCE(a.ended_day, a.last_day) >= $1)";
const std::string is_absent =
    "EXISTS (SELECT 1 FROM absence b WHERE b.commissioner_id = c.id AND b.cancelled = 0 "
    "AND b.first_day <= $1 AND b.last_day >= $1)";
/// 0..3, the order of Standing.
const std::string standing_sql =
    "CASE WHEN c.suspended = 1 THEN 2 WHEN NOT " + has_term + " THEN 3 WHEN " + is_absent + " THEN 1 ELSE 0 END";

const std::string select_listed =
    "SELECT " + commissioner_columns + ", " + standing_sql +
    ", COALESCE(l.open, 0), COALESCE(l.answered, 0), COALESCE(l.solved, 0), COALESCE(l.last_assigned_at, 0), "
    "(SELECT MAX(COALESCE(a.ended_day, a.last_day)) FROM appointment a WHERE a.commissioner_id = c.id) "
    "FROM commissioner c LEFT JOIN commissioner_load l ON l.commissioner_id = c.id";

ListedCommissioner read_listed(const Row& row)
{
    return {read_commissioner(row), static_cast<Standing>(row.integer(11)), read_load(row, 12), row.maybe_day(16)};
}

}  // namespace

std::string_view name_of(Standing standing)
{
    return standing_names.at(static_cast<std::size_t>(standing));
}

std::optional<Standing> standing_of(std::string_view name)
{
    return value_named<Standing>(standing_names, name);
}

void insert_commissioner(Transaction& tx, const Commissioner& p, Instant now)
{
    tx.execute(
        "INSERT INTO commissioner (id, name, phone, organisation, title, county, crops, kinds, load_limit, suspended, "
        "version, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)",
        p.id, p.name, p.phone, p.organisation, p.title, p.county, join(p.crops), kinds_text(p.kinds), p.load_limit,
        p.suspended, now);
    tx.execute(
        "INSERT INTO commissioner_load (commissioner_id, open, answered, solved, last_assigned_at) VALUES ($1, 0, 0, "
        "0, 0)",
        p.id);
}

bool change_commissioner(Transaction& tx, const CommissionerRow& changed)
{
    const auto& p = changed.person;
    return tx.execute(
               "UPDATE commissioner SET name = $3, phone = $4, organisation = $5, title = $6, county = $7, crops = $8, "
               "kinds = $9, load_limit = $10, suspended = $11, version = version + 1 WHERE id = $1 AND version = $2",
               p.id, changed.version, p.name, p.phone, p.organisation, p.title, p.county, join(p.crops),
               kinds_text(p.kinds), p.load_limit, p.suspended) == 1;
}

std::optional<CommissionerRow> find_commissioner(Transaction& tx, CommissionerId id)
{
    return tx.row("SELECT " + commissioner_columns + " FROM commissioner c WHERE c.id = $1", read_commissioner, id);
}

std::optional<CommissionerRow> find_commissioner_by_phone(Transaction& tx, std::string_view phone)
{
    return tx.row("SELECT " + commissioner_columns + " FROM commissioner c WHERE c.phone = $1", read_commissioner,
                  phone);
}

std::vector<Commissioner> list_everybody(Transaction& tx)
{
    return tx.rows("SELECT " + commissioner_columns + " FROM commissioner c ORDER BY c.id",
                   [](const Row& row) { return read_commissioner(row).person; });
}

std::vector<ListedCommissioner> list_commissioners(Transaction& tx, const CommissionerFilter& f)
{
    std::vector<Value> args{bind(f.today), bind(f.after.value), bind(f.most)};
    std::string where = " WHERE c.id > $2";
    const auto add = [&](std::string_view sql, Value value) {
        args.push_back(std::move(value));
        where += " AND " + fmt::format(fmt::runtime(sql), fmt::arg("p", fmt::format("${}", args.size())));
    };
    if (!f.name.empty()) add("(substr(c.name, 1, length({p})) = {p} OR c.phone = {p})", bind(f.name));
    if (f.team)
        add("EXISTS (SELECT 1 FROM membership m WHERE m.commissioner_id = c.id AND m.left_at IS NULL AND m.team_id = "
            "{p})",
            bind(f.team));
    if (f.counties) {
        add("c.county >= {p}", bind(f.counties->first));
        add("c.county <= {p}", bind(f.counties->last));
    }
    if (!f.any_of_teams.empty()) {
        std::string list;
        for (const auto team : f.any_of_teams) {
            args.push_back(bind(team));
            list += fmt::format("{}${}", list.empty() ? "" : ", ", args.size());
        }
        where +=
            " AND EXISTS (SELECT 1 FROM membership m WHERE m.commissioner_id = c.id AND m.left_at IS NULL AND "
            "m.team_id IN (" +
            list + "))";
    }
    if (f.standing) add(standing_sql + " = {p}", bind(static_cast<int>(*f.standing)));
    tx.write_postponed();
    return tx.rows_of(select_listed + where + " ORDER BY c.id LIMIT $3", read_listed, args);
}

std::optional<ListedCommissioner> find_listed_commissioner(Transaction& tx, CommissionerId id, Day today)
{
    tx.write_postponed();
    return tx.row(select_listed + " WHERE c.id = $2", read_listed, today, id);
}

void insert_appointment(Transaction& tx, const Appointment& a)
{
    tx.execute(
        "INSERT INTO appointment (id, commissioner_id, programme, level, batch, first_day, last_day) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        a.id, a.commissioner, name_of(a.programme), name_of(a.level), a.batch, a.first, a.last);
}

bool end_appointment(Transaction& tx, CommissionerId person, AppointmentId id, Day last_served, TermOutcome outcome)
{
    return tx.execute(
               "UPDATE appointment SET ended_day = $3, outcome = $4 WHERE id = $1 AND commissioner_id = $2 AND "
               "ended_day IS NULL",
               id, person, last_served, name_of(outcome)) == 1;
}

std::vector<Appointment> list_appointments(Transaction& tx, CommissionerId person)
{
    return tx.rows(
        "SELECT id, commissioner_id, programme, level, batch, first_day, last_day, ended_day, outcome FROM appointment "
        "WHERE commissioner_id = $1 ORDER BY first_day DESC, id DESC",
        read_appointment, person);
}

std::vector<Appointment> list_running_appointments(Transaction& tx, Day today)
{
    return tx.rows(
        "SELECT id, commissioner_id, programme, level, batch, first_day, last_day, ended_day, outcome FROM appointment "
        "WHERE COALESCE(ended_day, last_day) >= $1 ORDER BY commissioner_id, first_day DESC, id DESC",
        read_appointment, today);
}

void insert_absence(Transaction& tx, const Absence& a)
{
    tx.execute(
        "INSERT INTO absence (id, commissioner_id, first_day, last_day, reason, stand_in_id, cancelled) "
        "VALUES ($1, $2, $3, $4, $5, $6, 0)",
        a.id, a.commissioner, a.first, a.last, a.reason, a.stand_in);
}

bool end_absence(Transaction& tx, CommissionerId person, AbsenceId id, Day last)
{
    return tx.execute(
               "UPDATE absence SET cancelled = CASE WHEN first_day > $3 THEN 1 ELSE 0 END, "
               "last_day = CASE WHEN first_day > $3 THEN last_day ELSE $3 END "
               "WHERE id = $1 AND commissioner_id = $2 AND cancelled = 0 AND last_day > $3",
               id, person, last) == 1;
}

std::vector<Absence> list_absences(Transaction& tx, CommissionerId person)
{
    return tx.rows(
        "SELECT id, commissioner_id, first_day, last_day, reason, stand_in_id FROM absence "
        "WHERE commissioner_id = $1 AND cancelled = 0 ORDER BY first_day DESC, id DESC",
        read_absence, person);
}

std::vector<Absence> list_running_absences(Transaction& tx, Day today)
{
    return tx.rows(
        "SELECT id, commissioner_id, first_day, last_day, reason, stand_in_id FROM absence "
        "WHERE cancelled = 0 AND last_day >= $1 ORDER BY commissioner_id, first_day DESC, id DESC",
        read_absence, today);
}

std::vector<CommissionerId> list_holders_without_term(Transaction& tx, Day today)
{
    tx.write_postponed();
    return tx.rows(
        "SELECT c.id FROM commissioner c JOIN commissioner_load l ON l.commissioner_id = c.id "
        "WHERE l.open > 0 AND (c.suspended = 1 OR NOT " +
            has_term + ") ORDER BY c.id",
        [](const Row& row) { return row.id<CommissionerId>(0); }, today);
}

std::vector<ReportId> list_offers_to_absent(Transaction& tx, Day today)
{
    // From the few who are absent to what they hold: SQLite keeps to the order of a CROSS JOIN.
    return tx.rows(
        "SELECT DISTINCT r.id FROM absence b CROSS JOIN report r WHERE b.cancelled = 0 AND b.first_day <= $1 "
        "AND b.last_day >= $1 AND r.commissioner_id = b.commissioner_id AND r.finished_at IS NULL "
        "AND r.state = 'assigned' ORDER BY r.id",
        [](const Row& row) { return row.id<ReportId>(0); }, today);
}

}  // namespace agri110::storage
