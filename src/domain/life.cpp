#include "domain/life.hpp"

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 12> state_names{"submitted", "triage",        "assigned",  "escalated",
                                                       "accepted",  "visit_planned", "answered",  "resolved",
                                                       "closed",    "withdrawn",     "duplicate", "rejected"};
constexpr std::array<std::string_view, 24> action_names{
    "assign",     "escalate", "queue",          "accept",   "refuse",     "lapse",       "answer",      "ask",
    "plan_visit", "reply",    "resolve",        "confirm",  "dispute",    "defer",       "close",       "reopen",
    "withdraw",   "reject",   "mark_duplicate", "transfer", "reclassify", "raise_alert", "clear_alert", "mark_overdue"};
constexpr std::array<std::string_view, 6> party_names{"reporter", "holder", "leader", "operator", "official", "system"};
constexpr std::array<std::string_view, 4> deadline_names{"accept", "answer", "resolve", "close"};

constexpr auto states = values_of<State, state_names.size()>();
constexpr auto actions = values_of<Action, action_names.size()>();
constexpr auto parties = values_of<Party, party_names.size()>();
constexpr auto deadline_kinds = values_of<DeadlineKind, deadline_names.size()>();

constexpr Parties reporter{Party::reporter};
constexpr Parties holder{Party::holder};
constexpr Parties machine{Party::system};
constexpr Parties working{Party::holder, Party::leader};
constexpr Parties office{Party::operator_, Party::official};
constexpr Parties leading{Party::leader, Party::operator_, Party::official};
constexpr Parties staff{Party::holder, Party::leader, Party::operator_, Party::official};
constexpr Parties moving{Party::holder, Party::leader, Party::operator_, Party::official, Party::system};
constexpr Parties hearing{Party::operator_, Party::official, Party::system};
constexpr Parties doubting{Party::reporter, Party::leader, Party::operator_, Party::official};

constexpr DeadlineKinds none{};
constexpr DeadlineKinds accept{DeadlineKind::accept};
constexpr DeadlineKinds answer{DeadlineKind::answer};
constexpr DeadlineKinds close_{DeadlineKind::close};
constexpr DeadlineKinds work{DeadlineKind::answer, DeadlineKind::resolve};
constexpr DeadlineKinds all{DeadlineKind::accept, DeadlineKind::answer, DeadlineKind::resolve, DeadlineKind::close};
constexpr DeadlineKinds accept_and_close{DeadlineKind::accept, DeadlineKind::close};

using S = State;
using A = Action;

