#include "domain/roster.hpp"

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 4> programmes{"commissioner", "three_areas", "enterprise", "international"};
constexpr std::array<std::string_view, 3> levels{"province", "prefecture", "county"};
constexpr std::array<std::string_view, 4> term_outcomes{"completed", "withdrawn", "removed", "transferred"};

}  // namespace

std::string_view name_of(Programme programme)
{
    return programmes.at(static_cast<std::size_t>(programme));
}
std::string_view name_of(Level level)
{
    return levels.at(static_cast<std::size_t>(level));
}
std::string_view name_of(TermOutcome outcome)
{
    return term_outcomes.at(static_cast<std::size_t>(outcome));
}
std::optional<Programme> programme_of(std::string_view name)
{
    return value_named<Programme>(programmes, name);
}
std::optional<Level> level_of(std::string_view name)
{
    return value_named<Level>(levels, name);
}
std::optional<TermOutcome> term_outcome_of(std::string_view name)
{
    return value_named<TermOutcome>(term_outcomes, name);
}

}  // namespace agri110
