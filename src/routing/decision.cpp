// The names of routing's codes, one table for each enumeration.
#include "routing/decision.hpp"

#include "domain/names.hpp"

namespace agri110::routing {
namespace {

// Each in the order of its enumeration.
constexpr std::array<std::string_view, 3> verdicts{"assigned", "escalated", "triage"};
constexpr std::array<std::string_view, 5> skip_reasons{"no_active_appointment", "suspended", "absent", "declined",
                                                       "full"};
constexpr std::array<std::string_view, factor_count> factors{"asked_for", "crop_skill", "kind_skill", "earlier_contact",
                                                             "distance",  "load",       "record"};
constexpr std::array<std::string_view, 3> vias{"coverage", "next_county", "transfer"};
constexpr std::array<std::string_view, 21> reason_codes{
    "crop_unknown",          "region_unknown",       "team_unknown",        "no_team_covers",   "team_has_nobody_free",
    "team_chosen",           "team_covers",          "team_in_next_county", "person_asked_for", "person_knows_crop",
    "person_knows_kind",     "person_helped_before", "person_near",         "person_has_room",  "person_record",
    "person_waited_longest", "person_stands_in",     "leader_takes_over",   "leader_cannot",    "team_has_no_leader",
    "waits_in_triage",
};
static_assert(reason_codes.size() == static_cast<std::size_t>(ReasonCode::waits_in_triage) + 1);

}  // namespace

std::string_view name_of(Verdict verdict)
{
    return verdicts.at(static_cast<std::size_t>(verdict));
}
std::string_view name_of(SkipReason reason)
{
    return skip_reasons.at(static_cast<std::size_t>(reason));
}
std::string_view name_of(Factor factor)
{
    return factors.at(static_cast<std::size_t>(factor));
}
std::string_view name_of(Via via)
{
    return vias.at(static_cast<std::size_t>(via));
}
std::string_view name_of(ReasonCode code)
{
    return reason_codes.at(static_cast<std::size_t>(code));
}

std::optional<Verdict> verdict_of(std::string_view name)
{
    return value_named<Verdict>(verdicts, name);
}
std::optional<SkipReason> skip_reason_of(std::string_view name)
{
    return value_named<SkipReason>(skip_reasons, name);
}
std::optional<Factor> factor_of(std::string_view name)
{
    return value_named<Factor>(factors, name);
}
std::optional<Via> via_of(std::string_view name)
{
    return value_named<Via>(vias, name);
}
std::optional<ReasonCode> reason_code_of(std::string_view name)
{
    return value_named<ReasonCode>(reason_codes, name);
}

std::span<const ReasonCode> all_reason_codes()
{
    static constexpr auto codes = values_of<ReasonCode, reason_codes.size()>();
    return codes;
}

std::span<const SkipReason> all_skip_reasons()
{
    static constexpr auto codes = values_of<SkipReason, skip_reasons.size()>();
    return codes;
}

std::span<const Factor> all_factors()
{
    static constexpr auto codes = values_of<Factor, factors.size()>();
    return codes;
}

}  // namespace agri110::routing
