#include "handlers/wire/people.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::int64_t first_region = 100000;
constexpr std::int64_t last_region = 999999;
constexpr std::int64_t last_township = 999999999;
constexpr std::size_t most_skills = 30;

std::vector<ProblemKind> kinds_of(Fields& fields)
{
    std::vector<ProblemKind> kinds;
    for (const auto& name : fields.texts("kinds", 12, {1, 40})) {
        if (const auto kind = problem_kind_of(name))
            kinds.push_back(*kind);
        else
            fields.fault("kinds", "field.choice");
    }
    return kinds;
}

}  // namespace

Commissioner read_commissioner(Fields& fields)
{
    Commissioner person;
    person.name = fields.text("name", {2, 30});
    person.phone = fields.phone("phone");
    person.organisation = fields.text("organisation", {2, 60});
    person.title = fields.text("title", {2, 30});
    person.county = fields.number("county", first_region, last_region);
    person.crops = fields.texts("crops", most_skills, {1, 60});
    person.kinds = kinds_of(fields);
    person.load_limit = static_cast<int>(fields.number_or("load_limit", 1, 100, person.load_limit));
    return person;
}

service::CommissionerChange read_commissioner_change(Fields& fields)
{
    service::CommissionerChange change;
    change.name = fields.maybe_text("name", {2, 30});
    if (fields.has("phone")) change.phone = fields.phone("phone");
    change.organisation = fields.maybe_text("organisation", {2, 60});
    change.title = fields.maybe_text("title", {2, 30});
    if (fields.has("county")) change.county = fields.number("county", first_region, last_region);
    if (fields.has("crops")) change.crops = fields.texts("crops", most_skills, {1, 60});
    if (fields.has("kinds")) change.kinds = kinds_of(fields);
    if (fields.has("load_limit")) change.load_limit = static_cast<int>(fields.number("load_limit", 1, 100));
    return change;
}

std::string read_suspension(Fields& fields)
{
    return fields.text("reason", {1, 200});
}

Appointment read_appointment(Fields& fields)
{
    Appointment appointment;
    appointment.programme = fields.choice("programme", programme_of);
    appointment.level = fields.choice("level", level_of);
    appointment.batch = fields.text("batch", {1, 20});
    appointment.first = fields.day("start");
    appointment.last = fields.day("end");
    return appointment;
}

service::TermEnd read_term_end(Fields& fields)
{
    service::TermEnd end;
    end.last_served = fields.day("ended_on");
    end.outcome = fields.choice("outcome", term_outcome_of);
    return end;
}

Absence read_absence(Fields& fields)
{
    Absence absence;
    absence.first = fields.day("start");
    absence.last = fields.day("end");
    absence.reason = fields.text("reason", {0, 200});
    absence.stand_in = fields.maybe_id<CommissionerId>("stand_in");
    return absence;
}

Team read_team(Fields& fields)
{
    Team team;
    team.name = fields.text("name", {2, 60});
    team.industry = fields.text("industry", {1, 60});
    team.region = fields.number("region", first_region, last_region);
    return team;
}

service::TeamChange read_team_change(Fields& fields)
{
    service::TeamChange change;
    change.name = fields.maybe_text("name", {2, 60});
    if (fields.has("active")) change.active = fields.flag_or("active", true);
    return change;
}

Membership read_membership(Fields& fields)
{
    Membership membership;
    membership.commissioner = fields.id<CommissionerId>("commissioner");
    membership.leader = fields.flag_or("leader", false);
    return membership;
}

Coverage read_coverage(Fields& fields)
{
    Coverage coverage;
    coverage.crop = fields.text("crop", {0, 60});
    coverage.region = fields.number("region", first_region, last_township);
    coverage.kind = fields.maybe_choice("kind", problem_kind_of);
    return coverage;
}

}  // namespace agri110::handlers::wire
