#include "service/commissioners.hpp"

#include <algorithm>

#include "service/timers.hpp"
#include "storage/accounts.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::days longest_term{5 * 366};
constexpr std::chrono::days longest_leave{366};
constexpr int page_size = 50;

std::vector<TeamId> own_teams(storage::Transaction& tx, const Actor& actor)
{
    std::vector<TeamId> teams;
    if (!actor.commissioner) return teams;
    for (const auto& team : storage::list_teams_of(tx, actor.commissioner)) teams.push_back(team.team);
    return teams;
}

bool share_a_team(storage::Transaction& tx, const Actor& actor, CommissionerId person)
{
    const auto mine = own_teams(tx, actor);
    return std::ranges::any_of(storage::list_teams_of(tx, person), [&](const storage::TeamOfPerson& team) {
        return std::ranges::find(mine, team.team) != mine.end();
    });
}

bool is_visible(storage::Transaction& tx, const Actor& actor, const Commissioner& person)
{
    if (!allows(actor, Task::see_people)) return false;
    if (actor.commissioner == person.id && person.id) return true;
    return in_scope(actor, person.county) || share_a_team(tx, actor, person.id);
}

Outcome<storage::CommissionerRow> find_visible(storage::Transaction& tx, const Context& context, CommissionerId id)
{
    auto row = storage::find_commissioner(tx, id);
    if (!row || !is_visible(tx, context.actor, row->person)) return refuse(Fault::not_found, "commissioner.unknown");
    return std::move(*row);
}

/// Opens a record for change by an official of its region.
Outcome<storage::CommissionerRow> open_managed(storage::Transaction& tx, const Context& context,
                                               const PersonTicket& ticket)
{
    auto row = find_visible(tx, context, ticket.id);
    if (!row) return row;
    if (!allows(context.actor, Task::manage_people) || !in_scope(context.actor, row->person.county))
        return refuse(Fault::forbidden, "forbidden");
    if (ticket.expected_version && *ticket.expected_version != row->version)
        return refuse(Fault::stale, "commissioner.stale");
    return row;
}

CommissionerView view_of(storage::Transaction& tx, const Context& context, const storage::ListedCommissioner& listed)
{
    const auto& person = listed.row.person;
    CommissionerView view{
        .listed = listed, .teams = storage::list_teams_of(tx, person.id), .today = day_of(context.now)};
    view.may_manage = allows(context.actor, Task::manage_people) && in_scope(context.actor, person.county);
    view.may_change_absences = may_change_absences(context.actor, person.id, person.county);
    return view;
}

CommissionerView whole_view(storage::Transaction& tx, const Context& context, CommissionerId id)
{
    auto view = view_of(tx, context, storage::find_listed_commissioner(tx, id, day_of(context.now)).value());
    view.appointments = storage::list_appointments(tx, id);
    view.absences = storage::list_absences(tx, id);
    for (const auto& absence : view.absences)
        if (absence.stand_in)
            if (const auto stand_in = storage::find_commissioner(tx, *absence.stand_in))
                view.stand_in_names.emplace_back(*absence.stand_in, stand_in->person.name);
    return view;
}

std::optional<Refusal> phone_taken(storage::Transaction& tx, const std::string& phone, CommissionerId by_other_than)
{
    const auto person = storage::find_commissioner_by_phone(tx, phone);
    const auto account = storage::find_account_by_phone(tx, phone);
    const bool taken =
        (person && person->person.id != by_other_than) || (account && account->commissioner != by_other_than);
    if (!taken && !(account && !account->commissioner)) return std::nullopt;
    return Refusal{Fault::conflict, "commissioner.invalid", {{"phone", "field.phone.taken"}}};
}

void save(storage::Transaction& tx, const Context& context, const storage::CommissionerRow& row,
          const std::string& change, const std::string& note = {})
{
    if (!storage::change_commissioner(tx, row))
        throw storage::StorageError("a commissioner changed under its own transaction");
    record_roster_change(tx, context, row.person.id, {}, change, note);
}

bool overlap(Day first, Day last, Day other_first, Day other_last)
{
    return first <= other_last && other_first <= last;
}

template <class T>
void take(const std::optional<T>& from, T& to)
{
    if (from) to = *from;
}

}  // namespace

Outcome<CommissionerPage> list_commissioners(storage::Transaction& tx, const Context& context,
                                             const CommissionerQuery& query)
{
    if (!allows(context.actor, Task::see_people)) return refuse(Fault::forbidden, "forbidden");
    storage::CommissionerFilter filter{.name = query.words,
                                       .team = query.team,
                                       .standing = query.standing,
                                       .after = query.after,
                                       .most = page_size + 1,
                                       .today = day_of(context.now)};
    if (query.region) filter.counties = counties_of(query.region);
    if (context.actor.commissioner) {
        filter.any_of_teams = own_teams(tx, context.actor);
        if (filter.any_of_teams.empty()) return CommissionerPage{};
    } else if (!query.team && !in_scope(context.actor, query.region ? query.region : context.actor.region)) {
        return refuse(Fault::forbidden, "forbidden");
    } else if (!query.region && !query.team) {
        filter.counties = counties_of(context.actor.region);
    }
    auto rows = storage::list_commissioners(tx, filter);
    CommissionerPage page;
    if (rows.size() > page_size) {
        rows.pop_back();
        page.next = rows.back().row.person.id;
    }
    for (const auto& row : rows)
        if (is_visible(tx, context.actor, row.row.person)) page.rows.push_back(view_of(tx, context, row));
    return page;
}