constexpr Move moves[] = {
    // finding somebody
    {S::submitted, A::assign, moving, S::assigned, accept, none},
    {S::submitted, A::escalate, machine, S::escalated, accept, none},
    {S::submitted, A::queue, machine, S::triage, none, accept},

    // the offer
    {S::assigned, A::accept, holder, S::accepted, none, accept},
    {S::escalated, A::accept, holder, S::accepted, none, accept},
    {S::assigned, A::refuse, holder, S::submitted, none, accept},
    {S::escalated, A::refuse, holder, S::submitted, none, accept},
    {S::assigned, A::lapse, machine, S::submitted, none, accept},
    {S::escalated, A::lapse, machine, S::submitted, none, accept},

    // the work
    {S::accepted, A::answer, working, S::answered, close_, answer},
    {S::visit_planned, A::answer, working, S::answered, close_, answer},
    {S::answered, A::answer, working, S::answered, close_, answer},
    {S::accepted, A::ask, working, S::accepted, none, none},
    {S::visit_planned, A::ask, working, S::visit_planned, none, none},
    {S::answered, A::ask, working, S::answered, close_, none},
    {S::accepted, A::plan_visit, working, S::visit_planned, none, none},
    {S::visit_planned, A::plan_visit, working, S::visit_planned, none, none},
    {S::answered, A::plan_visit, working, S::visit_planned, none, close_},
    {S::answered, A::resolve, working, S::resolved, close_, work},

    // the reporter speaks: a question after an answer makes the answer due again
    {S::triage, A::reply, reporter, S::triage, none, none},
    {S::assigned, A::reply, reporter, S::assigned, none, none},
    {S::escalated, A::reply, reporter, S::escalated, none, none},
    {S::accepted, A::reply, reporter, S::accepted, none, none},
    {S::visit_planned, A::reply, reporter, S::visit_planned, none, none},
    {S::answered, A::reply, reporter, S::accepted, answer, close_},
    {S::resolved, A::reply, reporter, S::accepted, work, close_},

    // the reporter's verdict; the first answer must have been given (checked where the verdict is taken)
    {S::accepted, A::confirm, reporter, S::closed, none, all},
    {S::visit_planned, A::confirm, reporter, S::closed, none, all},
    {S::answered, A::confirm, reporter, S::closed, none, all},
    {S::resolved, A::confirm, reporter, S::closed, none, all},
    {S::accepted, A::dispute, reporter, S::accepted, none, none},
    {S::visit_planned, A::dispute, reporter, S::visit_planned, none, none},
    {S::answered, A::dispute, reporter, S::accepted, work, close_},
    {S::resolved, A::dispute, reporter, S::submitted, work, close_},
    {S::accepted, A::defer, reporter, S::accepted, none, none},
    {S::visit_planned, A::defer, reporter, S::visit_planned, none, none},
    {S::answered, A::defer, reporter, S::answered, close_, none},
    {S::resolved, A::defer, reporter, S::resolved, close_, none},
    {S::answered, A::close, machine, S::closed, none, all},
    {S::resolved, A::close, machine, S::closed, none, all},

    // back to work: who is free now is asked anew
    {S::resolved, A::reopen, doubting, S::submitted, work, close_},
    {S::closed, A::reopen, doubting, S::submitted, work, none},
    {S::duplicate, A::reopen, office, S::submitted, work, none},
    {S::rejected, A::reopen, office, S::submitted, work, none},

    // to somebody else
    {S::triage, A::transfer, office, S::submitted, none, none},
    {S::assigned, A::transfer, moving, S::submitted, none, accept},
    {S::escalated, A::transfer, moving, S::submitted, none, accept},
    {S::accepted, A::transfer, moving, S::submitted, none, none},
    {S::visit_planned, A::transfer, moving, S::submitted, none, none},
    {S::answered, A::transfer, moving, S::submitted, none, accept_and_close},

    // side exits
    {S::triage, A::withdraw, reporter, S::withdrawn, none, all},
    {S::assigned, A::withdraw, reporter, S::withdrawn, none, all},
    {S::escalated, A::withdraw, reporter, S::withdrawn, none, all},
    {S::accepted, A::withdraw, reporter, S::withdrawn, none, all},
    {S::visit_planned, A::withdraw, reporter, S::withdrawn, none, all},
    {S::answered, A::withdraw, reporter, S::withdrawn, none, all},
    {S::triage, A::reject, office, S::rejected, none, all},
    {S::assigned, A::reject, leading, S::rejected, none, all},
    {S::escalated, A::reject, leading, S::rejected, none, all},
    {S::accepted, A::reject, leading, S::rejected, none, all},
    {S::triage, A::mark_duplicate, office, S::duplicate, none, all},
    {S::assigned, A::mark_duplicate, staff, S::duplicate, none, all},
    {S::escalated, A::mark_duplicate, staff, S::duplicate, none, all},
    {S::accepted, A::mark_duplicate, staff, S::duplicate, none, all},
    {S::visit_planned, A::mark_duplicate, staff, S::duplicate, none, all},
    {S::answered, A::mark_duplicate, staff, S::duplicate, none, all},

    // corrections and marks, which leave the state as it is
    {S::triage, A::reclassify, office, S::triage, none, none},
    {S::assigned, A::reclassify, staff, S::assigned, none, none},
    {S::escalated, A::reclassify, staff, S::escalated, none, none},
    {S::accepted, A::reclassify, staff, S::accepted, none, none},
    {S::visit_planned, A::reclassify, staff, S::visit_planned, none, none},
    {S::answered, A::reclassify, staff, S::answered, none, none},
    {S::submitted, A::raise_alert, machine, S::submitted, none, none},
    {S::triage, A::raise_alert, hearing, S::triage, none, none},
    {S::assigned, A::raise_alert, moving, S::assigned, none, none},
    {S::escalated, A::raise_alert, moving, S::escalated, none, none},
    {S::accepted, A::raise_alert, moving, S::accepted, none, none},
    {S::visit_planned, A::raise_alert, moving, S::visit_planned, none, none},
    {S::answered, A::raise_alert, moving, S::answered, none, none},
    {S::resolved, A::raise_alert, moving, S::resolved, none, none},
    {S::triage, A::clear_alert, office, S::triage, none, none},
    {S::assigned, A::clear_alert, leading, S::assigned, none, none},
    {S::escalated, A::clear_alert, leading, S::escalated, none, none},
    {S::accepted, A::clear_alert, leading, S::accepted, none, none},
    {S::visit_planned, A::clear_alert, leading, S::visit_planned, none, none},
    {S::answered, A::clear_alert, leading, S::answered, none, none},
    {S::resolved, A::clear_alert, leading, S::resolved, none, none},
    {S::closed, A::clear_alert, leading, S::closed, none, all},
    {S::triage, A::mark_overdue, machine, S::triage, none, none},
    {S::assigned, A::mark_overdue, machine, S::assigned, none, none},
    {S::escalated, A::mark_overdue, machine, S::escalated, none, none},
    {S::accepted, A::mark_overdue, machine, S::accepted, none, none},
    {S::visit_planned, A::mark_overdue, machine, S::visit_planned, none, none},
    {S::answered, A::mark_overdue, machine, S::answered, none, none},
};

}  // namespace

