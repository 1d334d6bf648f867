// The answer of routing, complete enough to store and show: who was chosen, who was not, and why.
// It holds ids and codes only: names are looked up when it is shown, and sentences come from the message files.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/region.hpp"
#include "domain/time.hpp"

namespace agri110::routing {

enum class Verdict {
    assigned,
    escalated,  // to the leader of the best team, whose own limit does not count then
    triage,     // waits in the queue of the county's office
};

/// Why a member of a team was passed over; the first that applies, in this order.
enum class SkipReason { no_active_appointment, suspended, absent, declined, full };

/// What a score is made of. `ScorePart::value` beside each:
enum class Factor {
    asked_for,        // 1 when the transfer named this person, else 0
    crop_skill,       // steps from the report's crop up to the skill; -1 when there is none
    kind_skill,       // 1 the kind is a declared skill, 0 no kinds declared, -1 only other kinds declared
    earlier_contact,  // 1 served the reporter last, 2 the time before ...; 0 never
    distance,         // kilometres between the counties; -1 unknown
    load,             // open reports as a share of the limit, 0..1
    record,           // solved of answered, smoothed, 0..1
};
inline constexpr std::size_t factor_count = 7;

struct ScorePart {
    Factor factor{};
    double value = 0;
    int points = 0;

    friend bool operator==(const ScorePart&, const ScorePart&) = default;
};

/// Someone who could take the report.
struct Candidate {
    CommissionerId commissioner;
    int score = 0;                                  // the sum of the points
    std::array<ScorePart, factor_count> parts{};    // one for each Factor, in its order
    Instant last_assigned{};                        // the earlier one wins between equal scores, then the lower id
    std::optional<CommissionerId> stands_in_for{};  // on leave; their earlier contact counts as this person's

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// A member who could not take it.
struct Skipped {
    CommissionerId commissioner;
    SkipReason reason{};
    /// When absent: the stand-ins that were tried, in order. Each but the last is on leave as well.
    std::vector<CommissionerId> stand_ins{};
    /// Why the last of `stand_ins` could not either; empty when that one is a candidate instead.
    std::optional<SkipReason> stand_in_reason{};

    friend bool operator==(const Skipped&, const Skipped&) = default;
};

/// How a team came to be considered.
enum class Via {
    coverage,     // it answers for this crop and region
    next_county,  // it answers for this crop in a county that shares a border
    transfer,     // a person chose the team
};

/// The coverage that fitted, and how far up each tree it stands.
struct TeamMatch {
    Via via = Via::coverage;
    std::string crop{};         // crop node matched; "" when the coverage is for any crop
    RegionCode region = 0;      // region node matched; 0 when a transfer goes to a team that does not cover the report
    int crop_steps = 0;         // 0 the crop itself, 1 its group ...; any crop comes after the sector
    int region_steps = 0;       // 0 the report's own region (for next_county: that county), 1 its parent ...
    bool kind_matched = false;  // the coverage names the report's kind, rather than taking all kinds

    friend bool operator==(const TeamMatch&, const TeamMatch&) = default;
};

/// One team on the ladder. Teams after the one that took the report are listed, but their people were not looked at.
struct TeamCandidate {
    TeamId team;
    TeamMatch match{};
    bool asked = false;
    std::vector<Candidate> candidates{};  // best first, at most candidates_listed_at_most
    int more_candidates = 0;
    std::vector<Skipped> skipped{};  // by id, at most skipped_listed_at_most
    int more_skipped = 0;

    friend bool operator==(const TeamCandidate&, const TeamCandidate&) = default;
};

inline constexpr std::size_t teams_covering_at_most = 8;
inline constexpr std::size_t teams_next_county_at_most = 4;
inline constexpr std::size_t candidates_listed_at_most = 8;
inline constexpr std::size_t skipped_listed_at_most = 12;

/// Keys of the message files; the names of the arguments stand beside each.
enum class ReasonCode {
    crop_unknown,           // -
    region_unknown,         // region
    team_unknown,           // team: a transfer to a team that is gone or not active
    no_team_covers,         // crop, region
    team_has_nobody_free,   // team, and how many for each SkipReason that occurred, under its name
    team_chosen,            // team: by the person who transfers
    team_covers,            // team, crop ("" any), region; kind when the coverage names it
    team_in_next_county,    // team, crop, region; kind likewise
    person_asked_for,       // commissioner
    person_knows_crop,      // commissioner, crop
    person_knows_kind,      // commissioner, kind
    person_helped_before,   // commissioner
    person_near,            // commissioner, km
    person_has_room,        // commissioner, open, limit
    person_record,          // commissioner, answered, solved; only when there are enough cases to say so
    person_waited_longest,  // commissioner: the tie-break between equal scores
    person_stands_in,       // commissioner, absent
    leader_takes_over,      // team, commissioner
    leader_cannot,          // team, commissioner, reason (a SkipReason)
    team_has_no_leader,     // team
    waits_in_triage,        // region
};

/// `value` is an id, code, name or number in plain decimal, as the argument's name says.
struct Argument {
    std::string name;
    std::string value;

    friend bool operator==(const Argument&, const Argument&) = default;
};

struct Reason {
    ReasonCode code{};
    std::vector<Argument> arguments{};

    friend bool operator==(const Reason&, const Reason&) = default;
};

struct Decision {
    Verdict verdict = Verdict::triage;
    std::optional<TeamId> team{};                  // empty in triage
    std::optional<CommissionerId> commissioner{};  // empty in triage
    std::vector<Reason> reasons{};                 // in the order a person would tell them
    std::vector<TeamCandidate> teams{};            // best first
    int more_teams = 0;                            // on the ladder but beyond the teams_…_at_most
    std::string snapshot_version{};

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// Stable names for storage, programs and message keys, and the way back.
std::string_view name_of(Verdict verdict);
std::string_view name_of(SkipReason reason);
std::string_view name_of(Factor factor);
std::string_view name_of(Via via);
std::string_view name_of(ReasonCode code);
std::optional<Verdict> verdict_of(std::string_view name);
std::optional<SkipReason> skip_reason_of(std::string_view name);
std::optional<Factor> factor_of(std::string_view name);
std::optional<Via> via_of(std::string_view name);
std::optional<ReasonCode> reason_code_of(std::string_view name);

/// Every code there is, so that a test can ask the message files for each.
std::span<const ReasonCode> all_reason_codes();
std::span<const SkipReason> all_skip_reasons();
std::span<const Factor> all_factors();

}  // namespace agri110::routing
