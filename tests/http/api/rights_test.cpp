// Who may come through which door: every route times every role. A route without a row fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/http/api/running_service.hpp"

namespace agri110::test {
namespace {

struct Row {
    std::string route;
    std::string_view
        in;  // c commissioner, l leader, o operator, f official, a admin; n nobody in particular (no account)
};

constexpr std::string_view everybody = "nclofa";
constexpr std::string_view staff = "clofa";

/// Written by hand from what each role is for, not from the route table.
const Row rows[] = {
    {"GET /healthz", everybody},
    {"GET /readyz", everybody},
    {"GET /api/service", everybody},
    {"GET /api/openapi.json", everybody},
    {"GET /api/regions", everybody},
    {"GET /api/crops", everybody},
    {"GET /api/problem-kinds", everybody},
    {"GET /api/first-questions", everybody},
    {"POST /api/understand", everybody},
    {"GET /api/knowledge/search", everybody},
    {"GET /api/knowledge/articles/{id}", everybody},
    {"POST /api/uploads", everybody},
    {"POST /api/reports", everybody},
    {"POST /api/phone-codes", everybody},
    {"POST /api/my-reports", everybody},
    {"POST /api/password", everybody},
    {"POST /api/session", everybody},
    {"GET /api/track/{token}", everybody},  // whoever has the token; a wrong one finds nothing
    {"GET /api/track/{token}/photos/{photo}", everybody},
    {"POST /api/track/{token}/messages", everybody},
    {"POST /api/track/{token}/confirmation", everybody},
    {"POST /api/track/{token}/withdrawal", everybody},
    {"POST /api/track/{token}/reopening", everybody},
    {"GET /api/session", staff},
    {"DELETE /api/session", staff},
    {"GET /api/reports", staff},
    {"GET /api/reports/{id}", staff},
    {"PATCH /api/reports/{id}", staff},
    {"GET /api/reports/{id}/routing", staff},
    {"GET /api/reports/{id}/suggestions", staff},
    {"POST /api/reports/{id}/case", staff},
    {"GET /api/cases", staff},
    {"GET /api/cases/{id}", staff},
    {"PATCH /api/cases/{id}", staff},
    {"POST /api/cases/{id}/publication", staff},
    {"POST /api/cases/{id}/return", staff},
    {"POST /api/cases/{id}/withdrawal", staff},
    {"GET /api/knowledge/cases/{id}", everybody},
    {"POST /api/knowledge/helped", everybody},
    {"GET /api/knowledge/files", "a"},
    {"GET /api/knowledge/file", "a"},
    {"POST /api/knowledge/preview", "a"},
    {"POST /api/knowledge/file", "a"},
    {"GET /api/reports/{id}/photos/{photo}", staff},
    {"POST /api/reports/{id}/acceptance", "cl"},
    {"POST /api/reports/{id}/refusal", "cl"},
    {"POST /api/reports/{id}/answers", "cl"},
    {"POST /api/reports/{id}/questions", "cl"},
    {"POST /api/reports/{id}/visits", "cl"},
    {"POST /api/reports/{id}/resolution", "cl"},
    {"POST /api/reports/{id}/transfer", staff},
    {"POST /api/reports/{id}/rejection", staff},
    {"POST /api/reports/{id}/alert", staff},
    {"POST /api/reports/{id}/duplicate", staff},
    {"POST /api/reports/{id}/reopening", staff},
    {"POST /api/routing/preview", "lofa"},
    {"GET /api/commissioners", staff},
    {"POST /api/commissioners", "fa"},
    {"GET /api/commissioners/{id}", staff},
    {"PATCH /api/commissioners/{id}", "fa"},
    {"POST /api/commissioners/{id}/suspension", "fa"},
    {"DELETE /api/commissioners/{id}/suspension", "fa"},
    {"POST /api/commissioners/{id}/appointments", "fa"},
    {"PATCH /api/commissioners/{id}/appointments/{appointment}", "fa"},
    {"GET /api/commissioners/{id}/absences", staff},
    {"POST /api/commissioners/{id}/absences", staff},
    {"DELETE /api/commissioners/{id}/absences/{absence}", staff},
    {"GET /api/teams", staff},
    {"POST /api/teams", "fa"},
    {"GET /api/teams/{id}", staff},
    {"PATCH /api/teams/{id}", "fa"},
    {"POST /api/teams/{id}/members", "fa"},
    {"DELETE /api/teams/{id}/members/{commissioner}", "fa"},
    {"POST /api/teams/{id}/coverage", "fa"},
    {"DELETE /api/teams/{id}/coverage/{coverage}", "fa"},
    {"POST /api/imports/commissioners", "fa"},
    {"GET /api/statistics/{region}", "ofa"},
    {"GET /api/statistics/{region}/csv", "ofa"},
};

const std::map<char, std::string> who{{'n', ""},         {'c', "commissioner"}, {'l', "leader"},
                                      {'o', "operator"}, {'f', "official"},     {'a', "admin"}};

std::string name_of(const handlers::Route& route)
{
    return std::string(to_text(route.method)) + " " + std::string(route.path);
}

/// The path with ids that belong to nobody, but the region everybody in the office may see.
std::string filled(std::string path)
{
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const auto close = path.find('}', open);
        const bool region = path.substr(open, close - open + 1) == "{region}";
        path.replace(open, close - open + 1, region ? "532822" : "999999");
    }
    return path;
}

/// A body that would be understood, so that only rights can refuse.
std::string body_for(const std::string& route)
{
    if (route == "POST /api/routing/preview") return R"({"county":532822})";
    if (route == "POST /api/reports/{id}/refusal") return R"({"reason":"other"})";
    return "{}";
}

class Rights : public OnEveryEngine {};
ON_EVERY_ENGINE(Rights);

TEST(RightsTable, EveryRouteHasARowSoThatNoDoorIsForgotten)
{
    for (const auto& route : handlers::all_routes())
        EXPECT_TRUE(std::ranges::any_of(rows, [&](const Row& row) { return row.route == name_of(route); }))
            << name_of(route);
    EXPECT_EQ(std::size(rows), handlers::all_routes().size());
}

TEST_P(Rights, NobodyComesThroughADoorThatIsNotTheirs)
{
    for (const auto& row : rows) {
        const auto blank = row.route.find(' ');
        const auto method = row.route.substr(0, blank);
        for (const auto& [letter, name] : who) {
            if (row.route == "DELETE /api/session" && letter != 'n')
                continue;  // would end the session of the next rows
            const auto cookie = name.empty() ? "" : service.cookie(name);
            const auto body = method == "GET" || method == "DELETE" ? "" : body_for(row.route);
            const auto answer = service.ask(
                {.method = method, .path = filled(row.route.substr(blank + 1)), .body = body, .cookie = cookie});
            const bool came_in = answer.status != 401 && answer.status != 403;
            const bool may = row.in.find(letter) != std::string_view::npos ||
                             (row.in == everybody && answer.code() == "login.wrong");
            EXPECT_EQ(came_in, may) << row.route << " as " << (name.empty() ? "nobody" : name) << ": " << answer.status
                                    << " " << answer.body;
            if (may) continue;
            EXPECT_EQ(answer.status, letter == 'n' ? 401 : 403) << row.route << " as " << name;
        }
    }
}

TEST_P(Rights, AnOfficialOfAnotherCountyCannotEvenSeeThatAReportExists)
{
    const auto id = service.told().at("id").get<std::string>();
    const auto stranger = service.cookie("stranger");
    EXPECT_EQ(service.get("/api/reports/" + id, stranger).status, 404);
    EXPECT_EQ(service.get("/api/reports/" + id + "/routing", stranger).status, 404);
    EXPECT_EQ(service.post("/api/reports/" + id + "/rejection", {{"reason", "x"}}, stranger).status, 404);
    EXPECT_EQ(service.post("/api/reports/" + id + "/transfer", {{"reason", "x"}}, stranger).status, 404);
    EXPECT_TRUE(service.get("/api/reports", stranger).json().at("reports").empty());
    EXPECT_EQ(service.get("/api/statistics/532822", stranger).status, 403);
    EXPECT_EQ(service.get("/api/commissioners/" + std::to_string(service.commissioner().value), stranger).status, 404);
    EXPECT_EQ(service.get("/api/teams/" + std::to_string(service.team().value), stranger).status, 404);
}

TEST_P(Rights, AnOfficialSeesTheReportButNotTheWholePhone)
{
    const auto id = service.told().at("id").get<std::string>();
    const auto seen = service.get("/api/reports/" + id, service.cookie("official"));
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.body.find("13800000001"), std::string::npos);
    EXPECT_NE(seen.body.find("138****0001"), std::string::npos);
    EXPECT_NE(service.get("/api/reports/" + id, service.cookie("commissioner")).body.find("13800000001"),
              std::string::npos);
}

TEST_P(Rights, ACommissionerDoesNotTakeWhatWasOfferedToSomebodyElse)
{
    const auto id = service.told().at("id").get<std::string>();
    EXPECT_EQ(
        service.post("/api/reports/" + id + "/acceptance", nlohmann::json::object(), service.cookie("leader")).status,
        403);
}

TEST_P(Rights, AnotherSitesPageCannotActWithOurCookie)
{
    const auto id = service.told().at("id").get<std::string>();
    const Ask forged{.method = "POST",
                     .path = "/api/reports/" + id + "/acceptance",
                     .body = "{}",
                     .cookie = service.cookie("commissioner"),
                     .headers = {{"Origin", "https://evil.example"}}};
    EXPECT_EQ(service.ask(forged).status, 403);
}

}  // namespace
}  // namespace agri110::test