Outcome<CommissionerView> show_commissioner(storage::Transaction& tx, const Context& context, CommissionerId id)
{
    if (const auto row = find_visible(tx, context, id); !row) return std::unexpected(row.error());
    return whole_view(tx, context, id);
}

Outcome<CommissionerView> create_commissioner(storage::Transaction& tx, const Context& context,
                                              const Commissioner& wanted)
{
    if (!allows(context.actor, Task::manage_people)) return refuse(Fault::forbidden, "forbidden");
    if (auto faults = faults_of(context, wanted); !faults.empty())
        return refuse(Fault::invalid, "commissioner.invalid", std::move(faults));
    if (!in_scope(context.actor, wanted.county)) return refuse(Fault::forbidden, "commissioner.outside_scope");
    if (auto taken = phone_taken(tx, wanted.phone, {})) return std::unexpected(std::move(*taken));
    auto person = wanted;
    person.id = context.new_id<CommissionerId>();
    keep_new_commissioner(tx, context, person);
    return whole_view(tx, context, person.id);
}

Outcome<CommissionerView> change_commissioner(storage::Transaction& tx, const Context& context,
                                              const PersonTicket& ticket, const CommissionerChange& change)
{
    auto row = open_managed(tx, context, ticket);
    if (!row) return std::unexpected(row.error());
    auto& person = row->person;
    take(change.name, person.name);
    take(change.phone, person.phone);
    take(change.organisation, person.organisation);
    take(change.title, person.title);
    take(change.county, person.county);
    take(change.crops, person.crops);
    take(change.kinds, person.kinds);
    take(change.load_limit, person.load_limit);
    if (auto faults = faults_of(context, person); !faults.empty())
        return refuse(Fault::invalid, "commissioner.invalid", std::move(faults));
    if (!in_scope(context.actor, person.county)) return refuse(Fault::forbidden, "commissioner.outside_scope");
    if (auto taken = phone_taken(tx, person.phone, person.id)) return std::unexpected(std::move(*taken));
    save(tx, context, *row, "edit");
    storage::change_account_phone(tx, person.id, person.phone, person.name);
    return whole_view(tx, context, person.id);
}

Outcome<CommissionerView> suspend_commissioner(storage::Transaction& tx, const Context& context,
                                               const PersonTicket& ticket, const std::string& reason)
{
    auto row = open_managed(tx, context, ticket);
    if (!row) return std::unexpected(row.error());
    if (row->person.suspended) return refuse(Fault::conflict, "commissioner.suspended_already");
    row->person.suspended = true;
    save(tx, context, *row, "suspend", reason);
    hand_over_work_of(tx, context, ticket.id);
    return whole_view(tx, context, ticket.id);
}

Outcome<CommissionerView> resume_commissioner(storage::Transaction& tx, const Context& context,
                                              const PersonTicket& ticket)
{
    auto row = open_managed(tx, context, ticket);
    if (!row) return std::unexpected(row.error());
    if (!row->person.suspended) return refuse(Fault::conflict, "commissioner.not_suspended");
    row->person.suspended = false;
    save(tx, context, *row, "resume");
    return whole_view(tx, context, ticket.id);
}

Outcome<CommissionerView> appoint(storage::Transaction& tx, const Context& context, const Appointment& wanted)
{
    if (auto row = open_managed(tx, context, {wanted.commissioner, {}}); !row) return std::unexpected(row.error());
    if (auto faults = faults_of(tx, wanted); !faults.empty())
        return refuse(Fault::invalid, "appointment.invalid", std::move(faults));
    auto appointment = wanted;
    appointment.id = context.new_id<AppointmentId>();
    storage::insert_appointment(tx, appointment);
    record_roster_change(tx, context, wanted.commissioner, {}, "appoint", wanted.batch);
    return whole_view(tx, context, wanted.commissioner);
}

