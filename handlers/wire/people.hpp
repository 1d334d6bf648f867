// Commissioners, teams and rosters in and out of JSON.
#pragma once

#include <string>

#include "handlers/wire/fields.hpp"
#include "service/import_roster.hpp"
#include "service/once.hpp"
#include "service/teams.hpp"

namespace agri110::handlers::wire {

Commissioner read_commissioner(Fields& fields);
service::CommissionerChange read_commissioner_change(Fields& fields);
std::string read_suspension(Fields& fields);
Appointment read_appointment(Fields& fields);
service::TermEnd read_term_end(Fields& fields);
Absence read_absence(Fields& fields);
Team read_team(Fields& fields);
service::TeamChange read_team_change(Fields& fields);
Membership read_membership(Fields& fields);
Coverage read_coverage(Fields& fields);

service::Reply write_commissioners(const service::Context& context, const service::CommissionerPage& page);
service::Reply write_commissioner(const service::Context& context, const service::CommissionerView& view);
service::Reply write_created_commissioner(const service::Context& context, const service::CommissionerView& view);
service::Reply write_absences(const service::Context& context, const service::CommissionerView& view);
service::Reply write_teams(const service::Context& context, const std::vector<service::TeamView>& teams);
service::Reply write_team(const service::Context& context, const service::TeamView& view);
service::Reply write_created_team(const service::Context& context, const service::TeamView& view);
service::Reply write_import(const service::Context& context, const service::ImportResult& result);

}  // namespace agri110::handlers::wire
