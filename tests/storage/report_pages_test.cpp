// Work lists: every report once, in the order in which it is due, however much changes between two pages.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "storage/history.hpp"
#include "storage/people.hpp"
#include "storage/photos.hpp"
#include "storage/reports.hpp"
#include "storage/teams.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;
using testing::ElementsAre;

const Actor the_office{.role = Role::operator_, .region = 530000};

class ReportPages : public OnEveryEngine {
protected:
    void keep_due(std::int64_t id, Instant answer_due, State state = State::accepted)
    {
        write([&](Transaction& tx) {
            keep(tx, a_report(id).standing(state).build());
            set_deadline(tx, ReportId{id}, {DeadlineKind::answer, answer_due});
            set_deadline(tx, ReportId{id}, {DeadlineKind::resolve, answer_due + 100h});
        });
    }
    ReportPage page(const ReportFilter& filter)
    {
        return read([&](Transaction& tx) { return list_visible_reports(tx, the_office, filter); });
    }
    std::vector<std::int64_t> ids(const ReportFilter& filter)
    {
        std::vector<std::int64_t> found;
        for (const auto& listed : page(filter).reports) found.push_back(listed.report.id.value);
        return found;
    }
    /// Turns all pages, calling `between` after each.
    template <class Between>
    std::vector<std::int64_t> turn_pages(ReportFilter filter, Between between)
    {
        std::vector<std::int64_t> met;
        for (;;) {
            const auto shown = page(filter);
            for (const auto& listed : shown.reports) met.push_back(listed.report.id.value);
            if (shown.next.empty()) return met;
            filter.after = shown.next;
            between();
        }
    }
};
ON_EVERY_ENGINE(ReportPages);

TEST_P(ReportPages, NewestFirstMeetsEveryReportOnceWhileOthersAreTold)
{
    for (std::int64_t id = 1; id <= 40; ++id) keep(a_report(id * 10).build());
    std::int64_t next = 1000;
    const auto met = turn_pages({.most = 7}, [&] {
        keep(a_report(next++).build());
        auto changed = kept(10 * (next % 40 + 1));
        changed.crop = "rice";
        write([&](Transaction& tx) { return change_report(tx, changed); });
    });
    std::vector<std::int64_t> expected;
    for (std::int64_t id = 40; id >= 1; --id) expected.push_back(id * 10);
    EXPECT_EQ(met, expected) << "newer ones come on the next first page";
}

TEST_P(ReportPages, FinishedOnesStandAmongTheOpenOnesInBothOrders)
{
    const auto is_finished = [](std::int64_t id) { return id % 3 == 0; };
    for (std::int64_t id = 1; id <= 30; ++id) {
        keep_due(id, a_monday_morning + std::chrono::hours{id});
        if (!is_finished(id)) continue;
        write([&](Transaction& tx) {
            auto done = *find_report_unscoped(tx, ReportId{id});
            done.state = State::closed;
            done.finished_at = a_monday_morning;
            remove_deadline(tx, done.id, DeadlineKind::answer);
            remove_deadline(tx, done.id, DeadlineKind::resolve);
            return change_report(tx, done);
        });
    }
    std::vector<std::int64_t> newest_first;
    for (std::int64_t id = 30; id >= 1; --id) newest_first.push_back(id);
    EXPECT_EQ(turn_pages({.most = 7}, [] {}), newest_first);

    std::vector<std::int64_t> due_first;
    for (const bool finished : {false, true})
        for (std::int64_t id = 1; id <= 30; ++id)
            if (is_finished(id) == finished) due_first.push_back(id);
    EXPECT_EQ(turn_pages({.by_deadline = true, .most = 7}, [] {}), due_first);
}

TEST_P(ReportPages, MostUrgentFirstMeetsEveryReportOnceWhenManyAreDueAtOnce)
{
    for (std::int64_t id = 1; id <= 40; ++id) keep_due(id, a_monday_morning + std::chrono::hours{id % 4});
    const auto met = turn_pages({.by_deadline = true, .most = 7}, [&] {});
    std::vector<std::int64_t> expected;
    for (const std::int64_t hour : {0, 1, 2, 3})
        for (std::int64_t id = 1; id <= 40; ++id)
            if (id % 4 == hour) expected.push_back(id);
    EXPECT_EQ(met, expected);
}

TEST_P(ReportPages, MostUrgentFirstLosesNoneThatStayedWhereTheyWere)
{
    for (std::int64_t id = 1; id <= 40; ++id) keep_due(id, a_monday_morning + std::chrono::hours{id});
    std::int64_t next = 1;
    const auto met = turn_pages({.by_deadline = true, .most = 6}, [&] {
        // One that was shown is answered, one new comes in front, one new comes behind.
        write(
            [&](Transaction& tx) { set_deadline(tx, ReportId{next}, {DeadlineKind::answer, a_monday_morning - 10h}); });
        keep_due(100 + next, a_monday_morning - 5h);
        keep_due(200 + next, a_monday_morning + 500h);
        ++next;
    });
    std::map<std::int64_t, int> times;
    for (const auto id : met) ++times[id];
    for (std::int64_t id = 1; id <= 40; ++id) EXPECT_EQ(times[id], 1) << id;
    for (const auto& [id, n] : times) EXPECT_EQ(n, 1) << id;
}

