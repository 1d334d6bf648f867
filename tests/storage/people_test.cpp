// Commissioners: records, terms and leave, as they decide who may be sent today.
#include "storage/people.hpp"

#include <gmock/gmock.h>

#include <random>

#include "domain/roster.hpp"
#include "storage/teams.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using testing::ElementsAre;
using testing::IsEmpty;

const Day today = day_of(a_monday_morning);
constexpr std::chrono::days one_day{1};

class People : public OnEveryEngine {
protected:
    void add(const Commissioner& person)
    {
        write([&](Transaction& tx) { insert_commissioner(tx, person, a_monday_morning); });
    }
    static void add_term(Transaction& tx, std::int64_t id, std::int64_t person, Day first, Day last)
    {
        Appointment term;
        term.id = {id};
        term.commissioner = {person};
        term.batch = "2026";
        term.first = first;
        term.last = last;
        insert_appointment(tx, term);
    }
    static void add_leave(Transaction& tx, std::int64_t id, std::int64_t person, Day first, Day last)
    {
        insert_absence(tx, {{id}, {person}, first, last, "病假", std::nullopt});
    }
    Standing standing(std::int64_t person)
    {
        return read([&](Transaction& tx) {
            return find_listed_commissioner(tx, CommissionerId{person}, today).value().standing;
        });
    }
    std::vector<std::int64_t> ids(const CommissionerFilter& filter)
    {
        std::vector<std::int64_t> found;
        for (const auto& listed : read([&](Transaction& tx) { return list_commissioners(tx, filter); }))
            found.push_back(listed.row.person.id.value);
        return found;
    }
};
ON_EVERY_ENGINE(People);

TEST_P(People, ARecordComesBackAsItWasEntered)
{
    auto person = a_commissioner(7);
    person.crops = {"tea", "coffee"};
    person.kinds = {ProblemKind::pest, ProblemKind::animal_disease};
    person.load_limit = 25;
    person.suspended = true;
    add(person);
    read([&](Transaction& tx) {
        for (const auto& row : {find_commissioner(tx, person.id), find_commissioner_by_phone(tx, person.phone)}) {
            ASSERT_TRUE(row);
            EXPECT_EQ(row->version, 1);
            EXPECT_EQ(row->person.name, person.name);
            EXPECT_EQ(row->person.phone, person.phone);
            EXPECT_EQ(row->person.organisation, person.organisation);
            EXPECT_EQ(row->person.title, person.title);
            EXPECT_EQ(row->person.county, person.county);
            EXPECT_EQ(row->person.crops, person.crops);
            EXPECT_EQ(row->person.kinds, person.kinds);
            EXPECT_EQ(row->person.load_limit, 25);
            EXPECT_TRUE(row->person.suspended);
        }
        EXPECT_FALSE(find_commissioner(tx, CommissionerId{8}));
        EXPECT_FALSE(find_commissioner_by_phone(tx, "1390000000"));
    });
}

TEST_P(People, OfTwoOfficialsWhoEditTheSamePersonTheSecondIsToldSo)
{
    add(a_commissioner(7));
    auto mine = read([](Transaction& tx) { return find_commissioner(tx, CommissionerId{7}).value(); });
    auto theirs = mine;
    mine.person.title = "研究员";
    mine.person.crops.clear();
    theirs.person.title = "站长";
    EXPECT_TRUE(write([&](Transaction& tx) { return change_commissioner(tx, mine); }));
    EXPECT_FALSE(write([&](Transaction& tx) { return change_commissioner(tx, theirs); }));
    const auto kept_row = read([](Transaction& tx) { return find_commissioner(tx, CommissionerId{7}).value(); });
    EXPECT_EQ(kept_row.person.title, "研究员");
    EXPECT_THAT(kept_row.person.crops, IsEmpty());
    EXPECT_EQ(kept_row.version, 2);
}

TEST_P(People, SomeoneElsesPhoneCannotBeTakenOver)
{
    add(a_commissioner(7));
    add(a_commissioner(8));
    EXPECT_EQ(constraint_that_stops([](Transaction& tx) {
                  auto row = find_commissioner(tx, CommissionerId{8}).value();
                  row.person.phone = a_commissioner(7).phone;
                  change_commissioner(tx, row);
              }),
              "uq_commissioner_phone");
}

