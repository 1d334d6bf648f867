// How a routing decision is kept in its row: short names, stable for as long as reports are kept.
#include <cmath>
#include <nlohmann/json.hpp>

#include "service/placement.hpp"

namespace agri110::service {
namespace {

using nlohmann::json;
namespace r = agri110::routing;

template <class AnyId>
json maybe_id(const std::optional<AnyId>& id)
{
    return id ? json(id->value) : json(nullptr);
}

template <class AnyId>
std::optional<AnyId> read_maybe_id(const json& value)
{
    return value.is_null() ? std::nullopt : std::optional(AnyId{value.get<std::int64_t>()});
}

/// Enough to tell people why; a decision is kept as long as its report, so every digit counts.
double rounded(double value)
{
    constexpr double per_unit = 100;
    return std::round(value * per_unit) / per_unit;
}

// Rows stand as arrays, their fields in a fixed order. New fields go to the end.

json write_candidate(const r::Candidate& c)
{
    json row{c.commissioner.value, c.score, c.last_assigned.time_since_epoch().count(), maybe_id(c.stands_in_for)};
    for (const auto& part : c.parts) {
        row.push_back(rounded(part.value));
        row.push_back(part.points);
    }
    return row;
}

r::Candidate read_candidate(const json& row)
{
    constexpr std::size_t before_parts = 4;
    r::Candidate c{.commissioner = {row[0].get<std::int64_t>()}, .score = row[1]};
    c.last_assigned = Instant{std::chrono::milliseconds{row[2].get<std::int64_t>()}};
    c.stands_in_for = read_maybe_id<CommissionerId>(row[3]);
    for (std::size_t i = 0; i < c.parts.size(); ++i) {
        const auto at = before_parts + 2 * i;
        c.parts[i].factor = static_cast<r::Factor>(i);
        if (at + 1 < row.size()) c.parts[i] = {static_cast<r::Factor>(i), row[at], row[at + 1]};
    }
    return c;
}

json write_skipped(const r::Skipped& s)
{
    json row{s.commissioner.value, name_of(s.reason)};
    if (s.stand_ins.empty()) return row;
    json stand_ins = json::array();
    for (const auto id : s.stand_ins) stand_ins.push_back(id.value);
    row.push_back(stand_ins);
    if (s.stand_in_reason) row.push_back(name_of(*s.stand_in_reason));
    return row;
}

r::Skipped read_skipped(const json& row)
{
    r::Skipped s{.commissioner = {row[0].get<std::int64_t>()},
                 .reason = r::skip_reason_of(row[1].get<std::string>()).value()};
    if (row.size() > 2)
        for (const auto& id : row[2]) s.stand_ins.push_back({id.get<std::int64_t>()});
    if (row.size() > 3) s.stand_in_reason = r::skip_reason_of(row[3].get<std::string>());
    return s;
}

/// A team whose people were not looked at stands without lists of them.
json write_team(const r::TeamCandidate& t)
{
    const auto& m = t.match;
    json row{t.team.value, name_of(m.via), m.crop, m.region, m.crop_steps, m.region_steps, m.kind_matched};
    if (!t.asked) return row;
    json candidates = json::array();
    for (const auto& c : t.candidates) candidates.push_back(write_candidate(c));
    json skipped = json::array();
    for (const auto& s : t.skipped) skipped.push_back(write_skipped(s));
    row.push_back(candidates);
    row.push_back(t.more_candidates);
    row.push_back(skipped);
    row.push_back(t.more_skipped);
    return row;
}

r::TeamCandidate read_team(const json& row)
{
    constexpr std::size_t fields_when_asked = 11;
    r::TeamCandidate t{.team = {row[0].get<std::int64_t>()}, .asked = row.size() >= fields_when_asked};
    t.match = {r::via_of(row[1].get<std::string>()).value(), row[2], row[3], row[4], row[5], row[6]};
    if (!t.asked) return t;
    for (const auto& c : row[7]) t.candidates.push_back(read_candidate(c));
    t.more_candidates = row[8];
    for (const auto& s : row[9]) t.skipped.push_back(read_skipped(s));
    t.more_skipped = row[10];
    return t;
}

json write_reason(const r::Reason& reason)
{
    json arguments = json::array();
    for (const auto& a : reason.arguments) arguments.push_back({a.name, a.value});
    return {name_of(reason.code), arguments};
}

r::Reason read_reason(const json& j)
{
    r::Reason reason{.code = r::reason_code_of(j[0].get<std::string>()).value()};
    for (const auto& a : j[1]) reason.arguments.push_back({a[0], a[1]});
    return reason;
}

}  // namespace

std::string write_decision(const NamedDecision& named)
{
    const auto& d = named.decision;
    json body{
        {"verdict", name_of(d.verdict)}, {"team", maybe_id(d.team)},     {"commissioner", maybe_id(d.commissioner)},
        {"version", d.snapshot_version}, {"more_teams", d.more_teams},   {"reasons", json::array()},
        {"teams", json::array()},        {"team_names", json::object()}, {"people", json::object()}};
    for (const auto& reason : d.reasons) body["reasons"].push_back(write_reason(reason));
    for (const auto& team : d.teams) body["teams"].push_back(write_team(team));
    for (const auto& [id, name] : named.teams) body["team_names"][std::to_string(id)] = name;
    for (const auto& [id, p] : named.people) body["people"][std::to_string(id)] = {p.name, p.organisation, p.title};
    return body.dump();
}

NamedDecision read_decision(Instant at, const std::string& text)
{
    const auto body = json::parse(text);
    NamedDecision named{.at = at};
    auto& d = named.decision;
    d.verdict = r::verdict_of(body.at("verdict").get<std::string>()).value();
    d.team = read_maybe_id<TeamId>(body.at("team"));
    d.commissioner = read_maybe_id<CommissionerId>(body.at("commissioner"));
    d.snapshot_version = body.at("version");
    d.more_teams = body.at("more_teams");
    for (const auto& reason : body.at("reasons")) d.reasons.push_back(read_reason(reason));
    for (const auto& team : body.at("teams")) d.teams.push_back(read_team(team));
    for (const auto& [id, name] : body.at("team_names").items()) named.teams[std::stoll(id)] = name;
    for (const auto& [id, p] : body.at("people").items()) named.people[std::stoll(id)] = {p[0], p[1], p[2]};
    return named;
}

}  // namespace agri110::service
