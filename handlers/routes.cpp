// Every route of the product: method, path, who may come to the door, door.
#include "handlers/doors.hpp"

namespace agri110::handlers {
namespace {

constexpr Route routes[] = {
    // whoever runs the service
    {Method::get, "/healthz", Access::anyone, show_health, "alive"},
    {Method::get, "/readyz", Access::anyone, show_readiness, "can accept a durable report"},

    // anyone
    {Method::get, "/api/service", Access::anyone, show_service, "name, privacy notice and limits, for the pages"},
    {Method::get, "/api/openapi.json", Access::anyone, show_openapi, "this API, as OpenAPI 3.1"},
    {Method::get, "/api/regions", Access::anyone, list_regions, "regions below ?parent="},
    {Method::get, "/api/crops", Access::anyone, list_crops, "the crop tree, or the best matches for ?q="},
    {Method::get, "/api/problem-kinds", Access::anyone, list_problem_kinds, "the kinds of problem"},
    {Method::get, "/api/first-questions", Access::anyone, list_first_questions,
     "what to ask first about ?crop= and ?kind="},
    {Method::post, "/api/understand", Access::anyone, understand,
     "what a text would be understood as, and what to do at once (alert_text)"},
    {Method::get, "/api/knowledge/search", Access::anyone, search_knowledge,
     "articles and solved cases for ?q= (?crop=, ?region=, ?kind=, ?limit=)"},
    {Method::get, "/api/knowledge/articles/{id}", Access::anyone, show_article, "one article of the knowledge base"},
    {Method::get, "/api/knowledge/cases/{id}", Access::anyone, show_public_case, "a published case"},
    {Method::post, "/api/knowledge/helped", Access::anyone, create_helped, "this solved it, before asking"},
    {Method::post, "/api/uploads", Access::anyone, create_upload, "one photo, to be named in a report or message"},
    {Method::post, "/api/reports", Access::anyone, create_report, "tell a problem"},
    {Method::post, "/api/phone-codes", Access::anyone, create_phone_code, "send a code to a phone"},
    {Method::post, "/api/my-reports", Access::anyone, list_my_reports, "the reports of a phone, by code"},
    {Method::post, "/api/password", Access::anyone, change_password, "set a staff password, by code"},
    {Method::post, "/api/session", Access::anyone, create_session, "log in"},

    // the reporter, by tracking token
    {Method::get, "/api/track/{token}", Access::reporter, show_tracked, "the reporter's view"},
    {Method::get, "/api/track/{token}/photos/{photo}", Access::reporter, show_tracked_photo,
     "a photo (?size=thumbnail)"},
    {Method::post, "/api/track/{token}/messages", Access::reporter, create_reply, "write to the commissioner"},
    {Method::post, "/api/track/{token}/confirmation", Access::reporter, create_confirmation, "say whether it helped"},
    {Method::post, "/api/track/{token}/withdrawal", Access::reporter, create_withdrawal, "take the report back"},
    {Method::post, "/api/track/{token}/reopening", Access::reporter, create_own_reopening, "open it again"},

    // staff: session and reports
    {Method::get, "/api/session", Access::staff, show_session, "who am I"},
    {Method::delete_, "/api/session", Access::staff, remove_session, "log out"},
    {Method::get, "/api/reports", Access::staff, list_reports, "reports one may see, with filters"},
    {Method::get, "/api/reports/{id}", Access::staff, show_report, "one report (ETag)"},
    {Method::patch, "/api/reports/{id}", Access::staff, change_report, "correct crop, kind or urgency"},
    {Method::get, "/api/reports/{id}/suggestions", Access::staff, list_suggestions, "similar cases and articles"},
    {Method::get, "/api/reports/{id}/routing", Access::staff, show_routing, "why this team and person"},
    {Method::get, "/api/reports/{id}/photos/{photo}", Access::staff, show_photo, "a photo (?size=thumbnail)"},
    {Method::post, "/api/reports/{id}/acceptance", Access::worker, create_acceptance, "take it"},
    {Method::post, "/api/reports/{id}/refusal", Access::worker, create_refusal, "decline; goes to the next"},
    {Method::post, "/api/reports/{id}/answers", Access::worker, create_answer, "answer"},
    {Method::post, "/api/reports/{id}/questions", Access::worker, create_question, "ask the reporter back"},
    {Method::post, "/api/reports/{id}/visits", Access::worker, create_visit, "plan a visit"},
    {Method::post, "/api/reports/{id}/resolution", Access::worker, create_resolution, "say it is resolved"},
    {Method::post, "/api/reports/{id}/transfer", Access::staff, create_transfer, "give it to somebody else"},
    {Method::post, "/api/reports/{id}/rejection", Access::staff, create_rejection, "not a report"},
    {Method::post, "/api/reports/{id}/alert", Access::staff, create_alert, "raise an alert, or take a false one back"},
    {Method::post, "/api/reports/{id}/duplicate", Access::staff, create_duplicate, "the same as another"},
    {Method::post, "/api/reports/{id}/reopening", Access::staff, create_reopening, "open it again"},
    {Method::post, "/api/routing/preview", Access::staff, preview_routing, "what routing would decide"},

    // people and teams
    {Method::get, "/api/commissioners", Access::staff, list_commissioners, "commissioners one may see"},
    {Method::post, "/api/commissioners", Access::manager, create_commissioner, "appointable from now on"},
    {Method::get, "/api/commissioners/{id}", Access::staff, show_commissioner, "one commissioner (ETag)"},
    {Method::patch, "/api/commissioners/{id}", Access::manager, change_commissioner, "edit"},
    {Method::post, "/api/commissioners/{id}/suspension", Access::manager, create_suspension,
     "suspend; open work moves on"},
    {Method::delete_, "/api/commissioners/{id}/suspension", Access::manager, remove_suspension, "resume"},
    {Method::post, "/api/commissioners/{id}/appointments", Access::manager, create_appointment, "a new term"},
    {Method::patch, "/api/commissioners/{id}/appointments/{appointment}", Access::manager, end_appointment,
     "end a term"},
    {Method::get, "/api/commissioners/{id}/absences", Access::staff, list_absences, "leave"},
    {Method::post, "/api/commissioners/{id}/absences", Access::staff, create_absence,
     "leave, one's own or by the office"},
    {Method::delete_, "/api/commissioners/{id}/absences/{absence}", Access::staff, remove_absence, "back from leave"},
    {Method::get, "/api/teams", Access::staff, list_teams, "teams one may see"},
    {Method::post, "/api/teams", Access::manager, create_team, "a new team"},
    {Method::get, "/api/teams/{id}", Access::staff, show_team, "one team (ETag)"},
    {Method::patch, "/api/teams/{id}", Access::manager, change_team, "rename, activate, deactivate"},
    {Method::post, "/api/teams/{id}/members", Access::manager, create_member, "add a member or name a leader"},
    {Method::delete_, "/api/teams/{id}/members/{commissioner}", Access::manager, remove_member, "a member leaves"},
    {Method::post, "/api/teams/{id}/coverage", Access::manager, create_coverage, "answer for a crop in a region"},
    {Method::delete_, "/api/teams/{id}/coverage/{coverage}", Access::manager, remove_coverage, "no longer"},
    {Method::post, "/api/imports/commissioners", Access::manager, import_commissioners,
     "roster from CSV (?dry_run=1, ?skip_bad=1)"},

    // solved cases
    {Method::post, "/api/reports/{id}/case", Access::staff, create_case, "a draft case, personal data removed"},
    {Method::get, "/api/cases", Access::staff, list_cases, "cases one may review or has written"},
    {Method::get, "/api/cases/{id}", Access::staff, show_case, "one case with its history (ETag)"},
    {Method::patch, "/api/cases/{id}", Access::staff, change_case, "edit; a published one is reviewed again"},
    {Method::post, "/api/cases/{id}/publication", Access::staff, create_publication, "found by everybody from now on"},
    {Method::post, "/api/cases/{id}/return", Access::staff, create_return, "back to the author, with a reason"},
    {Method::post, "/api/cases/{id}/withdrawal", Access::staff, create_case_withdrawal, "found by nobody any more"},

    // knowledge, edited
    {Method::get, "/api/knowledge/files", Access::admin, list_knowledge_files, "every knowledge file"},
    {Method::get, "/api/knowledge/file", Access::admin, show_knowledge_file,
     "?path= (ETag), ?version= an older content"},
    {Method::post, "/api/knowledge/preview", Access::admin, preview_knowledge, "faults and what an article looks like"},
    {Method::post, "/api/knowledge/file", Access::admin, create_knowledge_version, "store an edit (If-Match)"},

    // figures
    {Method::get, "/api/statistics/{region}", Access::office, show_statistics, "counts and honest rates"},
    {Method::get, "/api/statistics/{region}/csv", Access::office, export_statistics, "the same as a file"},
};

}  // namespace

std::span<const Route> all_routes()
{
    return routes;
}

}  // namespace agri110::handlers
