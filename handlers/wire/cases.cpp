#include "handlers/wire/cases.hpp"

#include "handlers/call.hpp"
#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t longest_title = 60;
constexpr std::size_t longest_problem = 6000;
constexpr std::size_t longest_answer = 20000;
constexpr std::size_t longest_note = 500;

/// What lists and single views both show.
json write_common(const Knowledge& knowledge, const SolvedCase& s)
{
    const auto* crop = knowledge.crops.find(s.crop);
    return {{"id", std::to_string(s.id.value)},
            {"version", s.version},
            {"state", name_of(s.state)},
            {"title", s.title},
            {"crop", s.crop},
            {"crop_name", crop ? crop->name : s.crop},
            {"kind", name_of(s.kind)},
            {"kind_name", kind_name(knowledge, s.kind)},
            {"county", write_place(knowledge, s.county)},
            {"month", s.month},
            {"author", s.author},
            {"reviewer", s.reviewer},
            {"reviewed_at", maybe_time(s.reviewed_at)}};
}

json write_history(const std::vector<CaseChange>& changes)
{
    json all = json::array();
    for (const auto& change : changes)
        all.push_back({{"version", change.version},
                       {"at", write_time(change.at)},
                       {"author", change.author},
                       {"change", name_of(change.change)},
                       {"note", change.note}});
    return all;
}

std::string write_view(const Knowledge& knowledge, const service::CaseView& view)
{
    json all = write_common(knowledge, view.solved);
    all["report"] = {{"id", std::to_string(view.solved.report.value)}, {"number", view.report_number}};
    all["problem"] = view.solved.problem;
    all["answer"] = view.solved.answer;
    all["removed"] = json::array();
    for (const auto& removal : view.removed)
        all["removed"].push_back(
            {{"field", removal.field}, {"text", removal.piece.text}, {"rule", name_of(removal.piece.rule)}});
    all["used"] = view.used;
    all["helped"] = view.helped;
    all["history"] = write_history(view.history);
    all["may"] = json::array();
    for (const auto action : view.may) all["may"].push_back(name_of(action));
    return all.dump();
}

}  // namespace

service::CaseEditing read_case_editing(Fields& fields)
{
    service::CaseEditing editing;
    editing.title = fields.maybe_text("title", {1, longest_title});
    editing.problem = fields.maybe_text("problem", {1, longest_problem});
    editing.answer = fields.maybe_text("answer", {1, longest_answer});
    editing.crop = fields.maybe_text("crop", {0, 60});
    editing.kind = fields.maybe_choice("kind", problem_kind_of);
    return editing;
}

std::string read_note(Fields& fields)
{
    return fields.text("note", {0, longest_note});
}

Outcome<storage::CaseFilter> read_case_filter(const std::string& state, const std::string& team,
                                              const std::string& after)
{
    storage::CaseFilter filter{.state = case_state_of(state), .team = TeamId{Call::number(team)}, .after = after};
    std::vector<FieldError> faults;
    if (!state.empty() && !filter.state) faults.push_back({"state", "field.choice"});
    if (!team.empty() && !filter.team) faults.push_back({"team", "field.id.wrong"});
    if (!after.empty() && Call::number(after) == 0) faults.push_back({"after", "field.id.wrong"});
    if (!faults.empty()) return refuse(Fault::invalid, "list.invalid", std::move(faults));
    return filter;
}

service::Reply write_created_case(const service::Context& context, const service::CaseView& view)
{
    return {201, write_view(context.knowledge(), view), view.solved.version};
}

service::Reply write_case(const service::Context& context, const service::CaseView& view)
{
    return {200, write_view(context.knowledge(), view), view.solved.version};
}

service::Reply write_cases(const service::Context& context, const storage::CasePage& page)
{
    json rows = json::array();
    for (const auto& listed : page.cases) {
        rows.push_back(write_common(context.knowledge(), listed.solved));
        rows.back()["changed_at"] = write_time(listed.changed_at);
        rows.back()["used"] = listed.used;
        rows.back()["helped"] = listed.helped;
    }
    return {200, json{{"cases", rows}, {"next", page.next.empty() ? json(nullptr) : json(page.next)}}.dump()};
}

}  // namespace agri110::handlers::wire
