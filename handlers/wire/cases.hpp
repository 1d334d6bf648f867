// Solved cases in and out of JSON, as staff see them.
#pragma once

#include <string>

#include "handlers/wire/fields.hpp"
#include "service/once.hpp"
#include "service/solved_cases.hpp"

namespace agri110::handlers::wire {

service::CaseEditing read_case_editing(Fields& fields);
std::string read_note(Fields& fields);  // {note?}
/// From ?state=&team=&after=; refuses unknown states.
Outcome<storage::CaseFilter> read_case_filter(const std::string& state, const std::string& team,
                                              const std::string& after);

/// With its version: 201 after a POST, 200 otherwise.
service::Reply write_created_case(const service::Context& context, const service::CaseView& view);
service::Reply write_case(const service::Context& context, const service::CaseView& view);
service::Reply write_cases(const service::Context& context, const storage::CasePage& page);

}  // namespace agri110::handlers::wire