TEST_P(People, StandingSaysWhatMattersMost)
{
    for (const std::int64_t id : {1, 2, 3, 4}) add(a_commissioner(id));
    write([](Transaction& tx) {
        for (const std::int64_t id : {1, 2, 3}) add_term(tx, id, id, today, today);
        add_leave(tx, 1, 2, today, today);
        add_leave(tx, 2, 3, today, today);
        add_leave(tx, 3, 4, today, today);
        auto row = find_commissioner(tx, CommissionerId{3}).value();
        row.person.suspended = true;
        ASSERT_TRUE(change_commissioner(tx, row));
    });
    EXPECT_EQ(standing(1), Standing::active);
    EXPECT_EQ(standing(2), Standing::absent);
    EXPECT_EQ(standing(3), Standing::suspended);
    EXPECT_EQ(standing(4), Standing::without_term);
    for (const auto s : {Standing::active, Standing::absent, Standing::suspended, Standing::without_term}) {
        EXPECT_EQ(standing_of(name_of(s)), s);
        EXPECT_THAT(ids({.standing = s, .today = today}), ElementsAre(static_cast<std::int64_t>(s) + 1));
    }
}

TEST_P(People, TheListAndTheDomainAgreeOnWhoIsThere)
{
    std::mt19937 dice(42);
    const auto near_today = [&] { return today + std::chrono::days{std::uniform_int_distribution(-4, 4)(dice)}; };
    std::int64_t next = 1;
    for (std::int64_t id = 1; id <= 60; ++id) {
        add(a_commissioner(id));
        write([&](Transaction& tx) {
            for (int n = std::uniform_int_distribution(0, 2)(dice); n > 0; --n) {
                const auto first = near_today();
                add_term(tx, next, id, first, std::max(first, near_today()));
                if (dice() % 3 == 0)
                    end_appointment(tx, CommissionerId{id}, AppointmentId{next}, near_today(), TermOutcome::removed);
                ++next;
            }
            for (int n = std::uniform_int_distribution(0, 2)(dice); n > 0; --n) {
                const auto first = near_today();
                add_leave(tx, next, id, first, std::max(first, near_today()));
                if (dice() % 3 == 0) end_absence(tx, CommissionerId{id}, AbsenceId{next}, near_today());
                ++next;
            }
        });
        read([&](Transaction& tx) {
            const auto terms = list_appointments(tx, CommissionerId{id});
            const auto leaves = list_absences(tx, CommissionerId{id});
            const bool serves = std::ranges::any_of(terms, [](const Appointment& a) { return a.active_on(today); });
            const bool away = std::ranges::any_of(leaves, [](const Absence& a) { return a.covers(today); });
            const auto expected = !serves ? Standing::without_term : away ? Standing::absent : Standing::active;
            EXPECT_EQ(find_listed_commissioner(tx, CommissionerId{id}, today).value().standing, expected) << id;
        });
    }
}

TEST_P(People, ATermThatWasEndedIsEndedOnceAndSaysHow)
{
    add(a_commissioner(7));
    add(a_commissioner(8));
    write([](Transaction& tx) {
        add_term(tx, 1, 7, today - one_day * 30, today + one_day * 30);
        add_term(tx, 2, 7, today + one_day * 31, today + one_day * 60);
        EXPECT_FALSE(end_appointment(tx, CommissionerId{8}, AppointmentId{1}, today, TermOutcome::removed))
            << "somebody else's";
        EXPECT_TRUE(end_appointment(tx, CommissionerId{7}, AppointmentId{1}, today, TermOutcome::transferred));
        EXPECT_FALSE(end_appointment(tx, CommissionerId{7}, AppointmentId{1}, today, TermOutcome::removed));
        EXPECT_FALSE(end_appointment(tx, CommissionerId{7}, AppointmentId{3}, today, TermOutcome::removed));
    });
    const auto terms = read([](Transaction& tx) { return list_appointments(tx, CommissionerId{7}); });
    ASSERT_EQ(terms.size(), 2U);
    EXPECT_EQ(terms[0].id, AppointmentId{2}) << "latest first";
    EXPECT_EQ(terms[1].ended, today);
    EXPECT_EQ(terms[1].outcome, TermOutcome::transferred);
    EXPECT_EQ(terms[1].batch, "2026");
    EXPECT_EQ(terms[0].ended, std::nullopt);
    EXPECT_EQ(
        read([](Transaction& tx) { return find_listed_commissioner(tx, CommissionerId{7}, today).value().term_ends; }),
        today + one_day * 60);
}

