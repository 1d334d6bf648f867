// Accounts, sessions, phone codes and throttling: who may come in. Secrets are stored as hashes only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/permission.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

struct Account {
    AccountId id{};
    std::string phone{};
    std::string name{};
    Role role = Role::commissioner;  // commissioner, operator_, official or admin; who leads is said by membership
    RegionCode region = 0;
    CommissionerId commissioner{};
    std::string password_hash{};
    bool disabled = false;
};

/// Throws ConstraintError "uq_account_phone".
void insert_account(Transaction& tx, const Account& account, Instant now);
std::optional<Account> find_account(Transaction& tx, AccountId id);
std::optional<Account> find_account_by_phone(Transaction& tx, std::string_view phone);
/// Of the operators and officials of exactly this region who may log in.
std::vector<std::string> list_office_phones(Transaction& tx, RegionCode region);
void change_password(Transaction& tx, AccountId id, std::string_view password_hash);
void change_account_phone(Transaction& tx, CommissionerId commissioner, std::string_view phone, std::string_view name);
void disable_account(Transaction& tx, AccountId id);

struct SessionRow {
    AccountId account{};
    Instant expires_at{};
};
void insert_session(Transaction& tx, std::string_view key_hash, const SessionRow& session, Instant now);
/// A session that has not expired, with whose it is.
struct OpenSession {
    Account account{};
    Instant expires_at{};
};
std::optional<OpenSession> find_session(Transaction& tx, std::string_view key_hash, Instant now);
void remove_session(Transaction& tx, std::string_view key_hash);
void remove_sessions_of(Transaction& tx, AccountId account);
void remove_expired_sessions(Transaction& tx, Instant now);

struct PhoneCode {
    std::string code_hash{};
    Instant expires_at{};
    int tries = 0;
};
void set_phone_code(Transaction& tx, std::string_view phone, const PhoneCode& code);
std::optional<PhoneCode> find_phone_code(Transaction& tx, std::string_view phone);
void count_code_try(Transaction& tx, std::string_view phone);
void remove_phone_code(Transaction& tx, std::string_view phone);

/// Counts one more event under `key_hash` in a fixed window; the new count, and when the window ends.
struct Throttled {
    int count = 0;
    Instant window_ends{};
};
Throttled count_throttle(Transaction& tx, std::string_view key_hash, std::chrono::seconds window, Instant now);
/// The count without adding to it.
Throttled find_throttle(Transaction& tx, std::string_view key_hash, Instant now);
void remove_throttle(Transaction& tx, std::string_view key_hash);
void remove_old_throttles(Transaction& tx, Instant now);

}  // namespace agri110::storage
