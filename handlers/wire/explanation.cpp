// A routing decision in words: codes and ids become Chinese sentences by the message files.
#include <fmt/format.h>

#include <cmath>

#include "handlers/wire/values.hpp"
#include "routing/decision.hpp"

namespace agri110::handlers::wire {
namespace {

using service::NamedDecision;
using Arguments = std::map<std::string, std::string>;

std::string crop_name(const Knowledge& knowledge, const std::string& crop)
{
    if (crop.empty()) return knowledge.messages.text("routing.any_crop");
    const auto* found = knowledge.crops.find(crop);
    return found ? found->name : crop;
}

std::string region_name(const Knowledge& knowledge, const std::string& code)
{
    const auto* found = knowledge.regions.find(std::atoll(code.c_str()));
    return found ? found->name : code;
}

std::string team_name(const NamedDecision& named, std::int64_t id)
{
    const auto found = named.teams.find(id);
    return found == named.teams.end() ? std::to_string(id) : found->second;
}

std::string person_name(const NamedDecision& named, std::int64_t id)
{
    const auto found = named.people.find(id);
    return found == named.people.end() ? std::to_string(id) : found->second.name;
}

std::string skip_text(const Knowledge& knowledge, std::string_view reason)
{
    return knowledge.messages.text("routing.skip." + std::string(reason));
}

/// What an argument means is said by its name, see routing::ReasonCode.
std::string in_words(const Knowledge& knowledge, const NamedDecision& named, const routing::Argument& argument)
{
    const auto& [name, value] = argument;
    if (name == "crop") return crop_name(knowledge, value);
    if (name == "region") return region_name(knowledge, value);
    if (name == "team") return team_name(named, std::atoll(value.c_str()));
    if (name == "commissioner" || name == "absent") return person_name(named, std::atoll(value.c_str()));
    if (name == "reason") return skip_text(knowledge, value);
    if (name == "kind")
        if (const auto kind = problem_kind_of(value)) return kind_name(knowledge, *kind);
    return value;
}

std::string sentence(const Knowledge& knowledge, const NamedDecision& named, const routing::Reason& reason)
{
    Arguments arguments;
    std::string tally;
    for (const auto& argument : reason.arguments) {
        arguments[argument.name] = in_words(knowledge, named, argument);
        if (const auto skip = routing::skip_reason_of(argument.name))
            tally += (tally.empty() ? "" : knowledge.messages.text("routing.tally_joint")) +
                     knowledge.messages.text(
                         "routing.tally", {{"count", argument.value}, {"reason", skip_text(knowledge, argument.name)}});
    }
    arguments["tally"] = tally;
    auto key = "routing.reason." + std::string(name_of(reason.code));
    if (arguments["km"] == "0") key += "_same_county";
    return knowledge.messages.text(key, arguments);
}

std::string match_text(const Knowledge& knowledge, const routing::TeamMatch& match)
{
    const Arguments arguments{{"crop", crop_name(knowledge, match.crop)},
                              {"region", region_name(knowledge, std::to_string(match.region))}};
    return knowledge.messages.text("routing.via." + std::string(name_of(match.via)), arguments);
}

json write_parts(const Knowledge& knowledge, const routing::Candidate& candidate)
{
    json parts = json::array();
    for (const auto& part : candidate.parts) {
        if (part.points == 0) continue;
        const bool share = part.factor == routing::Factor::load || part.factor == routing::Factor::record;
        const auto value = std::lround(share ? part.value * 100 : part.value);
        const bool here = part.factor == routing::Factor::distance && value == 0;
        parts.push_back({{"text", knowledge.messages.text("routing.factor." + std::string(name_of(part.factor)) +
                                                              (here ? "_same_county" : ""),
                                                          {{"value", std::to_string(value)}})},
                         {"points", part.points}});
    }
    return parts;
}

json write_person(const NamedDecision& named, CommissionerId id)
{
    json person{{"id", std::to_string(id.value)}, {"name", person_name(named, id.value)}};
    const auto found = named.people.find(id.value);
    person["organisation"] = found == named.people.end() ? "" : found->second.organisation;
    person["title"] = found == named.people.end() ? "" : found->second.title;
    return person;
}

json write_team(const Knowledge& knowledge, const NamedDecision& named, const routing::TeamCandidate& team)
{
    json candidates = json::array();
    for (const auto& c : team.candidates) {
        auto person = write_person(named, c.commissioner);
        person["score"] = c.score;
        person["reasons"] = write_parts(knowledge, c);
        candidates.push_back(std::move(person));
    }
    json skipped = json::array();
    for (const auto& s : team.skipped)
        skipped.push_back({{"id", std::to_string(s.commissioner.value)},
                           {"name", person_name(named, s.commissioner.value)},
                           {"reason", name_of(s.reason)},
                           {"text", skip_text(knowledge, name_of(s.reason))}});
    return {{"id", std::to_string(team.team.value)},
            {"name", team_name(named, team.team.value)},
            {"match", match_text(knowledge, team.match)},
            {"asked", team.asked},
            {"candidates", candidates},
            {"skipped", skipped},
            {"more", team.more_candidates + team.more_skipped}};
}

}  // namespace

std::vector<std::string> explain(const Knowledge& knowledge, const NamedDecision& named)
{
    std::vector<std::string> sentences;
    for (const auto& reason : named.decision.reasons) sentences.push_back(sentence(knowledge, named, reason));
    return sentences;
}

json write_decision(const Knowledge& knowledge, const NamedDecision& named)
{
    const auto& d = named.decision;
    json teams = json::array();
    for (const auto& team : d.teams) teams.push_back(write_team(knowledge, named, team));
    return {{"at", write_time(named.at)},
            {"snapshot_version", d.snapshot_version},
            {"verdict", name_of(d.verdict)},
            {"team", d.team ? write_named(*d.team, team_name(named, d.team->value)) : json(nullptr)},
            {"commissioner", d.commissioner ? write_person(named, *d.commissioner) : json(nullptr)},
            {"explanation", explain(knowledge, named)},
            {"teams", teams},
            {"more_teams", d.more_teams}};
}

}  // namespace agri110::handlers::wire
