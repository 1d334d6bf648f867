// How a routing decision is kept in its row: short names, stable for as long as reports are kept.
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/placement.hpp"
#include "text/json_string.hpp"

namespace agri110::service {
namespace {

using nlohmann::json;
namespace r = agri110::routing;

template <class AnyId>
std::optional<AnyId> read_maybe_id(const json& value)
{
    return value.is_null() ? std::nullopt : std::optional(AnyId{value.get<std::int64_t>()});
}

/// Writes straight into the text: every report writes a decision of some hundred values, and a tree of them in between
/// would cost more than deciding.
class Text {
public:
    template <class... Args>
    Text& operator()(fmt::format_string<Args...> format, Args&&... args)
    {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
        return *this;
    }
    template <class AnyId>
    Text& maybe_id(const std::optional<AnyId>& id)
    {
        return id ? (*this)("{}", id->value) : (*this)("null");
    }
    /// Two digits are enough to tell people why; a decision is kept as long as its report.
    Text& rounded(double value)
    {
        constexpr double per_unit = 100;
        return (*this)("{}", std::round(value * per_unit) / per_unit);
    }
    /// With `"` around it; our own names and numbers need no more than that.
    Text& quoted(std::string_view text)
    {
        text_ += text::json_string(text);
        return *this;
    }
    /// `write` for each of `rows`, with commas between.
    template <class Rows, class Write>
    Text& list(const Rows& rows, Write write)
    {
        bool first = true;
        for (const auto& row : rows) {
            if (!std::exchange(first, false)) text_ += ',';
            write(*this, row);
        }
        return *this;
    }
    std::string finish() { return std::move(text_); }

private:
    std::string text_;
};

// Rows stand as arrays, their fields in a fixed order. New fields go to the end.

void write_candidate(Text& to, const r::Candidate& c)
{
    to("[{},{},{},", c.commissioner.value, c.score, c.last_assigned.time_since_epoch().count());
    to.maybe_id(c.stands_in_for);
    for (const auto& part : c.parts) to(",").rounded(part.value)(",{}", part.points);
    to("]");
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

void write_skipped(Text& to, const r::Skipped& s)
{
    to("[{},\"{}\"", s.commissioner.value, name_of(s.reason));
    if (!s.stand_ins.empty()) {
        to(",[").list(s.stand_ins, [](Text& each, CommissionerId id) { each("{}", id.value); })("]");
        if (s.stand_in_reason) to(",\"{}\"", name_of(*s.stand_in_reason));
    }
    to("]");
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
void write_team(Text& to, const r::TeamCandidate& t)
{
    const auto& m = t.match;
    to("[{},\"{}\",\"{}\",{},{},{},{}", t.team.value, name_of(m.via), m.crop, m.region, m.crop_steps, m.region_steps,
       m.kind_matched);
    if (t.asked) {
        to(",[").list(t.candidates, write_candidate)("],{},[", t.more_candidates);
        to.list(t.skipped, write_skipped)("],{}", t.more_skipped);
    }
    to("]");
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

void write_reason(Text& to, const r::Reason& reason)
{
    to("[\"{}\",[", name_of(reason.code));
    to.list(reason.arguments, [](Text& each, const auto& a) { each("[").quoted(a.name)(",").quoted(a.value)("]"); });
    to("]]");
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
    Text to;
    to("{{\"verdict\":\"{}\",\"team\":", name_of(d.verdict)).maybe_id(d.team);
    to(",\"commissioner\":").maybe_id(d.commissioner);
    to(",\"version\":").quoted(d.snapshot_version)(",\"more_teams\":{}", d.more_teams);
    to(",\"reasons\":[").list(d.reasons, write_reason);
    to("],\"teams\":[").list(d.teams, write_team);
    to("],\"team_names\":{{").list(named.teams, [](Text& each, const auto& team) {
        each("\"{}\":", team.first).quoted(team.second);
    });
    to("}},\"people\":{{").list(named.people, [](Text& each, const auto& person) {
        const auto& [id, p] = person;
        each("\"{}\":[", id).quoted(p.name)(",").quoted(p.organisation)(",").quoted(p.title)("]");
    });
    return to("}}}}").finish();
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
