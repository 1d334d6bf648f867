// The whole life of a report, against a table of the same rules written in another form.
#include "domain/life.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

namespace agri110 {
namespace {

/// One rule a line: action | from any of | may be done by | leads to, "same" for where it was | deadlines started,
/// stopped. Words for several: "office" is operator and official, "staff" is holder, leader and office, "work" is
/// answer and resolve.
constexpr std::string_view rules = R"(
assign         | submitted                                                         | staff system    | assigned      | +accept
escalate       | submitted                                                         | system          | escalated     | +accept
queue          | submitted                                                         | system          | triage        | -accept
accept         | assigned escalated                                                | holder          | accepted      | -accept
refuse         | assigned escalated                                                | holder          | submitted     | -accept
lapse          | assigned escalated                                                | system          | submitted     | -accept
answer         | accepted visit_planned answered                                   | holder leader   | answered      | +close -answer
ask            | accepted visit_planned                                            | holder leader   | same          |
ask            | answered                                                          | holder leader   | answered      | +close
plan_visit     | accepted visit_planned                                            | holder leader   | visit_planned |
plan_visit     | answered                                                          | holder leader   | visit_planned | -close
resolve        | answered                                                          | holder leader   | resolved      | +close -work
reply          | triage assigned escalated accepted visit_planned                  | reporter        | same          |
reply          | answered                                                          | reporter        | accepted      | +answer -close
reply          | resolved                                                          | reporter        | accepted      | +work -close
confirm        | accepted visit_planned answered resolved                          | reporter        | closed        | -all
dispute        | accepted visit_planned                                            | reporter        | same          |
dispute        | answered                                                          | reporter        | accepted      | +work -close
dispute        | resolved                                                          | reporter        | submitted     | +work -close
defer          | accepted visit_planned                                            | reporter        | same          |
defer          | answered resolved                                                 | reporter        | same          | +close
close          | answered resolved                                                 | system          | closed        | -all
reopen         | resolved                                                          | reporter leader office | submitted | +work -close
reopen         | closed                                                            | reporter leader office | submitted | +work
reopen         | duplicate rejected                                                | office          | submitted     | +work
transfer       | triage                                                            | office          | submitted     |
transfer       | assigned escalated                                                | staff system    | submitted     | -accept
transfer       | accepted visit_planned                                            | staff system    | submitted     |
transfer       | answered                                                          | staff system    | submitted     | -accept -close
withdraw       | triage assigned escalated accepted visit_planned answered         | reporter        | withdrawn     | -all
reject         | triage                                                            | office          | rejected      | -all
reject         | assigned escalated accepted                                       | leader office   | rejected      | -all
mark_duplicate | triage                                                            | office          | duplicate     | -all
mark_duplicate | assigned escalated accepted visit_planned answered                | staff           | duplicate     | -all
reclassify     | triage                                                            | office          | same          |
reclassify     | assigned escalated accepted visit_planned answered                | staff           | same          |
raise_alert    | submitted                                                         | system          | same          |
raise_alert    | triage                                                            | office system   | same          |
raise_alert    | assigned escalated accepted visit_planned answered resolved       | staff system    | same          |
clear_alert    | triage                                                            | office          | same          |
clear_alert    | assigned escalated accepted visit_planned answered resolved       | leader office   | same          |
clear_alert    | closed                                                            | leader office   | same          | -all
mark_overdue   | triage assigned escalated accepted visit_planned answered         | system          | same          |
)";

std::vector<std::string> words_of(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

std::set<std::string> parties_written(const std::string& text)
{
    std::set<std::string> parties;
    for (const auto& word : words_of(text)) {
        if (word == "staff")
            parties.insert({"holder", "leader", "operator", "official"});
        else if (word == "office")
            parties.insert({"operator", "official"});
        else
            parties.insert(word);
    }
    return parties;
}

std::set<std::string> deadlines_written(const std::string& text, char sign)
{
    std::set<std::string> deadlines;
    for (const auto& word : words_of(text)) {
        if (word.front() != sign) continue;
        if (const auto name = word.substr(1); name == "all")
            deadlines.insert({"accept", "answer", "resolve", "close"});
        else if (name == "work")
            deadlines.insert({"answer", "resolve"});
        else
            deadlines.insert(name);
    }
    return deadlines;
}

struct Rule {
    std::set<std::string> who;
    std::string to;
    std::set<std::string> starts;
    std::set<std::string> stops;
};

using Rules = std::map<std::pair<std::string, std::string>, Rule>;

Rules read_rules()
{
    Rules read;
    std::istringstream lines{std::string(rules)};
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
        if (cells.size() < 4) continue;
        cells.resize(5);
        const auto action = words_of(cells[0]).at(0);
        const auto to = words_of(cells[3]).at(0);
        for (const auto& from : words_of(cells[1])) {
            const Rule rule{parties_written(cells[2]), to == "same" ? from : to, deadlines_written(cells[4], '+'),
                            deadlines_written(cells[4], '-')};
            EXPECT_TRUE(read.emplace(std::pair(from, action), rule).second)
                << from << " " << action << " is written twice";
        }
    }
    return read;
}

std::set<std::string> names_in(DeadlineKinds kinds)
{
    std::set<std::string> names;
    for (const auto kind : all_deadline_kinds())
        if (kinds.has(kind)) names.emplace(name_of(kind));
    return names;
}

/// States to which the life can go from `from`, itself included.
std::set<State> reachable_from(State from)
{
    std::set<State> found{from};
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& move : all_moves())
            if (found.contains(move.from) && found.insert(move.to).second) grown = true;
    }
    return found;
}

