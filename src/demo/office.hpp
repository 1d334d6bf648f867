// The invented office: teams, commissioners with terms and leave, and the accounts of everybody.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "demo/demo.hpp"
#include "demo/dice.hpp"
#include "demo/script.hpp"

namespace agri110::demo {

/// How soon somebody takes up an offer.
enum class Pace { quick, steady, slow };

struct Worker {
    Actor actor{};  // a leader's role and teams included
    TeamId team{};  // the first one
    Pace pace = Pace::steady;
    std::optional<Day> suspended_on{};  // within the year that is played
};

/// A team, and the trade and place it answers for.
struct Post {
    TeamId team{};
    std::string industry{};
    RegionCode region = 0;
};

/// Everybody who works, for the play to look up. Immutable once founded.
struct Office {
    std::vector<Worker> workers{};
    std::unordered_map<CommissionerId, std::size_t> by_id{};
    std::unordered_map<TeamId, CommissionerId> leaders{};
    std::vector<Post> posts{};
    std::vector<Actor> staff{};  // operators, officials, admins
    CommissionerId holder{};     // the commissioner of the demonstration
    std::vector<DemoAccount> accounts{};

    const Worker& worker(CommissionerId id) const { return workers.at(by_id.at(id)); }
    /// The operator, or when there is none the official, who is nearest to the county.
    const Actor& in_charge_of(RegionCode county) const;
    const Actor& official_of(RegionCode county) const;
    /// The team that the office asks when no rule has found one: of the crop, else of a like one, else of the place.
    TeamId team_to_ask(std::string_view crop, RegionCode county, const CropTree& crops) const;
};

/// What founding needs to know.
struct Founding {
    std::shared_ptr<const Script> script{};
    std::shared_ptr<const Knowledge> knowledge{};
    Plan plan{};
    Instant at{};  // before the first report
};

/// Writes everybody into an empty database; refuses `demo.not_empty` (409) otherwise.
Outcome<std::shared_ptr<const Office>> found_office(storage::Transaction& tx, const Founding& founding);

}  // namespace agri110::demo
