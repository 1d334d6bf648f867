// Reports as they are kept: every word comes back, nobody overwrites somebody else's change.
#include "storage/reports.hpp"

#include <gmock/gmock.h>

#include "storage/heartbeat.hpp"
#include "storage/knowledge_files.hpp"
#include "storage/people.hpp"
#include "storage/teams.hpp"
#include "storage/understood_json.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;
using testing::ElementsAre;

class Reports : public OnEveryEngine {
protected:
    bool change(const Report& report)
    {
        return write([&](Transaction& tx) { return change_report(tx, report); });
    }
    /// A report that `person` answered for `reporter`.
    void keep_answered(std::int64_t id, CommissionerId person, ReporterId reporter)
    {
        auto report = a_report(id).of(reporter, "1380000000" + std::to_string(reporter.value)).held_by(person).build();
        report.first_answer_at = a_monday_morning;
        keep(report);
    }
};
ON_EVERY_ENGINE(Reports);

/// All fields of a report that a test can see, in one line for comparing.
std::string described(const Report& r)
{
    const auto at = [](const std::optional<Instant>& moment) {
        return moment ? moment->time_since_epoch().count() : -1;
    };
    return fmt::format(
        "{} {} {} {} | {} {} {} {} {} | {} {} {} {} {} | {} {} | {} {} {} | {} {} {} {} {} | {} {} {} {} {} {} | {} {} "
        "{} | {} {} {} {} | {} | {} {} {}",
        r.id.value, r.number, r.token, r.reporter_id.value, name_of(r.reporter.kind), r.reporter.name, r.reporter.phone,
        r.reporter.organisation, name_of(r.channel), r.place.county, r.place.township, r.place.village, r.exact_place,
        r.notice_version, r.text, write_understood(r.understood), r.crop, name_of(r.kind), name_of(r.urgency),
        name_of(r.state), r.version, r.team.value, r.commissioner.value, r.reporter_waits, at(r.submitted_at),
        at(r.answer_due), at(r.first_answer_at), r.answer_missed, at(r.finished_at), r.reopened,
        r.visit ? at(r.visit->at) : -1, r.visit ? r.visit->note : "", r.visit ? at(r.visit->planned_at) : -1,
        r.confirmation ? name_of(r.confirmation->outcome) : "", r.confirmation ? r.confirmation->score : 0,
        r.confirmation ? r.confirmation->text : "", r.confirmation ? at(r.confirmation->at) : -1, r.duplicate_of.value,
        name_of(r.alert), name_of(r.alert_cleared), write_answers(r.answers));
}

Report told_with_everything()
{
    auto report = a_report(1)
                      .in(530822)
                      .about("coffee", ProblemKind::animal_disease)
                      .held_by(CommissionerId{7}, TeamId{3})
                      .build();
    report.reporter = {ReporterKind::enterprise, "李'); DROP TABLE report; --", "13800000001", "某某咖啡公司（示例）"};
    report.channel = IntakeChannel::hotline;
    report.place = {530822, 530822101, "𠮷祥村 🌱 3组"};
    report.exact_place = true;
    report.text = "两行\n第二行\t\"引号\" $1 % {} \\ 𠀀 '' ;--";
    report.urgency = Urgency::urgent;
    report.understood.crops.push_back({"tea", 0.25, {}});
    report.understood.urgency = Urgency::urgent;
    report.understood.urgency_words = {"死了很多"};
    report.understood.alert = Alert::mass_death;
    report.understood.alert_words = {"死了很多"};
    report.understood.sure = true;
    report.alert = Alert::mass_death;
    report.answers = {{"dead", "40", "死了多少？", "40头"}, {"water", "\"绿\" $1 '", "水的颜色？", "\"绿\" $1 '"}};
    report.reporter_waits = true;
    return report;
}

TEST_P(Reports, NothingAFarmerToldIsLostOnTheWay)
{
    const auto told = told_with_everything();
    write([&](Transaction& tx) {
        ensure_reporter(tx, told.reporter.phone, told.reporter_id, a_monday_morning);
        insert_report(tx, told);
    });
    EXPECT_EQ(described(kept(1)), described(told));
}