/// What can be true at one moment: a state and the deadlines that run in it.
using Moment = std::pair<State, std::set<DeadlineKind>>;

/// Every moment that any sequence of legal moves can lead to.
std::set<Moment> all_moments()
{
    std::set<DeadlineKind> first;
    for (const auto kind : all_deadline_kinds())
        if (started_by_submission.has(kind)) first.insert(kind);
    std::set<Moment> seen{{State::submitted, first}};
    std::vector<Moment> open(seen.begin(), seen.end());
    while (!open.empty()) {
        const auto [state, running] = open.back();
        open.pop_back();
        for (const auto& move : all_moves()) {
            if (move.from != state) continue;
            auto next = running;
            std::erase_if(next, [&](DeadlineKind kind) { return move.stops.has(kind); });
            for (const auto kind : all_deadline_kinds())
                if (move.starts.has(kind)) next.insert(kind);
            if (seen.emplace(move.to, next).second) open.emplace_back(move.to, next);
        }
    }
    return seen;
}

TEST(Life, NobodyCanDoToAReportWhatTheRulesDoNotSay)
{
    const auto expected = read_rules();
    for (const auto state : all_states())
        for (const auto action : all_actions())
            for (const auto party : all_parties()) {
                const auto rule = expected.find({std::string(name_of(state)), std::string(name_of(action))});
                const bool may = rule != expected.end() && rule->second.who.contains(std::string(name_of(party)));
                const auto* move = find_move(state, action);
                const auto tried = std::string(name_of(party)) + " tries " + std::string(name_of(action)) + " in " +
                                   std::string(name_of(state));
                ASSERT_EQ(may, move != nullptr && move->who.has(party)) << tried;
                if (may) {
                    EXPECT_EQ(rule->second.to, name_of(move->to)) << tried;
                }
            }
}

TEST(Life, EveryMoveStartsAndStopsTheDeadlinesThatPeopleRelyOn)
{
    const auto expected = read_rules();
    EXPECT_EQ(expected.size(), all_moves().size());
    for (const auto& move : all_moves()) {
        const std::pair key{std::string(name_of(move.from)), std::string(name_of(move.action))};
        ASSERT_TRUE(expected.contains(key)) << key.first << " " << key.second;
        EXPECT_EQ(expected.at(key).starts, names_in(move.starts)) << key.first << " " << key.second;
        EXPECT_EQ(expected.at(key).stops, names_in(move.stops)) << key.first << " " << key.second;
    }
}

TEST(Life, OneActionInOneStateHasOneMeaning)
{
    std::set<std::pair<State, Action>> seen;
    for (const auto& move : all_moves())
        EXPECT_TRUE(seen.emplace(move.from, move.action).second) << name_of(move.from) << " " << name_of(move.action);
}

TEST(Life, NoMoveIsForNobody)
{
    for (const auto& move : all_moves())
        EXPECT_FALSE(move.who.empty()) << name_of(move.from) << " " << name_of(move.action);
}

TEST(Life, EveryStateCanComeAboutAndEveryActionCanBeDone)
{
    const auto reachable = reachable_from(State::submitted);
    for (const auto state : all_states()) EXPECT_TRUE(reachable.contains(state)) << name_of(state);
    for (const auto action : all_actions())
        EXPECT_TRUE(std::ranges::any_of(all_moves(), [&](const Move& m) { return m.action == action; }))
            << name_of(action);
}

TEST(Life, NoOpenReportIsStuckForEver)
{
    for (const auto state : all_states()) {
        if (!is_open(state)) continue;
        EXPECT_TRUE(std::ranges::any_of(reachable_from(state), [](State s) { return !is_open(s); })) << name_of(state);
    }
}

TEST(Life, AFinishedReportIsNeverOverdue)
{
    for (const auto& [state, running] : all_moments())
        if (!is_open(state)) {
            EXPECT_TRUE(running.empty()) << name_of(state);
        }
}

TEST(Life, EveryMoveIntoAFinalStateStopsWhateverMayRun)
{
    const DeadlineKinds all{DeadlineKind::accept, DeadlineKind::answer, DeadlineKind::resolve, DeadlineKind::close};
    for (const auto& move : all_moves()) {
        if (is_open(move.to)) continue;
        EXPECT_EQ(move.stops, all) << name_of(move.from) << " " << name_of(move.action);
        EXPECT_TRUE(move.starts.empty()) << name_of(move.from) << " " << name_of(move.action);
    }
}

