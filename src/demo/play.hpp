// The play of a year: what happens is queued by time, done through the service's use cases, and leads to what comes
// next.
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "demo/crowd.hpp"
#include "demo/office.hpp"
#include "service/work_on_report.hpp"

namespace agri110::demo {

/// What stays the same through the whole play.
struct Stage {
    Plan plan{};
    std::shared_ptr<const Script> script{};
    std::shared_ptr<const service::Library> library{};
    std::shared_ptr<const service::Limits> limits{};
    std::shared_ptr<const Office> office{};
    service::RosterCache* rosters = nullptr;
};

/// How one report is destined to go, drawn when it is told; each turn is taken once.
struct Story {
    Topic topic{};
    std::size_t farmer = 0;
    std::optional<std::size_t> scene{};  // arranged beforehand
    std::optional<std::size_t> twin{};   // the story it repeats, until the office notices
    bool repeats = false;
    bool vague = false;  // does not say which crop
    bool spam = false;
    int ignored = 0;  // offers that nobody will take up
    bool refused = false;
    bool classifies = false;
    bool asks = false;
    bool waits_for_reply = false;
    bool visits = false;
    bool visits_first = false;  // rather than after a first answer
    bool late = false;
    bool neglected = false;
    bool asks_on = false;
    bool resolves = false;  // the commissioner, before the reporter speaks
    bool withdraws = false;
    bool reopens = false;
    std::optional<Feedback> verdict{};  // empty: the reporter never says
    int placings = 0;                   // how often the office has tried
    ReportId report{};
};

/// Something that will happen, unless the report has changed in between.
struct Cue {
    Instant at{};
    std::int64_t order = 0;              // of cues at the same moment
    std::optional<std::size_t> story{};  // none: a new day begins
    std::int64_t version = 0;            // of the report; 0: in any case
    Deed deed = Deed::tell;
};

/// The state of the play between two transactions. A value, so that a transaction can be played again.
struct Scenery {
    Dice dice{0};
    SimulatedIds ids{0};
    Crowd crowd;
    Instant now{};
    std::vector<Cue> cues{};  // a heap, the next one first
    std::int64_t orders = 0;
    std::vector<Story> stories{};
    std::unordered_map<ReportId, std::size_t> by_report{};
    std::map<std::string, int> refused{};
    std::vector<std::size_t> latest{};  // stories told last, newest at the back
    int told = 0;

    bool over = false;  // nothing is left before the present
};

/// The beginning: everything that is told within the year is queued. Deterministic.
Scenery set_scenery(const Stage& stage);

/// Plays on from `before` for so many steps. To be run in one transaction; gives the new state.
Outcome<Scenery> play_on(storage::Transaction& tx, const Scenery& before, const Stage& stage, const int& steps);

}  // namespace agri110::demo
