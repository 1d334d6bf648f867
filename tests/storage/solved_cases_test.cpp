// What a county has learned: kept in every version, shown to those it concerns, seen by every process.
#include "storage/solved_cases.hpp"

#include <gmock/gmock.h>

#include "storage/document_counts.hpp"
#include "storage/revisions.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;

SolvedCase a_case(std::int64_t id)
{
    return {.id = {id},
            .report = {id},
            .team = {3},
            .commissioner = {7},
            .county = 532822,
            .month = 3,
            .title = "茶：卷叶",
            .problem = "嫩叶卷",
            .answer = "摘掉",
            .crop = "tea",
            .kind = ProblemKind::pest,
            .author_account = {70},
            .author = "玉香"};
}

CaseChange a_change(CaseAction action, std::string note = {})
{
    return {1, a_monday_morning, {71}, "岩罕", action, std::move(note)};
}

class SolvedCases : public OnEveryEngine {
protected:
    void keep_case(const SolvedCase& solved)
    {
        keep(a_report(solved.report.value).build());
        write([&](Transaction& tx) { insert_case(tx, solved, a_change(CaseAction::draft)); });
    }
    bool change(const SolvedCase& changed, CaseAction action)
    {
        return write([&](Transaction& tx) { return change_case(tx, changed, a_change(action, "因为")); });
    }
    std::vector<std::int64_t> seen_by(const Actor& actor, const CaseFilter& filter = {})
    {
        std::vector<std::int64_t> ids;
        for (const auto& listed : read([&](Transaction& tx) { return list_visible_cases(tx, actor, filter); }).cases)
            ids.push_back(listed.solved.id.value);
        return ids;
    }
    std::int64_t revision()
    {
        return read([](Transaction& tx) { return current_revision(tx, documents_revision); });
    }
};
ON_EVERY_ENGINE(SolvedCases);

TEST_P(SolvedCases, EverythingComesBackAsItWasWritten)
{
    keep_case(a_case(1));
    auto changed = a_case(1);
    changed.state = CaseState::published;
    changed.title = "茶：𠮷 ' \" \\";
    changed.reviewer_account = {71};
    changed.reviewer = "岩罕";
    changed.reviewed_at = a_monday_morning;
    ASSERT_TRUE(change(changed, CaseAction::publish));
    const auto kept_case = read([](Transaction& tx) { return find_case(tx, CaseId{1}).value(); });
    EXPECT_EQ(kept_case.version, 2);
    EXPECT_EQ(kept_case.title, changed.title);
    EXPECT_EQ(kept_case.state, CaseState::published);
    EXPECT_EQ(kept_case.reviewed_at, a_monday_morning);
    EXPECT_EQ(kept_case.author_account, AccountId{70});
    EXPECT_EQ(read([](Transaction& tx) { return find_case_of_report(tx, ReportId{1}).value().id; }), CaseId{1});
    const auto changes = read([](Transaction& tx) { return list_case_changes(tx, CaseId{1}); });
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].change, CaseAction::publish);
    EXPECT_EQ(changes[0].version, 2);
    EXPECT_EQ(changes[0].note, "因为");
}

TEST_P(SolvedCases, AReportHasOnlyOne)
{
    keep_case(a_case(1));
    auto second = a_case(2);
    second.report = {1};
    EXPECT_EQ(constraint_that_stops([&](Transaction& tx) { insert_case(tx, second, a_change(CaseAction::draft)); }),
              "uq_solved_case_report_id");
}

TEST_P(SolvedCases, WhoeverSawAnOlderVersionChangesNothing)
{
    keep_case(a_case(1));
    ASSERT_TRUE(change(a_case(1), CaseAction::edit));
    EXPECT_FALSE(change(a_case(1), CaseAction::edit));
    EXPECT_EQ(read([](Transaction& tx) { return list_case_changes(tx, CaseId{1}).size(); }), 2U);
}

TEST_P(SolvedCases, AreListedForThoseTheyConcernOnly)
{
    keep_case(a_case(1));
    auto elsewhere = a_case(2);
    elsewhere.county = 530102;
    elsewhere.team = {4};
    elsewhere.commissioner = {8};
    elsewhere.author_account = {80};
    keep_case(elsewhere);
    const Actor holder{.role = Role::commissioner, .account = {1}, .commissioner = {7}};
    const Actor author{.role = Role::commissioner, .account = {80}, .commissioner = {99}};
    const Actor leader{.role = Role::leader, .account = {2}, .commissioner = {50}, .leads = {{3}, {4}}};
    const Actor nobody{.role = Role::commissioner, .account = {3}, .commissioner = {51}};
    EXPECT_THAT(seen_by(holder), testing::ElementsAre(1));
    EXPECT_THAT(seen_by(author), testing::ElementsAre(2));
    EXPECT_THAT(seen_by(leader), testing::ElementsAre(2, 1));
    EXPECT_THAT(seen_by(nobody), testing::IsEmpty());
    EXPECT_THAT(seen_by({.role = Role::official, .region = 532800}), testing::ElementsAre(1));
    EXPECT_THAT(seen_by({.role = Role::admin, .region = 530000}), testing::ElementsAre(2, 1));
    EXPECT_THAT(seen_by({.role = Role::admin, .region = 530000}, {.team = {4}}), testing::ElementsAre(2));
    EXPECT_THAT(seen_by({.role = Role::admin, .region = 530000}, {.state = CaseState::published}), testing::IsEmpty());
}