TEST(Life, AnOpenReportAlwaysHasAClockRunningSoThatNobodyForgetsIt)
{
    for (const auto& [state, running] : all_moments())
        if (is_open(state)) {
            EXPECT_FALSE(running.empty()) << name_of(state);
        }
}

TEST(Life, AnOfferHasItsClockAndNothingElseHas)
{
    for (const auto& [state, running] : all_moments()) {
        const bool offered = state == State::assigned || state == State::escalated;
        EXPECT_EQ(offered, running.contains(DeadlineKind::accept)) << name_of(state);
    }
}

TEST(Life, OnlyAnAnsweredOrResolvedReportClosesByItself)
{
    for (const auto& [state, running] : all_moments()) {
        const bool waits_for_reporter = state == State::answered || state == State::resolved;
        EXPECT_EQ(waits_for_reporter, running.contains(DeadlineKind::close)) << name_of(state);
    }
}

TEST(Life, UnresolvedWorkKeepsItsResolveDeadlineWhateverHappens)
{
    for (const auto& [state, running] : all_moments())
        if (is_open(state) && state != State::resolved) {
            EXPECT_TRUE(running.contains(DeadlineKind::resolve)) << name_of(state);
        }
}

TEST(Life, AReporterCannotPickWhoIsSent)
{
    for (const auto& move : all_moves())
        if (move.who.has(Party::reporter) && move.from != move.to) {
            EXPECT_TRUE(move.to != State::assigned && move.to != State::escalated) << name_of(move.action);
        }
}

TEST(Life, AReporterIsHeardInEveryStateThatIsShownAsOpen)
{
    for (const auto state : all_states()) {
        if (!is_open(state) || state == State::submitted) continue;
        const auto* reply = find_move(state, Action::reply);
        ASSERT_NE(reply, nullptr) << name_of(state);
        EXPECT_TRUE(reply->who.has(Party::reporter)) << name_of(state);
    }
}

TEST(Life, ASubmittedReportIsOnlyPlacedNeverWorkedOn)
{
    std::set<Action> actions;
    for (const auto& move : all_moves())
        if (move.from == State::submitted) {
            actions.insert(move.action);
            EXPECT_FALSE(move.who.has(Party::reporter));
            EXPECT_TRUE(move.who.has(Party::system)) << name_of(move.action);
        }
    EXPECT_EQ(actions, (std::set{Action::assign, Action::escalate, Action::queue, Action::raise_alert}));
}

TEST(Life, OnlyTheHolderTakesOrRefusesAnOffer)
{
    for (const auto& move : all_moves())
        if (move.action == Action::accept || move.action == Action::refuse) {
            EXPECT_EQ(move.who, Parties{Party::holder}) << name_of(move.action);
        }
}

TEST(Life, OnlyTheReporterSaysWhetherItHelped)
{
    for (const auto& move : all_moves())
        if (move.action == Action::confirm || move.action == Action::dispute || move.action == Action::defer ||
            move.action == Action::withdraw) {
            EXPECT_EQ(move.who, Parties{Party::reporter}) << name_of(move.action);
        }
}

TEST(Life, ReportsBurdenTheirHolderUntilTheyAreAnswered)
{
    std::set<State> burdens;
    for (const auto state : all_states())
        if (burdens_holder(state)) burdens.insert(state);
    EXPECT_EQ(burdens, (std::set{State::assigned, State::escalated, State::accepted, State::visit_planned}));
}

TEST(Life, FinalStatesAreTheFourThatPeopleKnow)
{
    std::set<State> finals;
    for (const auto state : all_states())
        if (!is_open(state)) finals.insert(state);
    EXPECT_EQ(finals, (std::set{State::closed, State::withdrawn, State::duplicate, State::rejected}));
}

template <class Values, class Read>
void expect_names_round_trip(const Values& values, Read read)
{
    std::set<std::string_view> names;
    for (const auto value : values) {
        EXPECT_FALSE(name_of(value).empty());
        EXPECT_TRUE(names.insert(name_of(value)).second) << name_of(value) << " names two values";
        EXPECT_EQ(read(name_of(value)), value) << name_of(value);
    }
    EXPECT_EQ(read(""), std::nullopt);
    EXPECT_EQ(read("no such name"), std::nullopt);
}

TEST(Life, NamesInTablesAndPagesReadBackAsWhatWasMeant)
{
    expect_names_round_trip(all_states(), state_of);
    expect_names_round_trip(all_actions(), action_of);
    expect_names_round_trip(all_parties(), party_of);
    expect_names_round_trip(all_deadline_kinds(), deadline_kind_of);
    EXPECT_EQ(name_of(State::visit_planned), "visit_planned");
    EXPECT_EQ(name_of(State::rejected), "rejected");
    EXPECT_EQ(name_of(Action::defer), "defer");
    EXPECT_EQ(name_of(Action::mark_overdue), "mark_overdue");
    EXPECT_EQ(name_of(Party::operator_), "operator");
    EXPECT_EQ(name_of(DeadlineKind::close), "close");
}

}  // namespace
}  // namespace agri110
