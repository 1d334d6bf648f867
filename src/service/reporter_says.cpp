#include "service/reporter_says.hpp"

#include "service/alerts.hpp"
#include "service/documents.hpp"
#include "service/notices.hpp"
#include "service/phone_codes.hpp"
#include "service/throttle.hpp"
#include "service/uploads.hpp"
#include "storage/history.hpp"
#include "storage/reports.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::days reopening_allowed{30};
constexpr int my_reports_at_most = 50;

Outcome<ReportEdit> open_own(storage::Transaction& tx, const Context& context)
{
    auto report = storage::find_report_by_token(tx, context.actor.token);
    if (!report) return refuse(Fault::not_found, "report.unknown");
    return ReportEdit(tx, context, std::move(*report));
}

Outcome<void> say(ReportEdit& edit, const Writing& writing)
{
    const auto& context = edit.context();
    const Message message{context.new_id<MessageId>(),      edit.report().id, context.now, MessageKind::reply,
                          Author{.party = Party::reporter}, writing.text};
    storage::insert_message(edit.tx(), message);
    return take_photos(edit.tx(), context, writing.photos, edit.report().id, message.id);
}

Outcome<ReportView> route_again(ReportEdit& edit)
{
    if (auto placed = place(edit); !placed) return std::unexpected(placed.error());
    return view_of(edit.tx(), edit.context(), edit.report());
}

Action action_for(Feedback outcome)
{
    switch (outcome) {
        case Feedback::solved:
        case Feedback::better:
            return Action::confirm;
        case Feedback::unsolved:
            return Action::dispute;
        case Feedback::not_tried:
            return Action::defer;
    }
    return Action::defer;
}

/// An "unsolved" stands until it is answered; saying it again would only pad the history.
bool said_already(const Report& report, Feedback outcome)
{
    return report.confirmation && report.confirmation->outcome == outcome && outcome == Feedback::unsolved &&
           report.reporter_waits;
}

}  // namespace

Outcome<ReportView> reply_to_report(storage::Transaction& tx, const Context& context, const Writing& writing)
{
    auto edit = open_own(tx, context);
    if (!edit) return std::unexpected(edit.error());
    if (auto moved = edit->move(Action::reply); !moved) return std::unexpected(moved.error());
    edit->report().reporter_waits = true;
    if (auto written = say(*edit, writing); !written) return std::unexpected(written.error());
    heed_alert(*edit, writing.text);
    edit->finish();
    notify_holder(*edit, "reporter_wrote");
    return view_of(tx, context, edit->report());
}

Outcome<ReportView> confirm_report(storage::Transaction& tx, const Context& context, const Saying& saying)
{
    auto edit = open_own(tx, context);
    if (!edit) return std::unexpected(edit.error());
    auto& report = edit->report();
    if (is_open(report.state) && !report.first_answer_at) return refuse(Fault::conflict, "confirmation.no_answer");
    if (!is_open(report.state) || said_already(report, saying.outcome))
        return refuse(Fault::conflict, "confirmation.already");

    if (auto moved = edit->move(action_for(saying.outcome), std::string(name_of(saying.outcome))); !moved)
        return std::unexpected(moved.error());
    report.confirmation = Confirmation{saying.outcome, saying.score, saying.text, context.now};
    report.reporter_waits = saying.outcome == Feedback::unsolved;
    if (saying.outcome == Feedback::solved || saying.outcome == Feedback::better) count_what_helped(tx, report.id);
    if (report.state == State::closed) storage::change_open_assignment(tx, report.id, OfferOutcome::finished, "");
    if (report.reporter_waits) heed_alert(*edit, saying.text);
    if (report.state == State::submitted) {
        storage::change_open_assignment(tx, report.id, OfferOutcome::finished, "");
        return route_again(*edit);
    }
    edit->finish();
    notify_holder(*edit, saying.outcome == Feedback::unsolved ? "reporter_unsolved" : "reporter_confirmed");
    return view_of(tx, context, report);
}

Outcome<ReportView> withdraw_report(storage::Transaction& tx, const Context& context, const std::string& reason)
{
    auto edit = open_own(tx, context);
    if (!edit) return std::unexpected(edit.error());
    if (auto moved = edit->move(Action::withdraw, reason); !moved) return std::unexpected(moved.error());
    storage::change_open_assignment(tx, edit->report().id, OfferOutcome::finished, "");
    edit->finish();
    notify_holder(*edit, "reporter_withdrew");
    return view_of(tx, context, edit->report());
}

Outcome<ReportView> reopen_own_report(storage::Transaction& tx, const Context& context, const std::string& reason)
{
    auto edit = open_own(tx, context);
    if (!edit) return std::unexpected(edit.error());
    auto& report = edit->report();
    if (report.finished_at && context.now - *report.finished_at > reopening_allowed)
        return refuse(Fault::conflict, "reopening.too_late");
    if (auto moved = edit->move(Action::reopen, reason); !moved) return std::unexpected(moved.error());
    ++report.reopened;
    report.confirmation.reset();
    report.reporter_waits = true;
    storage::change_open_assignment(tx, report.id, OfferOutcome::finished, "");
    if (auto written = say(*edit, {.text = reason}); !written) return std::unexpected(written.error());
    heed_alert(*edit, reason);
    return route_again(*edit);
}

Outcome<bool> send_phone_code(storage::Transaction& tx, const Context& context, const std::string& phone)
{
    const auto window = std::chrono::hours{1};
    if (!count_within(tx, context, "code", phone, context.limits->codes_per_phone_per_hour, window))
        return refuse(Fault::too_many, "throttled.codes");
    enqueue(tx, context, phone, "phone_code", {{"code", make_phone_code(tx, context, phone)}});
    return true;
}

Outcome<MyReports> list_my_reports(storage::Transaction& tx, const Context& context, const std::string& phone,
                                   const std::string& code)
{
    MyReports mine{.code_accepted = use_phone_code(tx, context, phone, code)};
    if (!mine.code_accepted) return mine;
    if (const auto reporter = storage::find_reporter(tx, phone))
        mine.reports = storage::list_reports_of_reporter(tx, *reporter, my_reports_at_most);
    for (const auto& report : mine.reports) mine.tracking_urls.push_back(tracking_url(context, report));
    return mine;
}

}  // namespace agri110::service
