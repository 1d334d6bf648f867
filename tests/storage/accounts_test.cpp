// Who may come in: accounts, sessions that end, codes that are used up, and counting that slows guessing down.
#include "storage/accounts.hpp"

#include <gmock/gmock.h>

#include "storage/people.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Accounts : public OnEveryEngine {
protected:
    void add(const Account& account)
    {
        write([&](Transaction& tx) { insert_account(tx, account, a_monday_morning); });
    }
    static Account an_official(std::int64_t id)
    {
        return {.id = {id},
                .phone = fmt::format("137{:08}", id),
                .name = "张处长（示例）",
                .role = Role::official,
                .region = 532800,
                .password_hash = "$argon2id$x"};
    }
};
ON_EVERY_ENGINE(Accounts);

TEST_P(Accounts, AnAccountComesBackByIdAndByPhone)
{
    add({.id = {1},
         .phone = "13700000001",
         .name = "玉香",
         .role = Role::commissioner,
         .commissioner = {7},
         .disabled = true});
    add(an_official(2));
    read([](Transaction& tx) {
        const auto person = find_account(tx, AccountId{1}).value();
        EXPECT_EQ(person.phone, "13700000001");
        EXPECT_EQ(person.name, "玉香");
        EXPECT_EQ(person.role, Role::commissioner);
        EXPECT_EQ(person.commissioner, CommissionerId{7});
        EXPECT_EQ(person.password_hash, "");
        EXPECT_TRUE(person.disabled);
        const auto official = find_account_by_phone(tx, "13700000002").value();
        EXPECT_EQ(official.id, AccountId{2});
        EXPECT_EQ(official.role, Role::official);
        EXPECT_EQ(official.region, 532800);
        EXPECT_FALSE(official.commissioner);
        EXPECT_FALSE(official.disabled);
        EXPECT_FALSE(find_account(tx, AccountId{3}));
        EXPECT_FALSE(find_account_by_phone(tx, ""));
        EXPECT_THAT(list_office_phones(tx, 532800), ElementsAre("13700000002"));
        EXPECT_THAT(list_office_phones(tx, 530000), IsEmpty()) << "an office answers for its own region alone";
    });
}

TEST_P(Accounts, APasswordAndAStopConcernOneAccountOnly)
{
    add(an_official(1));
    add(an_official(2));
    write([](Transaction& tx) {
        change_password(tx, AccountId{1}, "$argon2id$new");
        disable_account(tx, AccountId{2});
    });
    read([](Transaction& tx) {
        EXPECT_EQ(find_account(tx, AccountId{1})->password_hash, "$argon2id$new");
        EXPECT_FALSE(find_account(tx, AccountId{1})->disabled);
        EXPECT_EQ(find_account(tx, AccountId{2})->password_hash, "$argon2id$x");
        EXPECT_TRUE(find_account(tx, AccountId{2})->disabled);
    });
}

TEST_P(Accounts, ACommissionerWithANewPhoneLogsInWithIt)
{
    add({.id = {1}, .phone = "13700000001", .name = "旧", .commissioner = {7}});
    add(an_official(2));
    write([](Transaction& tx) { change_account_phone(tx, CommissionerId{7}, "13700000009", "新"); });
    read([](Transaction& tx) {
        EXPECT_EQ(find_account_by_phone(tx, "13700000009").value().name, "新");
        EXPECT_FALSE(find_account_by_phone(tx, "13700000001"));
        EXPECT_EQ(find_account(tx, AccountId{2})->phone, "13700000002");
    });
    EXPECT_EQ(
        constraint_that_stops([](Transaction& tx) { change_account_phone(tx, CommissionerId{7}, "13700000002", ""); }),
        "uq_account_phone");
}

TEST_P(Accounts, ASessionEndsAtItsMomentNotLater)
{
    add(an_official(1));
    write([](Transaction& tx) { insert_session(tx, "key", {AccountId{1}, a_monday_morning + 1h}, a_monday_morning); });
    read([](Transaction& tx) {
        EXPECT_EQ(find_session(tx, "key", a_monday_morning + 1h - 1ms).value().account.id, AccountId{1});
        EXPECT_EQ(find_session(tx, "key", a_monday_morning).value().expires_at, a_monday_morning + 1h);
        EXPECT_FALSE(find_session(tx, "key", a_monday_morning + 1h));
        EXPECT_FALSE(find_session(tx, "KEY", a_monday_morning));
        EXPECT_FALSE(find_session(tx, "", a_monday_morning));
    });
}

