#include "service/sessions.hpp"

#include <sodium.h>

#include <new>

#include "service/phone_codes.hpp"
#include "service/throttle.hpp"
#include "storage/accounts.hpp"
#include "storage/people.hpp"
#include "storage/teams.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::hours session_lives{12};
constexpr std::chrono::minutes failures_remembered{15};
constexpr std::size_t key_bytes = 32;

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes.
constexpr unsigned long long argon_passes = 2;
constexpr std::size_t argon_memory = 19 * 1024 * 1024;

std::string failed_phone(const std::string& phone)
{
    return hash_of("login.phone:" + phone);
}
std::string failed_sender(const std::string& sender)
{
    return hash_of("login.sender:" + sender);
}

/// Checked when the phone is unknown, so that the answer takes as long as for a known one.
const std::string& nobodys_hash()
{
    static const std::string hash = hash_password("nobody");
    return hash;
}

SessionView view_of(storage::Transaction& tx, const Context& context, const storage::Account& account,
                    Instant expires_at)
{
    SessionView view{.expires_at = expires_at};
    auto& actor = view.actor;
    actor = {.role = account.role,
             .account = account.id,
             .name = account.name,
             .region = account.region,
             .commissioner = account.commissioner,
             .sender = context.actor.sender};
    if (!account.commissioner) return view;
    // Where a commissioner works is said by the record, which officials keep up to date.
    if (const auto person = storage::find_commissioner(tx, account.commissioner)) actor.region = person->person.county;
    for (const auto& team : storage::list_teams_of(tx, account.commissioner)) {
        view.teams.push_back({team.team, team.name, team.leader});
        if (team.leader) actor.leads.push_back(team.team);
    }
    if (!actor.leads.empty()) actor.role = Role::leader;
    return view;
}

}  // namespace

std::string hash_password(const std::string& password)
{
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), argon_passes, argon_memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    hash.resize(hash.find('\0'));
    return hash;
}

Outcome<PasswordCheck> check_password(storage::Transaction& tx, const Context& context, const Credentials& credentials)
{
    const auto& limits = *context.limits;
    const auto by_phone = storage::find_throttle(tx, failed_phone(credentials.phone), context.now).count;
    const auto by_sender = storage::find_throttle(tx, failed_sender(context.actor.sender), context.now).count;
    if (by_phone >= limits.logins_failed_per_phone || by_sender >= limits.logins_failed_per_sender)
        return PasswordCheck{.too_many = true};

    const auto account = storage::find_account_by_phone(tx, credentials.phone);
    const bool usable = account && !account->disabled && !account->password_hash.empty();
    const auto& hash = usable ? account->password_hash : nobodys_hash();
    const bool right =
        crypto_pwhash_str_verify(hash.c_str(), credentials.password.data(), credentials.password.size()) == 0;
    return PasswordCheck{.account = usable && right ? account->id : AccountId{}};
}

Outcome<Login> log_in(storage::Transaction& tx, const Context& context, const Credentials& credentials,
                      const PasswordCheck& check, const std::string& old_key)
{
    if (check.too_many) return Login{.too_many = true};
    if (!check.account) {
        storage::count_throttle(tx, failed_phone(credentials.phone), failures_remembered, context.now);
        storage::count_throttle(tx, failed_sender(context.actor.sender), failures_remembered, context.now);
        return Login{};
    }
    storage::remove_throttle(tx, failed_phone(credentials.phone));
    if (!old_key.empty()) storage::remove_session(tx, hash_of(old_key));
    Login login{.accepted = true, .key = context.ids->secret(key_bytes)};
    const auto expires_at = context.now + session_lives;
    storage::insert_session(tx, hash_of(login.key), {check.account, expires_at}, context.now);
    login.session = view_of(tx, context, storage::find_account(tx, check.account).value(), expires_at);
    return login;
}

Outcome<SessionView> find_session(storage::Transaction& tx, const Context& context, const std::string& key)
{
    const auto session = storage::find_session(tx, hash_of(key), context.now);
    if (!session || session->account.disabled) return refuse(Fault::unauthenticated, "session.none");
    return view_of(tx, context, session->account, session->expires_at);
}

Outcome<bool> log_out(storage::Transaction& tx, const Context&, const std::string& key)
{
    storage::remove_session(tx, hash_of(key));
    return true;
}

Outcome<bool> set_password(storage::Transaction& tx, const Context& context, const PasswordChange& change)
{
    if (!use_phone_code(tx, context, change.phone, change.code)) return false;
    const auto account = storage::find_account_by_phone(tx, change.phone);
    if (!account || account->disabled) return false;
    storage::change_password(tx, account->id, change.password_hash);
    storage::remove_sessions_of(tx, account->id);
    storage::remove_throttle(tx, failed_phone(change.phone));
    return true;
}

Outcome<AccountId> add_account(storage::Transaction& tx, const Context& context, const NewAccount& wanted)
{
    const auto* region = context.knowledge().regions.find(wanted.region);
    if (!region || region->level == RegionLevel::township) return refuse(Fault::invalid, "field.region.unknown");
    if (storage::find_account_by_phone(tx, wanted.phone)) return refuse(Fault::conflict, "account.phone_taken");
    const auto id = context.new_id<AccountId>();
    storage::insert_account(tx,
                            {.id = id,
                             .phone = wanted.phone,
                             .name = wanted.name,
                             .role = wanted.role,
                             .region = wanted.region,
                             .password_hash = wanted.password_hash},
                            context.now);
    return id;
}

Outcome<AccountId> change_account_password(storage::Transaction& tx, const Context&, const std::string& phone,
                                           const std::string& password_hash)
{
    const auto account = storage::find_account_by_phone(tx, phone);
    if (!account) return refuse(Fault::not_found, "account.unknown");
    storage::change_password(tx, account->id, password_hash);
    storage::remove_sessions_of(tx, account->id);
    return account->id;
}

Outcome<AccountId> disable_account(storage::Transaction& tx, const Context&, const std::string& phone)
{
    const auto account = storage::find_account_by_phone(tx, phone);
    if (!account) return refuse(Fault::not_found, "account.unknown");
    storage::disable_account(tx, account->id);
    storage::remove_sessions_of(tx, account->id);
    return account->id;
}

}  // namespace agri110::service
