#include "service/report_edit.hpp"

#include <algorithm>

#include "stats/counters.hpp"
#include "storage/history.hpp"
#include "storage/people.hpp"
#include "storage/reports.hpp"

namespace agri110::service {
namespace {

struct Burden {
    int open = 0;
    int answered = 0;
    int solved = 0;
};

/// What a report means to its holder's live figures.
Burden burden_of(const Report& report)
{
    const bool solved =
        report.state == State::closed && report.confirmation && report.confirmation->outcome == Feedback::solved;
    const bool answered = report.first_answer_at.has_value();
    return {burdens_holder(report.state), answered, answered && solved};
}

}  // namespace

ReportEdit::ReportEdit(storage::Transaction& tx, const Context& context, std::optional<Report> before, Report report)
    : tx_(tx), context_(context), before_(std::move(before)), report_(std::move(report))
{
}

ReportEdit::ReportEdit(storage::Transaction& tx, const Context& context, Report report)
    : ReportEdit(tx, context, report, report)
{
    deadlines_ = storage::list_deadlines(tx, report_.id);
}

ReportEdit ReportEdit::submitted(storage::Transaction& tx, const Context& context, Report report)
{
    report.answer_due = context.now + time_for(context.knowledge(), DeadlineKind::answer, report.urgency);
    ReportEdit edit(tx, context, std::nullopt, std::move(report));
    for (const auto kind : all_deadline_kinds())
        if (started_by_submission.has(kind)) edit.start(kind);
    const bool by_staff = context.actor.account.value != 0;
    const Author author{by_staff ? Party::operator_ : Party::reporter, context.actor.account, context.actor.name};
    edit.events_.push_back({context.new_id<EventId>(), edit.report_.id, context.now, author, "submit", std::nullopt,
                            State::submitted, std::string(name_of(edit.report_.channel))});
    return edit;
}

Outcome<void> ReportEdit::move(Action action, std::string note)
{
    const auto* legal = find_move(report_.state, action);
    if (!legal) return refuse(Fault::conflict, "report.move");
    if (!legal->who.meets(parties_of(context_.actor, report_))) return refuse(Fault::forbidden, "report.forbidden");
    apply(*legal, author_of(action), std::move(note));
    return {};
}

void ReportEdit::move_by_itself(Action action, std::string note)
{
    const auto* legal = find_move(report_.state, action);
    if (!legal) throw std::logic_error("the life table has no such move for the service itself");
    apply(*legal, Author{.party = Party::system}, std::move(note));
}

Author ReportEdit::author_of(Action action) const
{
    const auto mine = parties_of(context_.actor, report_);
    const auto* legal = find_move(report_.state, action);
    const auto acts = [&](Party p) { return mine.has(p) && (!legal || legal->who.has(p)); };
    const auto party = std::ranges::find_if(all_parties(), acts);
    return {party == all_parties().end() ? Party::system : *party, context_.actor.account, context_.actor.name};
}

void ReportEdit::apply(const Move& move, const Author& author, std::string note)
{
    events_.push_back({context_.new_id<EventId>(), report_.id, context_.now, author, std::string(name_of(move.action)),
                       report_.state, move.to, std::move(note)});
    report_.state = move.to;
    std::erase_if(deadlines_, [&](const Deadline& d) { return move.stops.has(d.kind); });
    for (const auto kind : all_deadline_kinds())
        if (move.starts.has(kind)) start(kind);
    if (is_open(move.to))
        report_.finished_at.reset();
    else if (is_open(move.from))
        report_.finished_at = context_.now;
}

void ReportEdit::start(DeadlineKind kind)
{
    const auto due = context_.now + time_for(context_.knowledge(), kind, report_.urgency);
    std::erase_if(deadlines_, [&](const Deadline& d) { return d.kind == kind; });
    deadlines_.push_back({kind, due});
    if (kind == DeadlineKind::answer && !report_.first_answer_at) report_.answer_due = due;
}

std::optional<Instant> ReportEdit::due(DeadlineKind kind) const
{
    const auto found = std::ranges::find(deadlines_, kind, &Deadline::kind);
    return found == deadlines_.end() ? std::nullopt : std::optional(found->due);
}

void ReportEdit::hasten()
{
    for (auto& deadline : deadlines_)
        deadline.due =
            std::min(deadline.due, context_.now + time_for(context_.knowledge(), deadline.kind, report_.urgency));
    if (!report_.first_answer_at) report_.answer_due = due(DeadlineKind::answer).value_or(report_.answer_due);
}

void ReportEdit::finish()
{
    if (!before_)
        storage::insert_report(tx_, report_);
    else if (!storage::change_report(tx_, report_))
        throw storage::StorageError("a report changed under its own transaction");
    else
        ++report_.version;
    for (const auto& event : events_) storage::append_event(tx_, event);
    write_deadlines();
    write_load();
    stats::move_counters(tx_, before_ ? &*before_ : nullptr, report_);
}

void ReportEdit::write_deadlines()
{
    const auto kept = before_ ? storage::list_deadlines(tx_, report_.id) : std::vector<Deadline>{};
    for (const auto& old : kept)
        if (!due(old.kind)) storage::remove_deadline(tx_, report_.id, old.kind);
    for (const auto& deadline : deadlines_) {
        const bool same = std::ranges::any_of(
            kept, [&](const Deadline& k) { return k.kind == deadline.kind && k.due == deadline.due; });
        if (!same) storage::set_deadline(tx_, report_.id, deadline);
    }
}

void ReportEdit::write_load()
{
    const auto now = burden_of(report_);
    const auto was = before_ ? burden_of(*before_) : Burden{};
    const auto holder_was = before_ ? before_->commissioner : CommissionerId{};
    if (holder_was == report_.commissioner) {
        if (holder_was)
            storage::add_load(tx_, holder_was, now.open - was.open, now.answered - was.answered,
                              now.solved - was.solved);
        return;
    }
    if (holder_was) storage::add_load(tx_, holder_was, -was.open, -was.answered, -was.solved);
    if (report_.commissioner) storage::add_load(tx_, report_.commissioner, now.open, now.answered, now.solved);
}

Outcome<Report> open_report(storage::Transaction& tx, const Context& context, ReportId id,
                            std::optional<std::int64_t> expected_version)
{
    auto report = storage::find_visible_report(tx, context.actor, id);
    if (!report) return refuse(Fault::not_found, "report.unknown");
    if (expected_version && *expected_version != report->version) return refuse(Fault::stale, "report.stale");
    return std::move(*report);
}

std::chrono::milliseconds time_for(const Knowledge& knowledge, DeadlineKind kind, Urgency urgency)
{
    const auto& row = urgency == Urgency::urgent ? knowledge.deadlines.urgent : knowledge.deadlines.normal;
    switch (kind) {
        case DeadlineKind::accept:
            return row.accept;
        case DeadlineKind::answer:
            return row.answer;
        case DeadlineKind::resolve:
            return row.resolve;
        case DeadlineKind::close:
            return row.close;
    }
    return row.close;
}

}  // namespace agri110::service
