// The doors, by the file they stand in. What each does is said in routes.cpp.
#pragma once

#include "handlers/call.hpp"

namespace agri110::handlers {

// health.cpp
awaitable<Response> show_health(Call call);
awaitable<Response> show_readiness(Call call);

// knowledge.cpp
awaitable<Response> show_service(Call call);
awaitable<Response> list_regions(Call call);
awaitable<Response> list_crops(Call call);
awaitable<Response> list_problem_kinds(Call call);
awaitable<Response> list_first_questions(Call call);
awaitable<Response> understand(Call call);

// documents.cpp
awaitable<Response> search_knowledge(Call call);
awaitable<Response> show_article(Call call);

// openapi.cpp
awaitable<Response> show_openapi(Call call);

// uploads.cpp
awaitable<Response> create_upload(Call call);
awaitable<Response> show_tracked_photo(Call call);
awaitable<Response> show_photo(Call call);

// reports.cpp
awaitable<Response> create_report(Call call);
awaitable<Response> list_reports(Call call);
awaitable<Response> show_report(Call call);
awaitable<Response> change_report(Call call);
awaitable<Response> show_routing(Call call);
awaitable<Response> preview_routing(Call call);

// report_work.cpp
awaitable<Response> create_acceptance(Call call);
awaitable<Response> create_refusal(Call call);
awaitable<Response> create_answer(Call call);
awaitable<Response> create_question(Call call);
awaitable<Response> create_visit(Call call);
awaitable<Response> create_resolution(Call call);
awaitable<Response> create_transfer(Call call);
awaitable<Response> create_rejection(Call call);
awaitable<Response> create_alert(Call call);
awaitable<Response> create_duplicate(Call call);
awaitable<Response> create_reopening(Call call);

// track.cpp
awaitable<Response> show_tracked(Call call);
awaitable<Response> create_reply(Call call);
awaitable<Response> create_confirmation(Call call);
awaitable<Response> create_withdrawal(Call call);
awaitable<Response> create_own_reopening(Call call);
awaitable<Response> create_phone_code(Call call);
awaitable<Response> list_my_reports(Call call);

// session.cpp
awaitable<Response> create_session(Call call);
awaitable<Response> show_session(Call call);
awaitable<Response> remove_session(Call call);
awaitable<Response> change_password(Call call);

// commissioners.cpp
awaitable<Response> list_commissioners(Call call);
awaitable<Response> create_commissioner(Call call);
awaitable<Response> show_commissioner(Call call);
awaitable<Response> change_commissioner(Call call);
awaitable<Response> create_suspension(Call call);
awaitable<Response> remove_suspension(Call call);
awaitable<Response> create_appointment(Call call);
awaitable<Response> end_appointment(Call call);
awaitable<Response> list_absences(Call call);
awaitable<Response> create_absence(Call call);
awaitable<Response> remove_absence(Call call);
awaitable<Response> import_commissioners(Call call);

// teams.cpp
awaitable<Response> list_teams(Call call);
awaitable<Response> create_team(Call call);
awaitable<Response> show_team(Call call);
awaitable<Response> change_team(Call call);
awaitable<Response> create_member(Call call);
awaitable<Response> remove_member(Call call);
awaitable<Response> create_coverage(Call call);
awaitable<Response> remove_coverage(Call call);

// cases.cpp
awaitable<Response> create_case(Call call);
awaitable<Response> list_cases(Call call);
awaitable<Response> show_case(Call call);
awaitable<Response> change_case(Call call);
awaitable<Response> create_publication(Call call);
awaitable<Response> create_return(Call call);
awaitable<Response> create_case_withdrawal(Call call);

// documents.cpp
awaitable<Response> show_public_case(Call call);
awaitable<Response> create_helped(Call call);
awaitable<Response> list_suggestions(Call call);

// knowledge_files.cpp
awaitable<Response> list_knowledge_files(Call call);
awaitable<Response> show_knowledge_file(Call call);
awaitable<Response> preview_knowledge(Call call);
awaitable<Response> create_knowledge_version(Call call);

// statistics.cpp
awaitable<Response> show_statistics(Call call);
awaitable<Response> export_statistics(Call call);

}  // namespace agri110::handlers