TEST_P(People, LeaveCanBeCutShortCancelledAndNotEndedTwice)
{
    add(a_commissioner(7));
    write([](Transaction& tx) {
        insert_absence(tx, {{1}, {7}, today - one_day, today + one_day * 5, "出差", CommissionerId{7}});
        add_leave(tx, 2, 7, today + one_day * 10, today + one_day * 12);
        EXPECT_TRUE(end_absence(tx, CommissionerId{7}, AbsenceId{1}, today));
        EXPECT_FALSE(end_absence(tx, CommissionerId{7}, AbsenceId{1}, today)) << "it ends today already";
        EXPECT_TRUE(end_absence(tx, CommissionerId{7}, AbsenceId{2}, today));
        EXPECT_FALSE(end_absence(tx, CommissionerId{7}, AbsenceId{2}, today));
        EXPECT_FALSE(end_absence(tx, CommissionerId{8}, AbsenceId{1}, today - one_day));
    });
    const auto leaves = read([](Transaction& tx) { return list_absences(tx, CommissionerId{7}); });
    ASSERT_EQ(leaves.size(), 1U) << "the one that never began is gone";
    EXPECT_EQ(leaves[0].last, today);
    EXPECT_EQ(leaves[0].reason, "出差");
    EXPECT_EQ(leaves[0].stand_in, CommissionerId{7});
}

TEST_P(People, FindingSomeoneNarrowsStepByStep)
{
    auto person = a_commissioner(1, 530102);
    person.name = "王芳";
    add(person);
    person = a_commissioner(2, 532822);
    person.name = "王芳芳";
    add(person);
    add(a_commissioner(3, 532823));
    write([](Transaction& tx) {
        insert_team(tx, a_team(1));
        insert_team(tx, a_team(2));
        insert_membership(tx, 1, {TeamId{1}, CommissionerId{2}}, a_monday_morning);
        insert_membership(tx, 2, {TeamId{2}, CommissionerId{3}}, a_monday_morning);
        insert_membership(tx, 3, {TeamId{2}, CommissionerId{2}}, a_monday_morning);
        insert_membership(tx, 4, {TeamId{2}, CommissionerId{1}}, a_monday_morning);
        ASSERT_TRUE(end_membership(tx, TeamId{2}, CommissionerId{1}, a_monday_morning));
    });
    EXPECT_THAT(ids({.today = today}), ElementsAre(1, 2, 3));
    EXPECT_THAT(ids({.name = "王芳", .today = today}), ElementsAre(1, 2));
    EXPECT_THAT(ids({.name = "芳", .today = today}), IsEmpty());
    EXPECT_THAT(ids({.name = "%", .today = today}), IsEmpty());
    EXPECT_THAT(ids({.name = "13900000003", .today = today}), ElementsAre(3));
    EXPECT_THAT(ids({.name = "1390000000", .today = today}), IsEmpty())
        << "a phone number is not to be guessed digit by digit";
    EXPECT_THAT(ids({.team = TeamId{2}, .today = today}), ElementsAre(2, 3)) << "who left is not shown";
    EXPECT_THAT(ids({.counties = counties_of(532800), .today = today}), ElementsAre(2, 3));
    EXPECT_THAT(ids({.any_of_teams = {TeamId{1}, TeamId{2}}, .today = today}), ElementsAre(2, 3)) << "each once";
    EXPECT_THAT(ids({.after = CommissionerId{1}, .most = 1, .today = today}), ElementsAre(2));
    EXPECT_THAT(ids({.name = "王",
                     .team = TeamId{1},
                     .counties = counties_of(532800),
                     .any_of_teams = {TeamId{2}},
                     .standing = Standing::without_term,
                     .today = today}),
                ElementsAre(2));
}