TEST_P(SolvedCases, PagesNeitherRepeatNorLoseOne)
{
    for (std::int64_t id = 1; id <= 7; ++id) keep_case(a_case(id));
    std::vector<std::int64_t> all;
    CaseFilter filter{.most = 3};
    do {
        const auto page = read(
            [&](Transaction& tx) { return list_visible_cases(tx, {.role = Role::admin, .region = 530000}, filter); });
        for (const auto& listed : page.cases) all.push_back(listed.solved.id.value);
        filter.after = page.next;
    } while (!filter.after.empty());
    EXPECT_THAT(all, testing::ElementsAre(7, 6, 5, 4, 3, 2, 1));
}

TEST_P(SolvedCases, EveryChangeIsSeenOnceByWhoeverRemembersTheLastNumber)
{
    keep_case(a_case(1));
    keep_case(a_case(2));
    const auto seen = revision();
    ASSERT_TRUE(change(a_case(1), CaseAction::edit));
    write([](Transaction& tx) {
        add_to_document_count(tx, {{"case", "1"}, 2, 1}, next_revision(tx, documents_revision));
    });
    const auto cases = read([&](Transaction& tx) { return list_revised_cases(tx, seen, revision(), 10); });
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].solved.id, CaseId{1});
    EXPECT_EQ(cases[0].used, 2);
    const auto counts = read([&](Transaction& tx) { return list_document_counts(tx, seen, revision()); });
    ASSERT_EQ(counts.size(), 1U);
    EXPECT_EQ(counts[0].helped, 1);
    EXPECT_TRUE(read([&](Transaction& tx) { return list_revised_cases(tx, revision(), revision(), 10); }).empty());
}

TEST_P(SolvedCases, AChangeThatFailsTakesNoNumber)
{
    keep_case(a_case(1));
    const auto seen = revision();
    EXPECT_THROW(write([](Transaction& tx) {
                     next_revision(tx, documents_revision);
                     throw std::runtime_error("a bug");
                 }),
                 std::runtime_error);
    EXPECT_EQ(revision(), seen);
}

TEST_P(SolvedCases, CountsAddUp)
{
    const DocumentName article{"article", "tea-leafhopper"};
    write([&](Transaction& tx) {
        add_to_document_count(tx, {article, 1, 0}, 1);
        add_to_document_count(tx, {article, 0, 1}, 2);
        add_to_document_count(tx, {article, 2, 3}, 3);
    });
    const auto count = read([&](Transaction& tx) { return find_document_count(tx, article); });
    EXPECT_EQ(count.used, 3);
    EXPECT_EQ(count.helped, 4);
    EXPECT_EQ(read([](Transaction& tx) { return find_document_count(tx, {"case", "1"}); }).used, 0);
}

TEST_P(SolvedCases, AReportUsesAndIsHelpedByADocumentOnce)
{
    keep(a_report(1).build());
    const DocumentName article{"article", "tea-leafhopper"};
    const auto insert = [&](Transaction& tx) { return insert_inserted_document(tx, ReportId{1}, article); };
    EXPECT_TRUE(write(insert));
    EXPECT_FALSE(write(insert));
    const auto take = [](Transaction& tx) { return take_inserted_documents(tx, ReportId{1}); };
    EXPECT_THAT(write(take), testing::ElementsAre(article));
    EXPECT_THAT(write(take), testing::IsEmpty());
}

TEST_P(SolvedCases, WhatKnowledgeSolvedIsSummedByPlaceAndTime)
{
    constexpr int march = 2026 * 12 + 2;
    write([](Transaction& tx) {
        count_solved_by_knowledge(tx, 532822, march);
        count_solved_by_knowledge(tx, 532822, march);
        count_solved_by_knowledge(tx, 530102, march + 1);
        count_solved_by_knowledge(tx, 530000, march);
    });
    const auto sum = [&](RegionCode region, int first, int last) {
        return read([&](Transaction& tx) { return sum_solved_by_knowledge(tx, counties_of(region), first, last); });
    };
    EXPECT_EQ(sum(532822, march, march), 2);
    EXPECT_EQ(sum(532800, march - 5, march + 5), 2);
    EXPECT_EQ(sum(530000, march, march), 3);
    EXPECT_EQ(sum(530000, march, march + 1), 4);
    EXPECT_EQ(sum(530300, march, march + 1), 0);
}

}  // namespace
}  // namespace agri110
