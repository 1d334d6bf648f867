#include "service/work_on_report.hpp"

#include "service/documents.hpp"
#include "service/notices.hpp"
#include "service/uploads.hpp"
#include "storage/history.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::days visits_ahead_at_most{60};

/// Opens the report, makes the move, and leaves the edit to the caller.
Outcome<ReportEdit> begin(storage::Transaction& tx, const Context& context, const Ticket& ticket, Action action,
                          std::string note = {})
{
    auto report = open_report(tx, context, ticket.id, ticket.expected_version);
    if (!report) return std::unexpected(report.error());
    ReportEdit edit(tx, context, std::move(*report));
    if (auto moved = edit.move(action, std::move(note)); !moved) return std::unexpected(moved.error());
    return edit;
}

ReportView view(ReportEdit& edit)
{
    return view_of(edit.tx(), edit.context(), edit.report());
}

/// Routes anew and tells the outcome as a view; the actor may have lost sight of the report by that.
Outcome<ReportView> replace(ReportEdit& edit, const Wish& wish)
{
    if (auto placed = place(edit, wish); !placed) return std::unexpected(placed.error());
    return view(edit);
}

Outcome<void> write_message(ReportEdit& edit, MessageKind kind, const Author& author, const Writing& writing)
{
    const auto& context = edit.context();
    const Message message{context.new_id<MessageId>(), edit.report().id, context.now, kind, author, writing.text};
    storage::insert_message(edit.tx(), message);
    return take_photos(edit.tx(), context, writing.photos, edit.report().id, message.id);
}

void end_offer(ReportEdit& edit, OfferOutcome outcome, std::string_view note = {})
{
    storage::change_open_assignment(edit.tx(), edit.report().id, outcome, note);
}

}  // namespace

Outcome<ReportView> accept_report(storage::Transaction& tx, const Context& context, const Ticket& ticket)
{
    auto edit = begin(tx, context, ticket, Action::accept);
    if (!edit) return std::unexpected(edit.error());
    end_offer(*edit, OfferOutcome::accepted);
    edit->finish();
    notify_reporter(*edit, "accepted", {{"person", context.actor.name}});
    return view(*edit);
}

Outcome<ReportView> refuse_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const Refusing& refusing)
{
    const auto note = std::string(name_of(refusing.reason)) + (refusing.note.empty() ? "" : ": " + refusing.note);
    auto edit = begin(tx, context, ticket, Action::refuse, note);
    if (!edit) return std::unexpected(edit.error());
    end_offer(*edit, OfferOutcome::refused, note);
    return replace(*edit, {});
}

Outcome<ReportView> answer_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const Writing& writing)
{
    auto edit = begin(tx, context, ticket, Action::answer);
    if (!edit) return std::unexpected(edit.error());
    auto& report = edit->report();
    if (!report.first_answer_at) report.first_answer_at = context.now;
    report.reporter_waits = false;
    if (auto written = write_message(*edit, MessageKind::answer, edit->author_of(Action::answer), writing); !written)
        return std::unexpected(written.error());
    if (auto noted = record_inserted(tx, context, report.id, writing.inserted); !noted)
        return std::unexpected(noted.error());
    edit->finish();
    notify_reporter(*edit, "answered", {{"person", context.actor.name}});
    return view(*edit);
}

Outcome<ReportView> ask_reporter(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                 const Writing& writing)
{
    auto edit = begin(tx, context, ticket, Action::ask);
    if (!edit) return std::unexpected(edit.error());
    edit->report().reporter_waits = false;
    if (auto written = write_message(*edit, MessageKind::question, edit->author_of(Action::ask), writing); !written)
        return std::unexpected(written.error());
    edit->finish();
    notify_reporter(*edit, "asked_back", {{"person", context.actor.name}});
    return view(*edit);
}

