// The schema: brought up to date as a whole, never by an older program, and with names that callers rely on.
#include "storage/migrations.hpp"

#include <gmock/gmock.h>

#include "storage/accounts.hpp"
#include "storage/kept_replies.hpp"
#include "storage/people.hpp"
#include "storage/teams.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;

class Schema : public OnEveryEngine {};
ON_EVERY_ENGINE(Schema);

TEST(Migrations, AreNumberedFromOneWithoutAGapAndFullyTranslated)
{
    int expected = 1;
    for (const auto& migration : all_migrations()) {
        EXPECT_EQ(migration.version, expected++);
        EXPECT_FALSE(migration.name.empty());
        for (auto at = migration.sql.find("{{"); at != std::string_view::npos; at = migration.sql.find("{{", at + 2)) {
            const auto word = migration.sql.substr(at, migration.sql.find("}}", at) + 2 - at);
            EXPECT_THAT(word, testing::AnyOf("{{int64}}", "{{text}}", "{{strict}}", "{{by_key}}", "{{joined}}"))
                << migration.name;
        }
    }
    EXPECT_EQ(newest_schema(), expected - 1);
}

TEST_P(Schema, AFreshDatabaseIsAtTheNewestVersion)
{
    EXPECT_EQ(read([](Transaction& tx) { return schema_version(tx); }), newest_schema());
    EXPECT_EQ(read([](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM schema_version"); }),
              static_cast<std::int64_t>(all_migrations().size()));
}

TEST_P(Schema, AnOlderProgramDoesNotTouchANewerDatabaseAndSaysWhy)
{
    write([](Transaction& tx) {
        insert_team(tx, a_team(1));
        tx.execute("INSERT INTO schema_version (version, name) VALUES ($1, 'from the future')", newest_schema() + 1);
    });
    std::string said;
    try {
        reopen();
    } catch (const StorageError& error) {
        said = error.what();
    }
    EXPECT_THAT(said, testing::AllOf(testing::HasSubstr(std::to_string(newest_schema() + 1)),
                                     testing::HasSubstr(std::to_string(newest_schema())), testing::HasSubstr("newer")));
}

TEST_P(Schema, ConstraintsAreNamedSoThatPeopleCanBeToldWhatIsTaken)
{
    keep(a_report(1).build());
    write([](Transaction& tx) {
        insert_commissioner(tx, a_commissioner(1), a_monday_morning);
        insert_team(tx, a_team(1));
        insert_membership(tx, 1, {TeamId{1}, CommissionerId{1}}, a_monday_morning);
        insert_account(tx, {.id = {1}, .phone = "13900000001"}, a_monday_morning);
    });

    const auto report_like = [](auto change) {
        auto report = a_report(2).build();
        change(report);
        return [report](Transaction& tx) { insert_report(tx, report); };
    };
    EXPECT_EQ(constraint_that_stops(report_like([](Report& r) { r.number = a_report(1).build().number; })),
              "uq_report_number");
    EXPECT_EQ(constraint_that_stops(report_like([](Report& r) { r.token = a_report(1).build().token; })),
              "uq_report_token");
    EXPECT_EQ(constraint_that_stops([](Transaction& tx) {
                  auto person = a_commissioner(2);
                  person.phone = a_commissioner(1).phone;
                  insert_commissioner(tx, person, a_monday_morning);
              }),
              "uq_commissioner_phone");
    EXPECT_EQ(constraint_that_stops(
                  [](Transaction& tx) { insert_membership(tx, 2, {TeamId{1}, CommissionerId{1}}, a_monday_morning); }),
              "uq_membership_team_id_commissioner_id");
    EXPECT_EQ(constraint_that_stops(
                  [](Transaction& tx) { insert_account(tx, {.id = {2}, .phone = "13900000001"}, a_monday_morning); }),
              "uq_account_phone");
    EXPECT_EQ(constraint_that_stops([](Transaction& tx) {
                  auto team = a_team(2);
                  team.name = a_team(1).name;
                  insert_team(tx, team);
              }),
              "uq_team_name");
    EXPECT_EQ(constraint_that_stops([](Transaction& tx) {
                  ensure_reporter(tx, "13800000002", ReporterId{5}, a_monday_morning);
                  tx.execute("UPDATE reporter SET phone = '13800000001' WHERE id = 5");
              }),
              "uq_reporter_phone");
}

TEST_P(Schema, NamedChecksAndExpressionsAreReportedByTheirName)
{
    EXPECT_EQ(
        constraint_that_stops([](Transaction& tx) {
            tx.execute("CREATE TABLE tried (flag INTEGER NOT NULL, CONSTRAINT ck_tried_flag CHECK (flag IN (0, 1)))");
            tx.execute("INSERT INTO tried (flag) VALUES (2)");
        }),
        "ck_tried_flag");
    EXPECT_EQ(constraint_that_stops([](Transaction& tx) {
                  tx.execute("CREATE TABLE tried (name TEXT NOT NULL)");
                  tx.execute("CREATE UNIQUE INDEX uq_tried_lower ON tried (lower(name))");
                  tx.execute("INSERT INTO tried (name) VALUES ('A'), ('a')");
              }),
              "uq_tried_lower");
}

TEST_P(Schema, ABugInOurOwnRowsIsNeverMistakenForSomethingAlreadyTaken)
{
    const auto is_plain_fault = [&](auto use) {
        try {
            write(use);
        } catch (const ConstraintError& error) {
            ADD_FAILURE() << "reported as " << error.constraint();
        } catch (const StorageError&) {
            return true;
        }
        return false;
    };
    EXPECT_TRUE(is_plain_fault([](Transaction& tx) {
        tx.execute("INSERT INTO reporter (id, phone, created_at) VALUES (1, NULL, 0)");
    })) << "a missing value";
    EXPECT_TRUE(is_plain_fault([](Transaction& tx) { insert_report(tx, a_report(1).of(ReporterId{404}).build()); }))
        << "a link to nobody";
    EXPECT_TRUE(is_plain_fault([](Transaction& tx) {
        tx.execute("INSERT INTO reporter (id, phone, created_at) VALUES (1, '13800000001', 'not a day')");
    })) << "a text where a number belongs";
}

TEST_P(Schema, ALinkToARowThatIsNotThereIsRefused)
{
    EXPECT_THROW(
        write([](Transaction& tx) { insert_membership(tx, 1, {TeamId{1}, CommissionerId{1}}, a_monday_morning); }),
        StorageError);
    EXPECT_THROW(
        write([](Transaction& tx) { insert_session(tx, "key", {AccountId{1}, a_monday_morning}, a_monday_morning); }),
        StorageError);
}

}  // namespace
}  // namespace agri110