TEST_P(People, LoadsAddUpAndARecountAgrees)
{
    for (const std::int64_t id : {1, 2, 3}) add(a_commissioner(id));
    const auto keep_as = [&](std::int64_t id, std::int64_t person, State state, bool answered, bool solved) {
        auto report = a_report(id).held_by(CommissionerId{person}).standing(state).build();
        if (answered) report.first_answer_at = a_monday_morning;
        if (solved) report.confirmation = Confirmation{};
        keep(report);
    };
    keep_as(1, 1, State::assigned, false, false);
    keep_as(2, 1, State::escalated, false, false);
    keep_as(3, 1, State::accepted, true, false);
    keep_as(4, 1, State::visit_planned, false, false);
    keep_as(5, 1, State::answered, true, false);
    keep_as(6, 1, State::closed, true, true);
    keep_as(7, 2, State::closed, true, false);
    keep_as(8, 2, State::withdrawn, false, false);
    write([](Transaction& tx) {
        add_load(tx, CommissionerId{1}, 3, 2, 1);
        add_load(tx, CommissionerId{1}, 1, 1, 0);
        add_load(tx, CommissionerId{2}, 1, 1, 0);
        add_load(tx, CommissionerId{2}, -1, 0, 0);
        set_last_assigned(tx, CommissionerId{2}, a_monday_morning);
    });
    const auto described = [&] {
        std::vector<std::string> lines;
        for (const auto& [id, load] : read([](Transaction& tx) { return list_all_loads(tx); }))
            lines.push_back(fmt::format("{}: {} {} {} {}", id.value, load.open, load.answered, load.solved,
                                        load.last_assigned == a_monday_morning));
        return lines;
    };
    const auto as_kept = described();
    EXPECT_THAT(as_kept, ElementsAre("1: 4 3 1 false", "2: 0 1 0 true", "3: 0 0 0 false"));
    write([](Transaction& tx) { recount_loads(tx); });
    EXPECT_EQ(described(), as_kept);

    const std::vector<CommissionerId> asked{{2}, {404}, {1}};
    const auto some = read([&](Transaction& tx) { return list_loads(tx, asked); });
    ASSERT_EQ(some.size(), 2U);
    EXPECT_EQ(some[0].first, CommissionerId{2});
    EXPECT_EQ(some[1].first, CommissionerId{1});
    EXPECT_EQ(some[1].second.open, 4);
}

TEST_P(People, WorkHeldBySomeoneWithoutATermIsFound)
{
    for (const std::int64_t id : {1, 2, 3, 4, 5}) add(a_commissioner(id));
    write([](Transaction& tx) {
        add_term(tx, 1, 1, today - one_day, today);
        add_term(tx, 2, 2, today - one_day * 9, today - one_day);
        add_term(tx, 3, 3, today - one_day, today + one_day);
        add_term(tx, 5, 5, today - one_day * 9, today - one_day);
        for (const std::int64_t id : {1, 2, 3, 4}) add_load(tx, CommissionerId{id}, 1, 0, 0);
        auto row = find_commissioner(tx, CommissionerId{3}).value();
        row.person.suspended = true;
        ASSERT_TRUE(change_commissioner(tx, row));
    });
    EXPECT_THAT(read([](Transaction& tx) { return list_holders_without_term(tx, today); }),
                ElementsAre(CommissionerId{2}, CommissionerId{3}, CommissionerId{4}));
}

TEST_P(People, AnOfferDoesNotWaitForSomeoneOnLeave)
{
    add(a_commissioner(1));
    add(a_commissioner(2));
    write([](Transaction& tx) { add_leave(tx, 1, 1, today, today); });
    keep(a_report(1).held_by(CommissionerId{1}).standing(State::assigned).build());
    keep(a_report(2).held_by(CommissionerId{1}).standing(State::accepted).build());
    keep(a_report(3).held_by(CommissionerId{2}).standing(State::assigned).build());
    read([](Transaction& tx) {
        EXPECT_THAT(list_offers_to_absent(tx, today), ElementsAre(ReportId{1}));
        EXPECT_THAT(list_offers_to_absent(tx, today + one_day), IsEmpty());
    });
}

}  // namespace
}  // namespace agri110