Outcome<ReportView> plan_visit(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                               const VisitPlan& plan)
{
    if (plan.at < context.now || plan.at > context.now + visits_ahead_at_most)
        return refuse(Fault::invalid, "visit.invalid", {{"at", "field.visit.out_of_range"}});
    auto edit = begin(tx, context, ticket, Action::plan_visit, plan.note);
    if (!edit) return std::unexpected(edit.error());
    edit->report().visit = Visit{plan.at, plan.note, context.now};
    edit->finish();
    notify_reporter(*edit, "visit_planned", {{"person", context.actor.name}});
    return view(*edit);
}

Outcome<ReportView> transfer_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                    const Transfer& transfer)
{
    auto edit = begin(tx, context, ticket, Action::transfer, transfer.reason);
    if (!edit) return std::unexpected(edit.error());
    end_offer(*edit, OfferOutcome::moved, transfer.reason);
    Wish wish{.commissioner = transfer.commissioner, .team = transfer.team};
    if (const auto holder = edit->report().commissioner; holder && transfer.commissioner != holder)
        wish.not_these.push_back(holder);
    return replace(*edit, wish);
}

Outcome<ReportView> resolve_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                   const std::string& text)
{
    auto edit = begin(tx, context, ticket, Action::resolve, text);
    if (!edit) return std::unexpected(edit.error());
    edit->report().reporter_waits = false;
    edit->finish();
    notify_reporter(*edit, "resolved", {{"person", context.actor.name}});
    return view(*edit);
}

Outcome<ReportView> reject_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const std::string& reason)
{
    auto edit = begin(tx, context, ticket, Action::reject, reason);
    if (!edit) return std::unexpected(edit.error());
    end_offer(*edit, OfferOutcome::finished, reason);
    edit->finish();
    notify_reporter(*edit, "rejected", {{"reason", reason}});
    return view(*edit);
}

Outcome<ReportView> mark_duplicate(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                   const std::string& of)
{
    const auto other = storage::find_visible_report_by_number(tx, context.actor, of);
    if (!other) return refuse(Fault::invalid, "duplicate.invalid", {{"of", "field.duplicate.unknown"}});
    if (other->id == ticket.id || other->duplicate_of)
        return refuse(Fault::invalid, "duplicate.invalid", {{"of", "field.duplicate.chain"}});
    auto edit = begin(tx, context, ticket, Action::mark_duplicate, other->number);
    if (!edit) return std::unexpected(edit.error());
    edit->report().duplicate_of = other->id;
    end_offer(*edit, OfferOutcome::finished);
    edit->finish();
    notify_reporter(*edit, "duplicate", {{"other", other->number}});
    return view(*edit);
}

Outcome<ReportView> reopen_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                  const std::string& reason)
{
    auto edit = begin(tx, context, ticket, Action::reopen, reason);
    if (!edit) return std::unexpected(edit.error());
    auto& report = edit->report();
    ++report.reopened;
    report.confirmation.reset();
    report.duplicate_of = {};
    end_offer(*edit, OfferOutcome::finished);
    return replace(*edit, {});
}

Outcome<ReportView> reclassify_report(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                      const Correction& correction)
{
    if (correction.crop && !correction.crop->empty() && !context.knowledge().crops.find(*correction.crop))
        return refuse(Fault::invalid, "report.invalid", {{"crop", "field.crop.unknown"}});
    auto edit = begin(tx, context, ticket, Action::reclassify);
    if (!edit) return std::unexpected(edit.error());
    auto& report = edit->report();
    if (correction.crop) report.crop = *correction.crop;
    if (correction.kind) report.kind = *correction.kind;
    if (correction.urgency) report.urgency = *correction.urgency;
    if (report.urgency == Urgency::urgent && edit->before().urgency != Urgency::urgent) edit->hasten();

    const bool routable = report.state == State::triage && report.crop != edit->before().crop && !report.crop.empty();
    if (!routable) {
        edit->finish();
        return view(*edit);
    }
    if (auto moved = edit->move(Action::transfer); !moved) return std::unexpected(moved.error());
    return replace(*edit, {});
}

}  // namespace agri110::service
