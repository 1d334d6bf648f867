// The life of a report: the one table of legal moves. Nothing else decides what may happen to a report.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace agri110 {

enum class State {
    submitted,  // told, and being routed; never left standing at the end of a transaction
    triage,     // waits for the office, because no rule could place it
    assigned,   // offered to a commissioner
    escalated,  // offered to the team leader, because nobody else of the ladder could take it
    accepted,
    visit_planned,
    answered,
    resolved,
    closed,
    withdrawn,
    duplicate,
    rejected,
};

enum class Action {
    assign,
    escalate,
    queue,
    accept,
    refuse,
    lapse,  // nobody accepted in time
    answer,
    ask,
    plan_visit,
    reply,
    resolve,
    confirm,  // the reporter says: solved, or better
    dispute,  // the reporter says: not solved
    defer,    // the reporter says: not tried yet
    close,    // no word from the reporter in time
    reopen,
    withdraw,
    reject,
    mark_duplicate,
    transfer,
    reclassify,
    raise_alert,
    clear_alert,
    mark_overdue,
};

/// What somebody is to one report. Who is which party is decided in permission.hpp.
enum class Party { reporter, holder, leader, operator_, official, system };

enum class DeadlineKind { accept, answer, resolve, close };

/// A small set of enum values; the tables below are written with it.
template <class E>
class SetOf {
public:
    constexpr SetOf() = default;
    template <class... Es>
    constexpr explicit SetOf(E first, Es... rest) : bits_((bit(first) | ... | bit(rest)))
    {
    }
    constexpr bool has(E value) const { return (bits_ & bit(value)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr void add(E value) { bits_ |= bit(value); }
    constexpr bool meets(SetOf other) const { return (bits_ & other.bits_) != 0; }
    friend constexpr bool operator==(SetOf, SetOf) = default;

private:
    static constexpr std::uint32_t bit(E value) { return std::uint32_t{1} << static_cast<unsigned>(value); }
    std::uint32_t bits_ = 0;
};

using Parties = SetOf<Party>;
using DeadlineKinds = SetOf<DeadlineKind>;

struct Move {
    State from;
    Action action;
    Parties who;
    State to;
    DeadlineKinds starts{};  // (re)started at the moment of the move
    DeadlineKinds stops{};
};

/// Every legal move, in the order of a report's life. At most one row for each (from, action).
std::span<const Move> all_moves();

/// The move for `action` in `from`, or nullptr when that action is not possible in that state for anybody.
const Move* find_move(State from, Action action);

/// The deadlines that start when a report is told.
inline constexpr DeadlineKinds started_by_submission{DeadlineKind::answer, DeadlineKind::resolve};

/// True for states in which somebody still has to do something.
bool is_open(State state);
/// True while the report takes up room in its holder's load: from the offer until it is answered.
bool burdens_holder(State state);

std::span<const State> all_states();
std::span<const Action> all_actions();
std::span<const Party> all_parties();
std::span<const DeadlineKind> all_deadline_kinds();

std::string_view name_of(State state);
std::string_view name_of(Action action);
std::string_view name_of(Party party);
std::string_view name_of(DeadlineKind kind);
std::optional<State> state_of(std::string_view name);
std::optional<Action> action_of(std::string_view name);
std::optional<Party> party_of(std::string_view name);
std::optional<DeadlineKind> deadline_kind_of(std::string_view name);

}  // namespace agri110
