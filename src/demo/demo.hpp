// Invented people and a year of their reports, so that whoever opens the service for the first time finds it alive.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/outcome.hpp"
#include "domain/permission.hpp"
#include "domain/time.hpp"
#include "service/context.hpp"
#include "storage/database.hpp"

namespace agri110::demo {

/// The password of the accounts for looking around.
inline constexpr std::string_view demo_password = "demo-110-yunnan";

/// How much to invent. The same plan, knowledge and demo.toml give the same data.
struct Plan {
    Instant now{};  // the present: everything invented has happened before it, most of it within a year
    std::uint64_t seed = 110;
    int teams = 0;  // the first so many of demo.toml; 0 means all
    int people = 600;
    int reports = 5000;
    std::string password_hash{};  // of the accounts for looking around; when empty, made from demo_password
};

/// An account to look around with.
struct DemoAccount {
    Role role = Role::commissioner;
    std::string name{};
    std::string phone{};
    std::string hint{};  // what is worth trying with it, in Chinese
};

struct DemoSummary {
    int teams = 0;
    int people = 0;
    std::map<State, int> reports{};        // how many ended in each state
    std::map<std::string, int> refused{};  // moves the service refused, by code; few, and all of them expected
    std::vector<DemoAccount> accounts{};
};

/// Told after each transaction: how many of the reports have been told so far.
using Progress = std::function<void(int done, int of)>;

/// demo.toml cannot be used; what() names the line or the entry.
class ScriptError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Fills an empty database by playing a year through the service's own use cases, a few hundred moves in a transaction.
/// Refuses `demo.not_empty` (409) when there are reports or people already. Throws ScriptError, and what the database
/// throws; what was played until then stays. No notice of this past is left to be delivered. Blocks for some seconds;
/// from any thread, once at a time.
Outcome<DemoSummary> fill(storage::Database& db, const std::shared_ptr<const service::Library>& library,
                          std::string_view demo_toml, const Plan& plan, const Progress& progress = {});

}  // namespace agri110::demo
