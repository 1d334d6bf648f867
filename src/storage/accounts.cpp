#include "storage/accounts.hpp"

namespace agri110::storage {
namespace {

const std::string account_columns = "id, phone, name, role, region, commissioner_id, password_hash, disabled";
constexpr int account_column_count = 8;
const std::string select_account = "SELECT " + account_columns + " FROM account";
const std::string select_session = "SELECT " + account_columns +
                                   ", expires_at FROM session JOIN account ON id = account_id "
                                   "WHERE key_hash = $1 AND expires_at > $2";

Account read_account(const Row& row)
{
    return {row.id<AccountId>(0),      row.text(1), row.text(2), role_of(row.text(3)).value(), row.integer(4),
            row.id<CommissionerId>(5), row.text(6), row.flag(7)};
}

Throttled read_throttled(const Row& row)
{
    return {static_cast<int>(row.integer(0)), row.instant(1)};
}

}  // namespace

void insert_account(Transaction& tx, const Account& a, Instant now)
{
    tx.execute(
        "INSERT INTO account (id, phone, name, role, region, commissioner_id, password_hash, disabled, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        a.id, a.phone, a.name, name_of(a.role), a.region, a.commissioner, a.password_hash, a.disabled, now);
}

std::optional<Account> find_account(Transaction& tx, AccountId id)
{
    return tx.row(select_account + " WHERE id = $1", read_account, id);
}

std::optional<Account> find_account_by_phone(Transaction& tx, std::string_view phone)
{
    return tx.row(select_account + " WHERE phone = $1", read_account, phone);
}

std::vector<std::string> list_office_phones(Transaction& tx, RegionCode region)
{
    return tx.rows(
        "SELECT phone FROM account WHERE region = $1 AND role <> 'commissioner' AND role <> 'admin' AND disabled = 0 "
        "ORDER BY id",
        [](const Row& row) { return row.text(0); }, region);
}

void change_password(Transaction& tx, AccountId id, std::string_view password_hash)
{
    tx.execute("UPDATE account SET password_hash = $2 WHERE id = $1", id, password_hash);
}

void change_account_phone(Transaction& tx, CommissionerId commissioner, std::string_view phone, std::string_view name)
{
    tx.execute("UPDATE account SET phone = $2, name = $3 WHERE commissioner_id = $1", commissioner, phone, name);
}

void disable_account(Transaction& tx, AccountId id)
{
    tx.execute("UPDATE account SET disabled = 1 WHERE id = $1", id);
}

void insert_session(Transaction& tx, std::string_view key_hash, const SessionRow& s, Instant now)
{
    tx.execute("INSERT INTO session (key_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)", key_hash,
               s.account, now, s.expires_at);
}

std::optional<OpenSession> find_session(Transaction& tx, std::string_view key_hash, Instant now)
{
    return tx.row(
        select_session,
        [](const Row& row) { return OpenSession{read_account(row), row.instant(account_column_count)}; }, key_hash,
        now);
}

void remove_session(Transaction& tx, std::string_view key_hash)
{
    tx.execute("DELETE FROM session WHERE key_hash = $1", key_hash);
}

void remove_sessions_of(Transaction& tx, AccountId account)
{
    tx.execute("DELETE FROM session WHERE account_id = $1", account);
}

void remove_expired_sessions(Transaction& tx, Instant now)
{
    tx.execute("DELETE FROM session WHERE expires_at <= $1", now);
}

void set_phone_code(Transaction& tx, std::string_view phone, const PhoneCode& code)
{
    tx.execute(
        "INSERT INTO phone_code (phone, code_hash, expires_at, tries) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (phone) DO UPDATE SET code_hash = $2, expires_at = $3, tries = $4",
        phone, code.code_hash, code.expires_at, code.tries);
}

std::optional<PhoneCode> find_phone_code(Transaction& tx, std::string_view phone)
{
    return tx.row(
        "SELECT code_hash, expires_at, tries FROM phone_code WHERE phone = $1",
        [](const Row& row) { return PhoneCode{row.text(0), row.instant(1), static_cast<int>(row.integer(2))}; }, phone);
}

void count_code_try(Transaction& tx, std::string_view phone)
{
    tx.execute("UPDATE phone_code SET tries = tries + 1 WHERE phone = $1", phone);
}

void remove_phone_code(Transaction& tx, std::string_view phone)
{
    tx.execute("DELETE FROM phone_code WHERE phone = $1", phone);
}

Throttled count_throttle(Transaction& tx, std::string_view key_hash, std::chrono::seconds window, Instant now)
{
    return tx
        .row(
            "INSERT INTO throttle (key_hash, window_ends, count) VALUES ($1, $2, 1) ON CONFLICT (key_hash) DO UPDATE "
            "SET "
            "count = CASE WHEN throttle.window_ends <= $3 THEN 1 ELSE throttle.count + 1 END, "
            "window_ends = CASE WHEN throttle.window_ends <= $3 THEN $2 ELSE throttle.window_ends END "
            "RETURNING count, window_ends",
            read_throttled, key_hash, now + window, now)
        .value();
}

Throttled find_throttle(Transaction& tx, std::string_view key_hash, Instant now)
{
    return tx
        .row("SELECT count, window_ends FROM throttle WHERE key_hash = $1 AND window_ends > $2", read_throttled,
             key_hash, now)
        .value_or(Throttled{});
}

void remove_throttle(Transaction& tx, std::string_view key_hash)
{
    tx.execute("DELETE FROM throttle WHERE key_hash = $1", key_hash);
}

void remove_old_throttles(Transaction& tx, Instant now)
{
    tx.execute("DELETE FROM throttle WHERE window_ends <= $1", now);
}

}  // namespace agri110::storage
