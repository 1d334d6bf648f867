// Teams: who belongs, who leads, what they answer for, and the one picture of all that routing works from.
#include "storage/teams.hpp"

#include <gmock/gmock.h>

#include "storage/people.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const Day today = day_of(a_monday_morning);
constexpr std::chrono::days one_day{1};

class Teams : public OnEveryEngine {
protected:
    void SetUp() override
    {
        OnEveryEngine::SetUp();
        write([](Transaction& tx) {
            insert_team(tx, a_team(1, 532822));
            insert_team(tx, a_team(2, 530000));
            for (const std::int64_t id : {1, 2, 3}) insert_commissioner(tx, a_commissioner(id), a_monday_morning);
        });
    }
    static void join(Transaction& tx, std::int64_t id, std::int64_t team, std::int64_t person, bool leader = false)
    {
        insert_membership(tx, id, {TeamId{team}, CommissionerId{person}, leader}, a_monday_morning);
    }
    std::vector<std::int64_t> listed(const TeamFilter& filter)
    {
        std::vector<std::int64_t> ids;
        for (const auto& team : read([&](Transaction& tx) { return list_teams(tx, filter); }))
            ids.push_back(team.row.team.id.value);
        return ids;
    }
};
ON_EVERY_ENGINE(Teams);

TEST_P(Teams, ARecordComesBackAndOfTwoEditsTheSecondIsToldSo)
{
    auto mine = read([](Transaction& tx) { return find_team(tx, TeamId{1}).value(); });
    EXPECT_EQ(mine.team.name, a_team(1).name);
    EXPECT_EQ(mine.team.industry, "tea");
    EXPECT_EQ(mine.team.region, 532822);
    EXPECT_TRUE(mine.team.active);
    auto theirs = mine;
    mine.team.active = false;
    mine.team.name = "改名的团（示例）";
    EXPECT_TRUE(write([&](Transaction& tx) { return change_team(tx, mine); }));
    EXPECT_FALSE(write([&](Transaction& tx) { return change_team(tx, theirs); }));
    read([&](Transaction& tx) {
        EXPECT_FALSE(find_team_by_name(tx, a_team(1).name));
        EXPECT_FALSE(find_team_by_name(tx, mine.team.name).value().team.active);
        EXPECT_EQ(find_team(tx, TeamId{1}).value().version, 2);
        EXPECT_FALSE(find_team(tx, TeamId{9}));
    });
}

TEST_P(Teams, SomeoneWhoLeftMayComeBackAndIsNeverTwiceInATeam)
{
    write([](Transaction& tx) {
        join(tx, 1, 1, 1);
        EXPECT_TRUE(end_membership(tx, TeamId{1}, CommissionerId{1}, a_monday_morning));
        EXPECT_FALSE(end_membership(tx, TeamId{1}, CommissionerId{1}, a_monday_morning));
        join(tx, 2, 1, 1);
        join(tx, 3, 2, 1);
    });
    EXPECT_EQ(constraint_that_stops([](Transaction& tx) { join(tx, 4, 1, 1); }),
              "uq_membership_team_id_commissioner_id");
    const auto teams = read([](Transaction& tx) { return list_teams_of(tx, CommissionerId{1}); });
    ASSERT_EQ(teams.size(), 2U);
}

TEST_P(Teams, ATeamHasOneLeaderShownFirst)
{
    write([](Transaction& tx) {
        join(tx, 1, 1, 1, true);
        join(tx, 2, 1, 2);
        join(tx, 3, 1, 3);
        clear_leader(tx, TeamId{1});
        set_leader(tx, TeamId{1}, CommissionerId{3});
        set_leader(tx, TeamId{1}, CommissionerId{404});
    });
    const auto members = read([](Transaction& tx) { return list_members(tx, TeamId{1}); });
    ASSERT_EQ(members.size(), 3U);
    EXPECT_EQ(members[0].commissioner, CommissionerId{3});
    EXPECT_TRUE(members[0].leader);
    EXPECT_FALSE(members[1].leader);
    EXPECT_FALSE(members[2].leader);
    const auto teams = read([](Transaction& tx) { return list_teams_of(tx, CommissionerId{3}); });
    ASSERT_EQ(teams.size(), 1U);
    EXPECT_TRUE(teams[0].leader);
    EXPECT_EQ(teams[0].name, a_team(1).name);
}

