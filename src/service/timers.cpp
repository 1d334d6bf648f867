#include "service/timers.hpp"

#include "service/notices.hpp"
#include "storage/accounts.hpp"
#include "storage/heartbeat.hpp"
#include "storage/kept_replies.hpp"
#include "storage/people.hpp"
#include "storage/photos.hpp"
#include "storage/reports.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::hours replies_kept{48};
constexpr std::chrono::hours uploads_kept{48};

/// Sends an open offer or running work to somebody else.
void move_on(ReportEdit& edit, Action action, OfferOutcome outcome, Wish wish)
{
    edit.move_by_itself(action);
    storage::change_open_assignment(edit.tx(), edit.report().id, outcome, "");
    // Without a wished person, placing cannot refuse: the triage queue is always open.
    if (!place(edit, wish)) throw std::logic_error("a report could not be placed anywhere");
}

void mark_overdue(ReportEdit& edit, DeadlineKind kind)
{
    edit.move_by_itself(Action::mark_overdue, std::string(name_of(kind)));
    if (kind == DeadlineKind::answer && !edit.report().first_answer_at) edit.report().answer_missed = true;
    edit.finish();
    storage::mark_deadline(edit.tx(), edit.report().id, kind);
    notify_overdue(edit, kind);
    if (kind == DeadlineKind::answer && edit.report().alert != Alert::none) page_office(edit);
}

void close_unconfirmed(ReportEdit& edit)
{
    edit.move_by_itself(Action::close);
    storage::change_open_assignment(edit.tx(), edit.report().id, OfferOutcome::finished, "");
    edit.finish();
}

bool can_move_on(State state)
{
    return find_move(state, Action::transfer) != nullptr && state != State::triage && state != State::answered;
}

void transfer_away(storage::Transaction& tx, const Context& context, Report report)
{
    const auto holder = report.commissioner;
    ReportEdit edit(tx, context, std::move(report));
    move_on(edit, Action::transfer, OfferOutcome::moved, {.not_these = {holder}});
}

}  // namespace

Outcome<std::vector<storage::DueDeadline>> find_due(storage::Transaction& tx, const Context& context, int most)
{
    return storage::list_due_deadlines(tx, context.now, most);
}

Outcome<bool> pass_deadline(storage::Transaction& tx, const Context& as_asked, const storage::DueDeadline& due)
{
    const auto context = as_system(as_asked);
    auto report = storage::find_report_unscoped(tx, due.report);
    if (!report) return false;
    ReportEdit edit(tx, context, std::move(*report));
    const auto ends = edit.due(due.kind);
    // Another process, or the person concerned, may have been quicker.
    if (!ends || *ends > context.now) return false;

    switch (due.kind) {
        case DeadlineKind::accept:
            if (edit.report().alert != Alert::none) page_office(edit);
            move_on(edit, Action::lapse, OfferOutcome::lapsed, {});
            return true;
        case DeadlineKind::close:
            close_unconfirmed(edit);
            return true;
        case DeadlineKind::answer:
        case DeadlineKind::resolve:
            mark_overdue(edit, due.kind);
            return true;
    }
    return false;
}

Outcome<bool> is_there_work_to_hand_over(storage::Transaction& tx, const Context& context)
{
    const auto today = day_of(context.now);
    return !storage::list_holders_without_term(tx, today).empty() || !storage::list_offers_to_absent(tx, today).empty();
}

Outcome<int> hand_over(storage::Transaction& tx, const Context& as_asked)
{
    const auto context = as_system(as_asked);
    const auto today = day_of(context.now);
    int moved = 0;
    for (const auto person : storage::list_holders_without_term(tx, today))
        moved += hand_over_work_of(tx, context, person);
    for (const auto id : storage::list_offers_to_absent(tx, today)) {
        transfer_away(tx, context, storage::find_report_unscoped(tx, id).value());
        ++moved;
    }
    return moved;
}

int hand_over_work_of(storage::Transaction& tx, const Context& as_asked, CommissionerId person)
{
    const auto context = as_system(as_asked);
    int moved = 0;
    for (const auto id : storage::list_open_reports_of(tx, person)) {
        auto report = storage::find_report_unscoped(tx, id).value();
        if (!can_move_on(report.state)) continue;
        transfer_away(tx, context, std::move(report));
        ++moved;
    }
    return moved;
}

Outcome<std::vector<std::string>> sweep(storage::Transaction& tx, const Context& context)
{
    storage::beat(tx, context.now);  // however quiet it is, the next start knows what time it was
    storage::remove_expired_sessions(tx, context.now);
    storage::remove_old_replies(tx, context.now - replies_kept);
    storage::remove_old_throttles(tx, context.now);
    return storage::remove_stale_uploads(tx, context.now - uploads_kept);
}

}  // namespace agri110::service