std::span<const Move> all_moves()
{
    return moves;
}

const Move* find_move(State from, Action action)
{
    const auto found = std::ranges::find_if(moves, [&](const Move& m) { return m.from == from && m.action == action; });
    return found == std::end(moves) ? nullptr : &*found;
}

bool is_open(State state)
{
    switch (state) {
        case S::closed:
        case S::withdrawn:
        case S::duplicate:
        case S::rejected:
            return false;
        default:
            return true;
    }
}

bool burdens_holder(State state)
{
    return state == S::assigned || state == S::escalated || state == S::accepted || state == S::visit_planned;
}

std::span<const State> all_states()
{
    return states;
}
std::span<const Action> all_actions()
{
    return actions;
}
std::span<const Party> all_parties()
{
    return parties;
}
std::span<const DeadlineKind> all_deadline_kinds()
{
    return deadline_kinds;
}

std::string_view name_of(State state)
{
    return state_names.at(static_cast<std::size_t>(state));
}
std::string_view name_of(Action action)
{
    return action_names.at(static_cast<std::size_t>(action));
}
std::string_view name_of(Party party)
{
    return party_names.at(static_cast<std::size_t>(party));
}
std::string_view name_of(DeadlineKind kind)
{
    return deadline_names.at(static_cast<std::size_t>(kind));
}
std::optional<State> state_of(std::string_view name)
{
    return value_named<State>(state_names, name);
}
std::optional<Action> action_of(std::string_view name)
{
    return value_named<Action>(action_names, name);
}
std::optional<Party> party_of(std::string_view name)
{
    return value_named<Party>(party_names, name);
}
std::optional<DeadlineKind> deadline_kind_of(std::string_view name)
{
    return value_named<DeadlineKind>(deadline_names, name);
}

}  // namespace agri110
