// How a routing decision is kept in its row: short names, stable for as long as reports are kept.
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

json write_candidate(const r::Candidate& c)
{
    json parts = json::array();
    for (const auto& part : c.parts) parts.push_back({name_of(part.factor), part.value, part.points});
    return {{"id", c.commissioner.value},
            {"score", c.score},
            {"parts", parts},
            {"idle_since", c.last_assigned.time_since_epoch().count()},
            {"for", maybe_id(c.stands_in_for)}};
}

r::Candidate read_candidate(const json& j)
{
    r::Candidate c{.commissioner = {j.at("id").get<std::int64_t>()}, .score = j.at("score")};
    for (std::size_t i = 0; i < c.parts.size() && i < j.at("parts").size(); ++i) {
        const auto& part = j.at("parts")[i];
        c.parts[i] = {r::factor_of(part[0].get<std::string>()).value(), part[1], part[2]};
    }
    c.last_assigned = Instant{std::chrono::milliseconds{j.at("idle_since").get<std::int64_t>()}};
    c.stands_in_for = read_maybe_id<CommissionerId>(j.at("for"));
    return c;
}

json write_skipped(const r::Skipped& s)
{
    json stand_ins = json::array();
    for (const auto id : s.stand_ins) stand_ins.push_back(id.value);
    return {{"id", s.commissioner.value},
            {"reason", name_of(s.reason)},
            {"stand_ins", stand_ins},
            {"stand_in_reason", s.stand_in_reason ? json(name_of(*s.stand_in_reason)) : json(nullptr)}};
}

r::Skipped read_skipped(const json& j)
{
    r::Skipped s{.commissioner = {j.at("id").get<std::int64_t>()},
                 .reason = r::skip_reason_of(j.at("reason").get<std::string>()).value()};
    for (const auto& id : j.at("stand_ins")) s.stand_ins.push_back({id.get<std::int64_t>()});
    if (!j.at("stand_in_reason").is_null())
        s.stand_in_reason = r::skip_reason_of(j.at("stand_in_reason").get<std::string>());
    return s;
}

json write_team(const r::TeamCandidate& t)
{
    json candidates = json::array();
    for (const auto& c : t.candidates) candidates.push_back(write_candidate(c));
    json skipped = json::array();
    for (const auto& s : t.skipped) skipped.push_back(write_skipped(s));
    const auto& m = t.match;
    return {{"id", t.team.value},
            {"via", name_of(m.via)},
            {"crop", m.crop},
            {"region", m.region},
            {"crop_steps", m.crop_steps},
            {"region_steps", m.region_steps},
            {"kind_matched", m.kind_matched},
            {"asked", t.asked},
            {"candidates", candidates},
            {"more_candidates", t.more_candidates},
            {"skipped", skipped},
            {"more_skipped", t.more_skipped}};
}

r::TeamCandidate read_team(const json& j)
{
    r::TeamCandidate t{.team = {j.at("id").get<std::int64_t>()}, .asked = j.at("asked")};
    t.match = {r::via_of(j.at("via").get<std::string>()).value(),
               j.at("crop"),
               j.at("region"),
               j.at("crop_steps"),
               j.at("region_steps"),
               j.at("kind_matched")};
    for (const auto& c : j.at("candidates")) t.candidates.push_back(read_candidate(c));
    t.more_candidates = j.at("more_candidates");
    for (const auto& s : j.at("skipped")) t.skipped.push_back(read_skipped(s));
    t.more_skipped = j.at("more_skipped");
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