Outcome<CommissionerView> end_term(storage::Transaction& tx, const Context& context, const TermEnd& end)
{
    if (auto row = open_managed(tx, context, {end.person, {}}); !row) return std::unexpected(row.error());
    const auto terms = storage::list_appointments(tx, end.person);
    const auto term = std::ranges::find(terms, end.appointment, &Appointment::id);
    if (term == terms.end()) return refuse(Fault::not_found, "appointment.unknown");
    if (term->ended) return refuse(Fault::conflict, "appointment.ended");
    if (end.last_served < term->first || end.last_served > term->last)
        return refuse(Fault::invalid, "appointment.invalid", {{"ended_on", "field.day.outside_term"}});
    storage::end_appointment(tx, end.person, end.appointment, end.last_served, end.outcome);
    record_roster_change(tx, context, end.person, {}, "end_term", std::string(name_of(end.outcome)));
    const auto today = day_of(context.now);
    const auto left = storage::list_appointments(tx, end.person);
    if (std::ranges::none_of(left, [&](const Appointment& a) { return a.active_on(today); }))
        hand_over_work_of(tx, context, end.person);
    return whole_view(tx, context, end.person);
}

Outcome<CommissionerView> add_absence(storage::Transaction& tx, const Context& context, const Absence& wanted)
{
    const auto row = find_visible(tx, context, wanted.commissioner);
    if (!row) return std::unexpected(row.error());
    if (!may_change_absences(context.actor, wanted.commissioner, row->person.county))
        return refuse(Fault::forbidden, "forbidden");
    std::vector<FieldError> faults;
    if (wanted.last < wanted.first || wanted.last - wanted.first > longest_leave)
        faults.push_back({"end", "field.day.order"});
    if (wanted.last < day_of(context.now)) faults.push_back({"end", "field.day.past"});
    const auto others = storage::list_absences(tx, wanted.commissioner);
    if (std::ranges::any_of(others,
                            [&](const Absence& a) { return overlap(wanted.first, wanted.last, a.first, a.last); }))
        faults.push_back({"start", "field.day.overlap"});
    const bool stand_in_exists = !wanted.stand_in || (*wanted.stand_in != wanted.commissioner &&
                                                      storage::find_commissioner(tx, *wanted.stand_in));
    if (!stand_in_exists) faults.push_back({"stand_in", "field.stand_in.unknown"});
    if (!faults.empty()) return refuse(Fault::invalid, "absence.invalid", std::move(faults));
    auto absence = wanted;
    absence.id = context.new_id<AbsenceId>();
    storage::insert_absence(tx, absence);
    record_roster_change(tx, context, wanted.commissioner, {}, "add_absence", wanted.reason);
    return whole_view(tx, context, wanted.commissioner);
}

Outcome<CommissionerView> end_absence(storage::Transaction& tx, const Context& context, const AbsenceEnd& end)
{
    const auto row = find_visible(tx, context, end.person);
    if (!row) return std::unexpected(row.error());
    if (!may_change_absences(context.actor, end.person, row->person.county))
        return refuse(Fault::forbidden, "forbidden");
    // Back at work today, so the last day away was yesterday.
    if (!storage::end_absence(tx, end.person, end.absence, day_of(context.now) - std::chrono::days{1}))
        return refuse(Fault::not_found, "absence.unknown");
    record_roster_change(tx, context, end.person, {}, "end_absence");
    return whole_view(tx, context, end.person);
}

std::vector<FieldError> faults_of(const Context& context, const Commissioner& person)
{
    std::vector<FieldError> faults;
    const auto& knowledge = context.knowledge();
    if (!knowledge.regions.is_county(person.county)) faults.push_back({"county", "field.county.unknown"});
    for (const auto& crop : person.crops)
        if (!knowledge.crops.find(crop)) faults.push_back({"crops", "field.crop.unknown"});
    if (person.load_limit < 1 || person.load_limit > 100) faults.push_back({"load_limit", "field.out_of_range"});
    return faults;
}

void keep_new_commissioner(storage::Transaction& tx, const Context& context, const Commissioner& person)
{
    storage::insert_commissioner(tx, person, context.now);
    storage::insert_account(tx,
                            {.id = context.new_id<AccountId>(),
                             .phone = person.phone,
                             .name = person.name,
                             .role = Role::commissioner,
                             .region = person.county,
                             .commissioner = person.id},
                            context.now);
    record_roster_change(tx, context, person.id, {}, "create");
}

void record_roster_change(storage::Transaction& tx, const Context& context, CommissionerId person, TeamId team,
                          const std::string& change, const std::string& note)
{
    constexpr std::size_t version_bytes = 8;
    storage::append_roster_change(tx, {context.ids->next(context.now), context.now, context.actor.account,
                                       context.actor.name, person, team, change, note});
    storage::change_roster_version(tx, context.ids->secret(version_bytes));
}

std::vector<FieldError> faults_of(storage::Transaction& tx, const Appointment& wanted)
{
    std::vector<FieldError> faults;
    if (wanted.last < wanted.first) faults.push_back({"end", "field.day.order"});
    if (wanted.last - wanted.first > longest_term) faults.push_back({"end", "field.day.term_too_long"});
    for (const auto& other : storage::list_appointments(tx, wanted.commissioner))
        if (other.programme == wanted.programme &&
            overlap(wanted.first, wanted.last, other.first, other.ended ? *other.ended : other.last)) {
            faults.push_back({"start", "field.day.overlap"});
            break;
        }
    return faults;
}

}  // namespace agri110::service
