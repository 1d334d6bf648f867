// Who may do what: every role against every relation to a report. Whatever is not listed here is denied.
#include "domain/permission.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/a_report.hpp"

namespace agri110 {
namespace {

constexpr RegionCode menghai = 532822;
constexpr RegionCode xishuangbanna = 532800;
constexpr RegionCode yunnan = 530000;
constexpr RegionCode kunming = 530100;

/// A report in 勐海, held by commissioner 7 of team 3.
Report the_report()
{
    auto report = a_report(1).in(menghai).held_by(CommissionerId{7}, TeamId{3}).build();
    report.token = "secret";
    return report;
}

Actor actor(Role role)
{
    return {.role = role};
}

Actor anybody_with_everything_but_a_role()
{
    return {.role = Role::anyone,
            .account = {5},
            .region = yunnan,
            .commissioner = {7},
            .leads = {TeamId{3}},
            .token = "secret"};
}

Actor commissioner(std::int64_t id)
{
    return {.role = Role::commissioner, .commissioner = {id}};
}
Actor leader(std::int64_t id, std::vector<TeamId> leads)
{
    return {.role = Role::leader, .commissioner = {id}, .leads = std::move(leads)};
}
Actor office(Role role, RegionCode region)
{
    return {.role = role, .region = region};
}
Actor reporter(std::string token)
{
    return {.role = Role::reporter, .token = std::move(token)};
}

struct Relation {
    std::string name;
    Actor actor;
    Parties parties;
    bool sees_phone;
};

const Parties nobody{};

const Relation relations[] = {
    {"AnyoneIsNothingWhateverElseIsFilledIn", anybody_with_everything_but_a_role(), nobody, false},
    {"ReporterWithTheLink", reporter("secret"), Parties{Party::reporter}, true},
    {"ReporterWithAnotherLink", reporter("another"), nobody, false},
    {"ReporterWithoutALink", reporter(""), nobody, false},
    {"Holder", commissioner(7), Parties{Party::holder}, true},
    {"AnotherCommissioner", commissioner(8), nobody, false},
    {"CommissionerWithoutARecord", commissioner(0), nobody, false},
    {"LeaderOfTheTeam", leader(9, {TeamId{2}, TeamId{3}}), Parties{Party::leader}, false},
    {"LeaderOfAnotherTeam", leader(9, {TeamId{4}}), nobody, false},
    {"LeaderOfNoTeam", leader(9, {}), nobody, false},
    {"LeaderWhoHoldsIt", leader(7, {TeamId{3}}), Parties{Party::leader, Party::holder}, true},
    {"LeaderOfAnotherTeamWhoHoldsIt", leader(7, {TeamId{4}}), Parties{Party::holder}, true},
    {"CommissionerIsNoLeaderByTeamAlone",
     {.role = Role::commissioner, .commissioner = {8}, .leads = {TeamId{3}}},
     nobody,
     false},
    {"OperatorOfTheCounty", office(Role::operator_, menghai), Parties{Party::operator_}, true},
    {"OperatorOfTheProvince", office(Role::operator_, yunnan), Parties{Party::operator_}, true},
    {"OperatorElsewhere", office(Role::operator_, kunming), nobody, false},
    {"OperatorOfNowhere", office(Role::operator_, 0), nobody, false},
    {"OfficialOfThePrefecture", office(Role::official, xishuangbanna), Parties{Party::official}, false},
    {"OfficialOfTheNextCounty", office(Role::official, 532823), nobody, false},
    {"AdminOfTheProvince", office(Role::admin, yunnan), Parties{Party::official}, false},
    {"AdminOfNowhere", office(Role::admin, 0), nobody, false},
    {"System", actor(Role::system), Parties{Party::system}, false},
};

class PartyOfAReport : public testing::TestWithParam<Relation> {};

TEST_P(PartyOfAReport, IsExactlyWhatTheRelationSays)
{
    const auto& [name, who, parties, sees_phone] = GetParam();
    EXPECT_EQ(parties_of(who, the_report()), parties);
    EXPECT_EQ(sees_personal_data(who, the_report()), sees_phone);
}

INSTANTIATE_TEST_SUITE_P(Permission, PartyOfAReport, testing::ValuesIn(relations),
                         [](const auto& tested) { return tested.param.name; });

TEST(Permission, AReportWithoutTeamOrHolderBelongsToNobodysDesk)
{
    const auto waiting = a_report(1).in(menghai).build();
    EXPECT_TRUE(parties_of(leader(0, {TeamId{0}}), waiting).empty());
    EXPECT_TRUE(parties_of(commissioner(0), waiting).empty());
}

/// Rows: task; columns: anyone reporter commissioner leader operator official admin system.
struct TaskRow {
    Task task;
    std::string_view allowed;
};
constexpr TaskRow tasks[] = {
    {Task::report_for_caller, "....o.a."}, {Task::list_reports, "..clooa."},   {Task::preview_routing, "...looa."},
    {Task::see_people, "..clooa."},        {Task::manage_people, ".....oa."},  {Task::manage_teams, ".....oa."},
    {Task::import_people, ".....oa."},     {Task::see_statistics, "....ooa."}, {Task::list_cases, "..clooa."},
    {Task::edit_knowledge, "......a."},
};

TEST(Permission, EachTaskIsForTheRolesThatNeedItAndForNobodyElse)
{
    for (const auto& row : tasks)
        for (const auto role : all_roles())
            EXPECT_EQ(allows(actor(role), row.task), row.allowed[static_cast<std::size_t>(role)] != '.')
                << name_of(role) << " " << static_cast<int>(row.task);
}

TEST(Permission, AnOfficeAnswersForItsRegionAndWhatLiesInside)
{
    for (const auto role : {Role::operator_, Role::official, Role::admin}) {
        EXPECT_TRUE(in_scope(office(role, xishuangbanna), menghai));
        EXPECT_TRUE(in_scope(office(role, xishuangbanna), xishuangbanna));
        EXPECT_TRUE(in_scope(office(role, yunnan), yunnan));
        EXPECT_FALSE(in_scope(office(role, xishuangbanna), yunnan)) << "a prefecture must not answer for the province";
        EXPECT_FALSE(in_scope(office(role, menghai), xishuangbanna));
        EXPECT_FALSE(in_scope(office(role, kunming), menghai));
        EXPECT_FALSE(in_scope(office(role, 0), menghai));
        EXPECT_FALSE(in_scope(office(role, 0), 0));
    }
}

TEST(Permission, OnlyAnOfficeHasAScopeHoweverTheRegionIsFilledIn)
{
    for (const auto role : {Role::anyone, Role::reporter, Role::commissioner, Role::leader, Role::system})
        EXPECT_FALSE(in_scope(office(role, yunnan), menghai)) << name_of(role);
}

TEST(Permission, LeaveIsChangedByThePersonOrTheOffice)
{
    const CommissionerId person{7};
    EXPECT_TRUE(may_change_absences(commissioner(7), person, menghai));
    EXPECT_TRUE(may_change_absences(leader(7, {}), person, menghai));
    EXPECT_FALSE(may_change_absences(commissioner(8), person, menghai));
    EXPECT_FALSE(may_change_absences(leader(8, {TeamId{3}}), person, menghai));
    EXPECT_TRUE(may_change_absences(office(Role::official, xishuangbanna), person, menghai));
    EXPECT_TRUE(may_change_absences(office(Role::admin, yunnan), person, menghai));
    EXPECT_FALSE(may_change_absences(office(Role::official, kunming), person, menghai));
    EXPECT_FALSE(may_change_absences(office(Role::operator_, yunnan), person, menghai));
    EXPECT_FALSE(may_change_absences(commissioner(0), CommissionerId{0}, menghai));
}

/// A draft of account 70, made from the report above.
SolvedCase the_case()
{
    return {.id = {1}, .team = {3}, .commissioner = {7}, .county = menghai, .author_account = {70}};
}

TEST(Permission, ADraftCaseIsTheBusinessOfItsAuthorHolderLeaderAndOffice)
{
    auto author = commissioner(99);
    author.account = {70};
    EXPECT_TRUE(sees_case(author, the_case()));
    EXPECT_TRUE(sees_case(commissioner(7), the_case()));
    EXPECT_TRUE(sees_case(leader(1, {TeamId{3}}), the_case()));
    EXPECT_TRUE(sees_case(office(Role::official, xishuangbanna), the_case()));
    EXPECT_TRUE(sees_case(office(Role::operator_, menghai), the_case()));
    EXPECT_FALSE(sees_case(commissioner(8), the_case()));
    EXPECT_FALSE(sees_case(leader(1, {TeamId{4}}), the_case()));
    EXPECT_FALSE(sees_case(office(Role::official, kunming), the_case()));
    EXPECT_FALSE(sees_case(reporter("secret"), the_case()));
    EXPECT_FALSE(sees_case(anybody_with_everything_but_a_role(), the_case()));
}

TEST(Permission, NobodyReviewsTheirOwnCaseWhenSomebodyElseLeads)
{
    auto official = office(Role::official, menghai);
    official.account = {70};
    EXPECT_FALSE(may_change_case(official, the_case(), CaseAction::publish, true));
    EXPECT_TRUE(may_change_case(official, the_case(), CaseAction::publish, false));
    EXPECT_TRUE(may_change_case(leader(1, {TeamId{3}}), the_case(), CaseAction::publish, true));
    EXPECT_FALSE(may_change_case(leader(1, {TeamId{4}}), the_case(), CaseAction::publish, false));
    EXPECT_FALSE(may_change_case(commissioner(7), the_case(), CaseAction::publish, false));
    EXPECT_FALSE(may_change_case(commissioner(7), the_case(), CaseAction::return_, false));
    EXPECT_TRUE(may_change_case(commissioner(7), the_case(), CaseAction::edit, true));
    EXPECT_FALSE(may_change_case(office(Role::operator_, menghai), the_case(), CaseAction::edit, false));
}

TEST(Permission, AnAuthorTakesBackADraftButNotWhatOthersHavePublished)
{
    auto solved = the_case();
    EXPECT_TRUE(may_change_case(commissioner(7), solved, CaseAction::withdraw, true));
    solved.state = CaseState::published;
    EXPECT_FALSE(may_change_case(commissioner(7), solved, CaseAction::withdraw, true));
    EXPECT_TRUE(may_change_case(leader(1, {TeamId{3}}), solved, CaseAction::withdraw, true));
}

TEST(Permission, ACaseIsMadeByWhoeverAnswersForTheReport)
{
    EXPECT_TRUE(may_make_case(commissioner(7), the_report()));
    EXPECT_TRUE(may_make_case(leader(1, {TeamId{3}}), the_report()));
    EXPECT_TRUE(may_make_case(office(Role::official, menghai), the_report()));
    EXPECT_FALSE(may_make_case(office(Role::operator_, menghai), the_report()));
    EXPECT_FALSE(may_make_case(reporter("secret"), the_report()));
    EXPECT_FALSE(may_make_case(commissioner(8), the_report()));
}

TEST(Permission, WithoutARoleNothingIsAllowed)
{
    const auto who = anybody_with_everything_but_a_role();
    for (const auto& row : tasks) EXPECT_FALSE(allows(who, row.task));
    EXPECT_TRUE(parties_of(who, the_report()).empty());
    EXPECT_FALSE(sees_personal_data(who, the_report()));
    EXPECT_FALSE(in_scope(who, menghai));
    EXPECT_FALSE(may_change_absences(who, CommissionerId{7}, menghai));
    EXPECT_EQ(Actor{}.role, Role::anyone) << "an actor nobody filled in is a stranger";
}

TEST(Permission, RoleNamesReadBack)
{
    std::set<std::string_view> names;
    for (const auto role : all_roles()) {
        EXPECT_EQ(role_of(name_of(role)), role);
        EXPECT_TRUE(names.insert(name_of(role)).second);
    }
    EXPECT_EQ(names.size(), 8U);
    EXPECT_EQ(name_of(Role::operator_), "operator");
    EXPECT_EQ(role_of("root"), std::nullopt);
}

}  // namespace
}  // namespace agri110