TEST_P(Teams, TheOverviewShowsLeaderMembersLoadAndRoom)
{
    write([](Transaction& tx) {
        join(tx, 1, 1, 1, true);
        join(tx, 2, 1, 2);
        join(tx, 3, 1, 3);
        end_membership(tx, TeamId{1}, CommissionerId{3}, a_monday_morning);
        keep(tx, a_report(1).held_by(CommissionerId{1}, TeamId{1}).build());
        auto done = a_report(2).held_by(CommissionerId{1}, TeamId{1}).standing(State::closed).build();
        done.finished_at = a_monday_morning;
        keep(tx, done);
    });
    const auto teams = read([](Transaction& tx) { return list_teams(tx, {.only = {TeamId{1}}}); });
    ASSERT_EQ(teams.size(), 1U);
    EXPECT_EQ(teams[0].leader, CommissionerId{1});
    EXPECT_EQ(teams[0].leader_name, a_commissioner(1).name);
    EXPECT_EQ(teams[0].members, 2);
    EXPECT_EQ(teams[0].open_reports, 1);
    EXPECT_EQ(teams[0].capacity, 20);
    const auto empty = read([](Transaction& tx) { return list_teams(tx, {.only = {TeamId{2}}}); });
    ASSERT_EQ(empty.size(), 1U);
    EXPECT_FALSE(empty[0].leader);
    EXPECT_EQ(empty[0].members + empty[0].open_reports + empty[0].capacity, 0);
}

TEST_P(Teams, AnOfficeListsTheTeamsItManages)
{
    EXPECT_THAT(listed({}), ElementsAre(2, 1)) << "by region";
    EXPECT_THAT(listed({.counties = counties_of(530000)}), ElementsAre(2, 1))
        << "the province's own team lies in the province";
    EXPECT_THAT(listed({.counties = counties_of(532800)}), ElementsAre(1));
    EXPECT_THAT(listed({.industry = "coffee"}), IsEmpty());
    EXPECT_THAT(listed({.counties = counties_of(530000), .industry = "tea", .only = {TeamId{1}, TeamId{9}}}),
                ElementsAre(1));
}

TEST_P(Teams, CoverageEndsByDateAndOnlyForItsTeam)
{
    write([](Transaction& tx) {
        insert_coverage(tx, {{1}, {1}, "tea", 532822, std::nullopt}, a_monday_morning);
        insert_coverage(tx, {{2}, {1}, "tea", 530000, ProblemKind::pest}, a_monday_morning);
        insert_coverage(tx, {{3}, {2}, "coffee", 530000, std::nullopt}, a_monday_morning);
        EXPECT_FALSE(end_coverage(tx, TeamId{2}, CoverageId{1}, a_monday_morning));
        EXPECT_TRUE(end_coverage(tx, TeamId{1}, CoverageId{1}, a_monday_morning));
        EXPECT_FALSE(end_coverage(tx, TeamId{1}, CoverageId{1}, a_monday_morning));
    });
    const auto left = read([](Transaction& tx) { return list_coverage(tx, TeamId{1}); });
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, CoverageId{2});
    EXPECT_EQ(left[0].crop, "tea");
    EXPECT_EQ(left[0].region, 530000);
    EXPECT_EQ(left[0].kind, ProblemKind::pest);
}

