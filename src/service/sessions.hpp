// Coming in and going out: passwords, sessions, and who the caller is.
#pragma once

#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "service/context.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

struct Credentials {
    std::string phone{};
    std::string password{};
};

/// The result of looking at a password, which takes long on purpose and is done outside the writing transaction.
struct PasswordCheck {
    AccountId account{};  // none when the phone is unknown, disabled or the password wrong
    bool too_many = false;
};
/// On a reading transaction. Takes the same time for unknown phones.
Outcome<PasswordCheck> check_password(storage::Transaction& tx, const Context& context, const Credentials& credentials);

struct TeamOfActor {
    TeamId id{};
    std::string name{};
    bool leader = false;
};
/// Who somebody turned out to be.
struct SessionView {
    Actor actor{};
    std::vector<TeamOfActor> teams{};
    Instant expires_at{};
};

struct Login {
    bool accepted = false;  // a value also when not, so that the failure is counted
    bool too_many = false;
    std::string key{};  // the new session's secret, for the cookie
    SessionView session{};
};
/// Opens a session for a checked password, and ends the one the caller came with. Counts failures.
Outcome<Login> log_in(storage::Transaction& tx, const Context& context, const Credentials& credentials,
                      const PasswordCheck& check, const std::string& old_key);
/// Refuses `session.none` (401) for an unknown or expired key.
Outcome<SessionView> find_session(storage::Transaction& tx, const Context& context, const std::string& key);
Outcome<bool> log_out(storage::Transaction& tx, const Context& context, const std::string& key);

struct PasswordChange {
    std::string phone{};
    std::string code{};
    std::string password_hash{};
};
/// Sets a password for whoever proved to hold the phone; ends all sessions of that account. False when the code is
/// wrong.
Outcome<bool> set_password(storage::Transaction& tx, const Context& context, const PasswordChange& change);

/// argon2id with a random salt. Throws std::bad_alloc when there is no memory for it.
std::string hash_password(const std::string& password);

struct NewAccount {
    std::string phone{};
    std::string name{};
    Role role = Role::operator_;
    RegionCode region = 0;
    std::string password_hash{};
};
/// For the command line. Refuses `account.phone_taken` (409) and an unknown region.
Outcome<AccountId> add_account(storage::Transaction& tx, const Context& context, const NewAccount& account);
/// Refuses `account.unknown` (404).
Outcome<AccountId> change_account_password(storage::Transaction& tx, const Context& context, const std::string& phone,
                                           const std::string& password_hash);
Outcome<AccountId> disable_account(storage::Transaction& tx, const Context& context, const std::string& phone);

}  // namespace agri110::service