TEST_P(ReportPages, APageThatIsJustFullIsTheLast)
{
    for (std::int64_t id = 1; id <= 4; ++id) keep(a_report(id).build());
    EXPECT_TRUE(page({.most = 4}).next.empty());
    EXPECT_FALSE(page({.most = 3}).next.empty());
    EXPECT_EQ(ids({.after = page({.most = 3}).next, .most = 3}), (std::vector<std::int64_t>{1}));
    EXPECT_TRUE(page({.after = "1", .most = 3}).reports.empty());
}

TEST_P(ReportPages, ANonsenseCursorIsNoErrorAndShowsNothingForeign)
{
    keep_due(1, a_monday_morning);
    for (const auto* cursor : {"x", "9.9.9", "-1", "1'; DROP TABLE report; --", "99999999999999999999999"})
        for (const bool by_deadline : {false, true})
            EXPECT_LE(page({.by_deadline = by_deadline, .after = cursor}).reports.size(), 1U) << cursor;
}

TEST_P(ReportPages, APageOfNothingIsEmptyNotACrash)
{
    for (const auto id : {1, 2, 3}) keep(a_report(id).build());
    EXPECT_LE(page({.most = 0}).reports.size(), 1U);
    EXPECT_LE(page({.most = -5}).reports.size(), 1U);
}

TEST_P(ReportPages, ALineShowsWhatTheDeskNeedsWithoutOpeningIt)
{
    write([](Transaction& tx) {
        insert_team(tx, a_team(3));
        insert_commissioner(tx, a_commissioner(7), a_monday_morning);
        keep(tx, a_report(1).held_by(CommissionerId{7}, TeamId{3}).standing(State::assigned).build());
        keep(tx, a_report(2).build());
        set_deadline(tx, ReportId{1}, {DeadlineKind::resolve, a_monday_morning + 48h});
        set_deadline(tx, ReportId{1}, {DeadlineKind::accept, a_monday_morning + 4h});
        set_deadline(tx, ReportId{1}, {DeadlineKind::close, a_monday_morning + 1h});
        for (const std::int64_t upload : {1, 2}) {
            insert_upload(tx, UploadId{upload}, fmt::format("hash{}", upload), "me", a_monday_morning);
            ASSERT_TRUE(take_upload(tx, UploadId{upload}, "me", a_monday_morning, ReportId{1}, {}));
        }
    });
    const auto lines = page({}).reports;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].team_name, a_team(3).name);
    EXPECT_EQ(lines[1].commissioner_name, a_commissioner(7).name);
    EXPECT_EQ(lines[1].photos, 2);
    ASSERT_TRUE(lines[1].next_deadline);
    EXPECT_EQ(lines[1].next_deadline->kind, DeadlineKind::accept) << "closing by itself is nobody's work";
    EXPECT_EQ(lines[1].next_deadline->due, a_monday_morning + 4h);
    EXPECT_EQ(lines[0].team_name + lines[0].commissioner_name, "");
    EXPECT_FALSE(lines[0].next_deadline);
}

TEST_P(ReportPages, OverdueMeansADeadlineOfOursHasPassed)
{
    const auto now = a_monday_morning + 10h;
    keep_due(1, now - 1ms);
    keep_due(2, now);
    keep_due(3, now + 1h);
    keep_due(4, now - 5h);
    write([&](Transaction& tx) {
        keep(tx, a_report(5).standing(State::answered).build());
        set_deadline(tx, ReportId{5}, {DeadlineKind::close, now - 9h});
        auto finished = a_report(6).standing(State::closed).build();
        finished.finished_at = now - 2h;
        keep(tx, finished);
        mark_deadline(tx, ReportId{4}, DeadlineKind::answer);
    });
    EXPECT_THAT(ids({.overdue_at = now, .by_deadline = true}), ElementsAre(4, 1));
    read([&](Transaction& tx) {
        EXPECT_EQ(count_overdue(tx, counties_of(530000), now), 2);
        EXPECT_EQ(count_overdue(tx, counties_of(532800), now), 2);
        EXPECT_EQ(count_overdue(tx, counties_of(530100), now), 0);
    });
}

TEST_P(ReportPages, EveryFilterNarrows)
{
    keep(a_report(1).about("tea").in(532822).held_by(CommissionerId{7}, TeamId{3}).build());
    keep(a_report(2).about("rice").in(530102).held_by(CommissionerId{8}, TeamId{4}).build());
    auto closed = a_report(3).about("tea").in(530102).of(ReporterId{2}, "13800000002").standing(State::closed).build();
    closed.finished_at = a_monday_morning;
    keep(closed);
    EXPECT_THAT(ids({}), ElementsAre(3, 2, 1));
    EXPECT_THAT(ids({.states = {State::closed, State::rejected}}), ElementsAre(3));
    EXPECT_THAT(ids({.counties = counties_of(530100)}), ElementsAre(3, 2));
    EXPECT_THAT(ids({.crop = "tea"}), ElementsAre(3, 1));
    EXPECT_THAT(ids({.team = TeamId{4}}), ElementsAre(2));
    EXPECT_THAT(ids({.commissioner = CommissionerId{7}}), ElementsAre(1));
    EXPECT_THAT(ids({.number = a_report(2).build().number}), ElementsAre(2));
    EXPECT_THAT(ids({.reporter = ReporterId{2}}), ElementsAre(3));
    EXPECT_THAT(ids({.only_open = true}), ElementsAre(2, 1));
    EXPECT_THAT(ids({.counties = counties_of(530100), .crop = "tea", .only_open = true}), ElementsAre());
    EXPECT_THAT(ids({.crop = "tea' OR '1'='1"}), ElementsAre());
}

}  // namespace
}  // namespace agri110