TEST_P(Accounts, LoggingOutEndsOneSessionAndLockingOutEndsAll)
{
    add(an_official(1));
    add(an_official(2));
    write([](Transaction& tx) {
        for (const auto* key : {"a", "b", "c"})
            insert_session(tx, key, {AccountId{1}, a_monday_morning + 1h}, a_monday_morning);
        insert_session(tx, "d", {AccountId{2}, a_monday_morning + 1h}, a_monday_morning);
        remove_session(tx, "a");
    });
    read([](Transaction& tx) {
        EXPECT_FALSE(find_session(tx, "a", a_monday_morning));
        EXPECT_TRUE(find_session(tx, "b", a_monday_morning));
    });
    write([](Transaction& tx) { remove_sessions_of(tx, AccountId{1}); });
    read([](Transaction& tx) {
        EXPECT_FALSE(find_session(tx, "b", a_monday_morning));
        EXPECT_FALSE(find_session(tx, "c", a_monday_morning));
        EXPECT_TRUE(find_session(tx, "d", a_monday_morning));
    });
}

TEST_P(Accounts, OnlyExpiredSessionsAreSweptAway)
{
    add(an_official(1));
    write([](Transaction& tx) {
        insert_session(tx, "old", {AccountId{1}, a_monday_morning}, a_monday_morning - 1h);
        insert_session(tx, "new", {AccountId{1}, a_monday_morning + 1ms}, a_monday_morning);
        remove_expired_sessions(tx, a_monday_morning);
    });
    EXPECT_EQ(read([](Transaction& tx) { return tx.number("SELECT COUNT(*) FROM session"); }), 1);
    EXPECT_TRUE(read([](Transaction& tx) { return find_session(tx, "new", a_monday_morning).has_value(); }));
}

TEST_P(Accounts, ANewPhoneCodeReplacesTheOldAndItsTries)
{
    write([](Transaction& tx) {
        set_phone_code(tx, "13800000001", {"hash1", a_monday_morning + 5min, 0});
        count_code_try(tx, "13800000001");
        count_code_try(tx, "13800000001");
        count_code_try(tx, "13800000002");
    });
    read([](Transaction& tx) {
        EXPECT_EQ(find_phone_code(tx, "13800000001").value().tries, 2);
        EXPECT_FALSE(find_phone_code(tx, "13800000002"));
    });
    write([](Transaction& tx) { set_phone_code(tx, "13800000001", {"hash2", a_monday_morning + 9min, 0}); });
    read([](Transaction& tx) {
        const auto code = find_phone_code(tx, "13800000001").value();
        EXPECT_EQ(code.code_hash, "hash2");
        EXPECT_EQ(code.tries, 0);
        EXPECT_EQ(code.expires_at, a_monday_morning + 9min);
    });
    write([](Transaction& tx) { remove_phone_code(tx, "13800000001"); });
    EXPECT_FALSE(read([](Transaction& tx) { return find_phone_code(tx, "13800000001").has_value(); }))
        << "a code is used once";
}

TEST_P(Accounts, GuessingIsCountedInsideAWindowAndForgottenAfterIt)
{
    write([](Transaction& tx) {
        for (int n = 1; n <= 5; ++n) {
            const auto counted = count_throttle(tx, "key", 60s, a_monday_morning + std::chrono::seconds{n});
            EXPECT_EQ(counted.count, n);
            EXPECT_EQ(counted.window_ends, a_monday_morning + 61s) << "trying again does not make the window longer";
        }
        EXPECT_EQ(count_throttle(tx, "other", 60s, a_monday_morning).count, 1);
        EXPECT_EQ(find_throttle(tx, "key", a_monday_morning + 61s - 1ms).count, 5);
        EXPECT_EQ(find_throttle(tx, "key", a_monday_morning + 61s).count, 0);
        const auto again = count_throttle(tx, "key", 60s, a_monday_morning + 61s);
        EXPECT_EQ(again.count, 1);
        EXPECT_EQ(again.window_ends, a_monday_morning + 121s);
    });
}

TEST_P(Accounts, ASuccessClearsTheCountAndOldCountsAreSweptAway)
{
    write([](Transaction& tx) {
        count_throttle(tx, "a", 60s, a_monday_morning);
        count_throttle(tx, "b", 120s, a_monday_morning);
        remove_throttle(tx, "a");
        EXPECT_EQ(find_throttle(tx, "a", a_monday_morning).count, 0);
        remove_old_throttles(tx, a_monday_morning + 60s);
        EXPECT_EQ(find_throttle(tx, "b", a_monday_morning + 60s).count, 1);
        remove_old_throttles(tx, a_monday_morning + 120s);
        EXPECT_EQ(tx.number("SELECT COUNT(*) FROM throttle"), 0);
    });
}

}  // namespace
}  // namespace agri110
