// The names of routing's codes, one table for each enumeration.
#include "routing/decision.hpp"

#include <algorithm>
#include <array>

namespace agri110::routing {
namespace {

template <class Code>
struct Named {
    Code code;
    std::string_view name;
};

constexpr Named<Verdict> verdicts[] = {
    {Verdict::assigned, "assigned"},
    {Verdict::escalated, "escalated"},
    {Verdict::triage, "triage"},
};

constexpr Named<SkipReason> skip_reasons[] = {
    {SkipReason::no_active_appointment, "no_active_appointment"},
    {SkipReason::suspended, "suspended"},
    {SkipReason::absent, "absent"},
    {SkipReason::declined, "declined"},
    {SkipReason::full, "full"},
};

constexpr Named<Factor> factors[] = {
    {Factor::asked_for, "asked_for"},   {Factor::crop_skill, "crop_skill"},
    {Factor::kind_skill, "kind_skill"}, {Factor::earlier_contact, "earlier_contact"},
    {Factor::distance, "distance"},     {Factor::load, "load"},
    {Factor::record, "record"},
};
static_assert(std::size(factors) == factor_count);

constexpr Named<Via> vias[] = {
    {Via::coverage, "coverage"},
    {Via::next_county, "next_county"},
    {Via::transfer, "transfer"},
};

constexpr Named<ReasonCode> reason_codes[] = {
    {ReasonCode::crop_unknown, "crop_unknown"},
    {ReasonCode::region_unknown, "region_unknown"},
    {ReasonCode::team_unknown, "team_unknown"},
    {ReasonCode::no_team_covers, "no_team_covers"},
    {ReasonCode::team_has_nobody_free, "team_has_nobody_free"},
    {ReasonCode::team_chosen, "team_chosen"},
    {ReasonCode::team_covers, "team_covers"},
    {ReasonCode::team_in_next_county, "team_in_next_county"},
    {ReasonCode::person_asked_for, "person_asked_for"},
    {ReasonCode::person_knows_crop, "person_knows_crop"},
    {ReasonCode::person_knows_kind, "person_knows_kind"},
    {ReasonCode::person_helped_before, "person_helped_before"},
    {ReasonCode::person_near, "person_near"},
    {ReasonCode::person_has_room, "person_has_room"},
    {ReasonCode::person_record, "person_record"},
    {ReasonCode::person_waited_longest, "person_waited_longest"},
    {ReasonCode::person_stands_in, "person_stands_in"},
    {ReasonCode::leader_takes_over, "leader_takes_over"},
    {ReasonCode::leader_cannot, "leader_cannot"},
    {ReasonCode::team_has_no_leader, "team_has_no_leader"},
    {ReasonCode::waits_in_triage, "waits_in_triage"},
};

// A table in the order of its enumeration is its own index; a missing or misplaced row does not compile.
template <class Code, std::size_t size>
constexpr bool in_order(const Named<Code> (&table)[size])
{
    for (std::size_t i = 0; i < size; ++i) {
        if (table[i].code != static_cast<Code>(i)) return false;
    }
    return true;
}
static_assert(in_order(verdicts) && in_order(skip_reasons) && in_order(factors) && in_order(vias) &&
              in_order(reason_codes));
static_assert(std::size(reason_codes) == static_cast<std::size_t>(ReasonCode::waits_in_triage) + 1);

template <class Code, std::size_t size>
std::string_view name_in(const Named<Code> (&table)[size], Code code)
{
    return table[static_cast<std::size_t>(code)].name;
}

template <class Code, std::size_t size>
std::optional<Code> code_in(const Named<Code> (&table)[size], std::string_view name)
{
    const auto row = std::ranges::find(table, name, &Named<Code>::name);
    return row == std::end(table) ? std::nullopt : std::optional(row->code);
}

template <class Code, std::size_t size>
constexpr auto codes_of(const Named<Code> (&table)[size])
{
    std::array<Code, size> codes{};
    std::ranges::transform(table, codes.begin(), &Named<Code>::code);
    return codes;
}

}  // namespace

std::string_view name_of(Verdict verdict)
{
    return name_in(verdicts, verdict);
}
std::string_view name_of(SkipReason reason)
{
    return name_in(skip_reasons, reason);
}
std::string_view name_of(Factor factor)
{
    return name_in(factors, factor);
}
std::string_view name_of(Via via)
{
    return name_in(vias, via);
}
std::string_view name_of(ReasonCode code)
{
    return name_in(reason_codes, code);
}

std::optional<Verdict> verdict_of(std::string_view name)
{
    return code_in(verdicts, name);
}
std::optional<SkipReason> skip_reason_of(std::string_view name)
{
    return code_in(skip_reasons, name);
}
std::optional<Factor> factor_of(std::string_view name)
{
    return code_in(factors, name);
}
std::optional<Via> via_of(std::string_view name)
{
    return code_in(vias, name);
}
std::optional<ReasonCode> reason_code_of(std::string_view name)
{
    return code_in(reason_codes, name);
}

std::span<const ReasonCode> all_reason_codes()
{
    static constexpr auto codes = codes_of(reason_codes);
    return codes;
}

std::span<const SkipReason> all_skip_reasons()
{
    static constexpr auto codes = codes_of(skip_reasons);
    return codes;
}

std::span<const Factor> all_factors()
{
    static constexpr auto codes = codes_of(factors);
    return codes;
}

}  // namespace agri110::routing
