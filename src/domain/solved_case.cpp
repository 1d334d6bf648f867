#include "domain/solved_case.hpp"

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 3> state_names{"draft", "published", "withdrawn"};
constexpr std::array<std::string_view, 5> action_names{"draft", "edit", "publish", "return", "withdraw"};

}  // namespace

std::string_view name_of(CaseState state)
{
    return state_names.at(static_cast<std::size_t>(state));
}
std::optional<CaseState> case_state_of(std::string_view name)
{
    return value_named<CaseState>(state_names, name);
}
std::string_view name_of(CaseAction action)
{
    return action_names.at(static_cast<std::size_t>(action));
}
std::optional<CaseAction> case_action_of(std::string_view name)
{
    return value_named<CaseAction>(action_names, name);
}

bool is_possible(CaseAction action, CaseState state)
{
    switch (action) {
        case CaseAction::draft:
            return false;  // made once, from its report
        case CaseAction::edit:
            return true;
        case CaseAction::publish:
        case CaseAction::return_:
            return state == CaseState::draft;
        case CaseAction::withdraw:
            return state != CaseState::withdrawn;
    }
    return false;
}

CaseState state_after(CaseAction action, CaseState state)
{
    switch (action) {
        case CaseAction::publish:
            return CaseState::published;
        case CaseAction::withdraw:
            return CaseState::withdrawn;
        case CaseAction::draft:
        case CaseAction::edit:
            return CaseState::draft;
        case CaseAction::return_:
            return state;
    }
    return state;
}

}  // namespace agri110