TEST_P(Reports, NothingThatHappensToAReportIsLost)
{
    keep(told_with_everything());
    auto changed = kept(1);
    changed.crop = "tea";
    changed.kind = ProblemKind::market;
    changed.urgency = Urgency::normal;
    changed.alert = Alert::human_poisoning;
    changed.alert_cleared = Alert::mass_death;
    changed.state = State::closed;
    changed.team = {8};
    changed.commissioner = {9};
    changed.reporter_waits = false;
    changed.answer_due += 5h;
    changed.first_answer_at = a_monday_morning + 1h;
    changed.answer_missed = true;
    changed.finished_at = a_monday_morning + 2h;
    changed.reopened = 3;
    changed.visit = Visit{a_monday_morning + 24h, "带上剪刀", a_monday_morning + 3h};
    changed.confirmation = Confirmation{Feedback::better, 4, "好多了", a_monday_morning + 4h};
    changed.duplicate_of = {44};
    ASSERT_TRUE(change(changed));
    ++changed.version;
    EXPECT_EQ(described(kept(1)), described(changed));

    auto cleared = changed;
    cleared.state = State::triage;
    cleared.team = {};
    cleared.commissioner = {};
    cleared.first_answer_at.reset();
    cleared.finished_at.reset();
    cleared.visit.reset();
    cleared.confirmation.reset();
    cleared.duplicate_of = {};
    ASSERT_TRUE(change(cleared));
    ++cleared.version;
    EXPECT_EQ(described(kept(1)), described(cleared));
}

TEST_P(Reports, OfTwoWhoChangeTheSameReportTheSecondIsToldSo)
{
    keep(a_report(1).build());
    auto mine = kept(1);
    auto theirs = kept(1);
    mine.crop = "rice";
    theirs.crop = "maize";
    EXPECT_TRUE(change(mine));
    EXPECT_FALSE(change(theirs));
    EXPECT_EQ(kept(1).crop, "rice");
    EXPECT_EQ(kept(1).version, mine.version + 1);
}

TEST_P(Reports, ALaterReportUnderTheSamePhoneDoesNotRewriteAnEarlierOne)
{
    keep(a_report(1).build());
    auto later = a_report(2).build();
    later.reporter.name = "另一个人";
    keep(later);
    EXPECT_EQ(kept(1).reporter.name, "岩温");
    EXPECT_EQ(kept(2).reporter.name, "另一个人");
}

TEST_P(Reports, AReporterIsKnownByThePhone)
{
    write([](Transaction& tx) {
        EXPECT_EQ(find_reporter(tx, "13800000001"), std::nullopt);
        EXPECT_EQ(ensure_reporter(tx, "13800000001", ReporterId{5}, a_monday_morning), ReporterId{5});
        EXPECT_EQ(ensure_reporter(tx, "13800000001", ReporterId{6}, a_monday_morning), ReporterId{5});
        EXPECT_EQ(find_reporter(tx, "13800000001"), ReporterId{5});
        EXPECT_EQ(find_reporter(tx, "13800000002"), std::nullopt);
    });
}

TEST_P(Reports, APhoneThatTellsTooManyReportsAnHourIsNoticed)
{
    for (const int n : {1, 2, 3}) keep(a_report(n).submitted(a_monday_morning + std::chrono::minutes{n}).build());
    read([](Transaction& tx) {
        const std::string phone = "13800000001";
        EXPECT_TRUE(has_told_since(tx, phone, 3, a_monday_morning));
        EXPECT_FALSE(has_told_since(tx, phone, 3, a_monday_morning + 1min)) << "the first one does not count any more";
        EXPECT_FALSE(has_told_since(tx, phone, 4, a_monday_morning));
        EXPECT_FALSE(has_told_since(tx, "13700000999", 1, a_monday_morning));
    });
}

TEST_P(Reports, ANumberIsTakenFromTheMomentItIsKept)
{
    const auto report = a_report(1).build();
    EXPECT_FALSE(read([&](Transaction& tx) { return is_number_taken(tx, report.number); }));
    keep(report);
    EXPECT_TRUE(read([&](Transaction& tx) { return is_number_taken(tx, report.number); }));
}

TEST_P(Reports, TheTrackingLinkFindsItsReportAndNoOther)
{
    keep(a_report(1).build());
    keep(a_report(2).build());
    read([](Transaction& tx) {
        EXPECT_EQ(find_report_by_token(tx, "token-of-2").value().id, ReportId{2});
        EXPECT_FALSE(find_report_by_token(tx, "token-of-"));
        EXPECT_FALSE(find_report_by_token(tx, "TOKEN-OF-2"));
        EXPECT_FALSE(find_report_by_token(tx, ""));
        EXPECT_FALSE(find_report_unscoped(tx, ReportId{3}));
    });
}

TEST_P(Reports, AReporterSeesTheNewestOfHisOwnFirst)
{
    for (const auto id : {1, 2, 3, 4}) keep(a_report(id).of(ReporterId{1}).build());
    keep(a_report(5).of(ReporterId{2}, "13800000002").build());
    const auto mine = read([](Transaction& tx) { return list_reports_of_reporter(tx, ReporterId{1}, 3); });
    std::vector<std::int64_t> ids;
    for (const auto& report : mine) ids.push_back(report.id.value);
    EXPECT_THAT(ids, ElementsAre(4, 3, 2));
}