TEST_P(Teams, RoutingSeesEverythingThatIsInForceAndNothingThatIsOver)
{
    write([](Transaction& tx) {
        auto resting = a_team(3, 530822);
        resting.active = false;
        insert_team(tx, resting);
        join(tx, 1, 1, 1, true);
        join(tx, 2, 1, 2);
        join(tx, 3, 3, 3);
        end_membership(tx, TeamId{1}, CommissionerId{2}, a_monday_morning);
        insert_coverage(tx, {{1}, {1}, "tea", 532822, std::nullopt}, a_monday_morning);
        insert_coverage(tx, {{2}, {1}, "coffee", 532822, ProblemKind::pest}, a_monday_morning);
        insert_coverage(tx, {{3}, {3}, "tea", 530822, std::nullopt}, a_monday_morning);
        end_coverage(tx, TeamId{1}, CoverageId{2}, a_monday_morning);

        Appointment term;
        term.commissioner = {1};
        const auto add_term = [&](std::int64_t id, Day first, Day last) {
            term.id = {id};
            term.first = first;
            term.last = last;
            insert_appointment(tx, term);
        };
        add_term(1, today - one_day * 9, today - one_day);
        add_term(2, today, today);
        add_term(3, today + one_day, today + one_day * 9);
        add_term(4, today - one_day * 9, today + one_day * 9);
        end_appointment(tx, CommissionerId{1}, AppointmentId{4}, today - one_day, TermOutcome::removed);
        insert_absence(tx, {{1}, {1}, today - one_day * 3, today - one_day, "", std::nullopt});
        insert_absence(tx, {{2}, {1}, today - one_day, today, "", CommissionerId{2}});
        insert_absence(tx, {{3}, {1}, today + one_day, today + one_day * 2, "", std::nullopt});
        end_absence(tx, CommissionerId{1}, AbsenceId{3}, today);
        change_roster_version(tx, "v1");
    });
    const auto roster = read([](Transaction& tx) { return load_roster(tx, today); });
    const auto ids = [](const auto& rows) {
        std::vector<std::int64_t> all;
        for (const auto& row : rows) all.push_back(row.id.value);
        return all;
    };
    EXPECT_EQ(roster.version, "v1");
    EXPECT_THAT(ids(roster.teams), UnorderedElementsAre(1, 2));
    EXPECT_THAT(ids(roster.coverage), ElementsAre(1));
    ASSERT_EQ(roster.memberships.size(), 1U);
    EXPECT_EQ(roster.memberships[0].commissioner, CommissionerId{1});
    EXPECT_TRUE(roster.memberships[0].leader);
    EXPECT_THAT(ids(roster.commissioners), ElementsAre(1, 2, 3));
    EXPECT_THAT(ids(roster.appointments), UnorderedElementsAre(2, 3));
    EXPECT_THAT(ids(roster.absences), ElementsAre(2));
    EXPECT_EQ(roster.absences[0].stand_in, CommissionerId{2});
}

TEST_P(Teams, ARosterVersionIsTheLastOneGiven)
{
    EXPECT_EQ(read([](Transaction& tx) { return roster_version(tx); }), "");
    write([](Transaction& tx) { change_roster_version(tx, "one"); });
    write([](Transaction& tx) { change_roster_version(tx, "two"); });
    EXPECT_EQ(read([](Transaction& tx) { return roster_version(tx); }), "two");
}

TEST_P(Teams, WhoChangedWhatIsKeptNewestFirst)
{
    write([](Transaction& tx) {
        for (std::int64_t id = 1; id <= 4; ++id)
            append_roster_change(tx, {id,
                                      a_monday_morning + std::chrono::hours{id},
                                      {9},
                                      "张处长（示例）",
                                      {id == 4 ? 2 : 1},
                                      {1},
                                      "suspended",
                                      fmt::format("第{}次", id)});
    });
    const auto changes = read([](Transaction& tx) { return list_roster_changes(tx, CommissionerId{1}, 2); });
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].note, "第3次");
    EXPECT_EQ(changes[0].author, "张处长（示例）");
    EXPECT_EQ(changes[0].account, AccountId{9});
    EXPECT_EQ(changes[0].team, TeamId{1});
    EXPECT_EQ(changes[0].change, "suspended");
    EXPECT_EQ(changes[0].at, a_monday_morning + 3h);
    EXPECT_EQ(changes[1].note, "第2次");
}

TEST_P(Teams, ANewCropListIsCheckedAgainstEverythingThatNamesACrop)
{
    write([](Transaction& tx) {
        auto person = a_commissioner(7);
        person.crops = {"walnut", "yunnan_yellow_cattle"};
        insert_commissioner(tx, person, a_monday_morning);
        keep(tx, a_report(1).about("rice").build());
        keep(tx, a_report(2).about("").build());
        insert_coverage(tx, {{1}, {1}, "coffee", 532822, std::nullopt}, a_monday_morning);
        insert_coverage(tx, {{2}, {1}, "gone", 532822, std::nullopt}, a_monday_morning);
        end_coverage(tx, TeamId{1}, CoverageId{2}, a_monday_morning);
    });
    EXPECT_THAT(read([](Transaction& tx) { return list_crops_in_use(tx); }),
                UnorderedElementsAre("coffee", "rice", "tea", "walnut", "yunnan_yellow_cattle"));
}

}  // namespace
}  // namespace agri110