TEST_P(Reports, WhoHoldsAReportIsShownByName)
{
    write([](Transaction& tx) {
        insert_commissioner(tx, a_commissioner(7), a_monday_morning);
        insert_team(tx, a_team(3));
    });
    const auto names_of = [&](TeamId team, CommissionerId person) {
        return read([&](Transaction& tx) {
            const auto names = find_holder_names(tx, a_report(1).held_by(person, team).build());
            return std::vector{names.team, names.person, names.organisation, names.title};
        });
    };
    const auto team = a_team(3);
    const auto person = a_commissioner(7);
    EXPECT_THAT(names_of({3}, {7}), ElementsAre(team.name, person.name, person.organisation, person.title));
    EXPECT_THAT(names_of({3}, {}), ElementsAre(team.name, "", "", ""));
    EXPECT_THAT(names_of({}, {}), ElementsAre("", "", "", "")) << "a report that nobody has";
}

TEST_P(Reports, WorkOfSomeoneWhoLeavesIsFoundCompletely)
{
    keep(a_report(1).held_by(CommissionerId{7}).build());
    auto done = a_report(2).held_by(CommissionerId{7}).standing(State::closed).build();
    done.finished_at = a_monday_morning;
    keep(done);
    keep(a_report(3).held_by(CommissionerId{8}).build());
    keep(a_report(4).held_by(CommissionerId{7}).standing(State::resolved).build());
    EXPECT_THAT(read([](Transaction& tx) { return list_open_reports_of(tx, CommissionerId{7}); }),
                ElementsAre(ReportId{1}, ReportId{4}));
}

TEST_P(Reports, WhoeverHelpedThisReporterBeforeIsKnownLatestFirst)
{
    keep_answered(1, CommissionerId{7}, ReporterId{1});
    keep_answered(2, CommissionerId{8}, ReporterId{1});
    keep_answered(3, CommissionerId{7}, ReporterId{1});
    keep_answered(4, CommissionerId{9}, ReporterId{2});
    keep(a_report(5).held_by(CommissionerId{10}).build());
    read([](Transaction& tx) {
        EXPECT_THAT(list_earlier_helpers(tx, ReporterId{1}, 5), ElementsAre(CommissionerId{7}, CommissionerId{8}));
        EXPECT_THAT(list_earlier_helpers(tx, ReporterId{1}, 1), ElementsAre(CommissionerId{7}));
        EXPECT_TRUE(list_earlier_helpers(tx, ReporterId{3}, 5).empty());
    });
}

TEST_P(Reports, ARecountMeetsEveryReportOnce)
{
    for (std::int64_t id = 1; id <= 25; ++id) keep(a_report(id * 3).build());
    std::vector<std::int64_t> met;
    read([&](Transaction& tx) {
        ReportId last;
        for (auto page = list_all_reports(tx, last, 10); !page.empty(); page = list_all_reports(tx, last, 10)) {
            for (const auto& report : page) met.push_back(report.id.value);
            last = page.back().id;
        }
    });
    ASSERT_EQ(met.size(), 25U);
    EXPECT_TRUE(std::ranges::is_sorted(met));
    EXPECT_EQ(met.back(), 75);
}

TEST_P(Reports, ADamagedColumnIsAnErrorNotAnEmptyReport)
{
    keep(a_report(1).build());
    write([](Transaction& tx) { tx.execute("UPDATE report SET understood = '{\"crops\":' WHERE id = 1"); });
    EXPECT_THROW(kept(1), StorageError);
    EXPECT_THROW(
        read_understood(R"({"crops":[],"kind":"no such kind","kind_words":[],"urgency":"normal","urgency_words":[]})"),
        StorageError);
}

TEST_P(Reports, TheHeartbeatCanBeWrittenAgainAndAgain)
{
    for (int i = 0; i < 3; ++i) write([&](Transaction& tx) { beat(tx, a_monday_morning + std::chrono::seconds{i}); });
    EXPECT_EQ(read([](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM heartbeat"); }), 1);
    EXPECT_THROW(read([](Transaction& tx) { beat(tx, a_monday_morning); }), StorageError);
}

TEST_P(Reports, KnowledgeIsReplacedAsAWhole)
{
    write([](Transaction& tx) { replace_knowledge_files(tx, {{"b", "2"}, {"a", "1"}}, "", a_monday_morning); });
    write([](Transaction& tx) { replace_knowledge_files(tx, {{"c", "三"}, {"a", ""}}, "", a_monday_morning); });
    const auto files = read([](Transaction& tx) { return list_knowledge_files(tx); });
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].path + files[0].content, "a");
    EXPECT_EQ(files[1].path + files[1].content, "c三");
}

}  // namespace
}  // namespace agri110
