#include "service/alerts.hpp"

#include "service/notices.hpp"
#include "service/solved_cases.hpp"
#include "service/submit_report.hpp"
#include "text/utf8.hpp"

namespace agri110::service {
namespace {

constexpr std::size_t shortest_reason = 3;  // characters

void raise_alert(ReportEdit& edit, Alert alert)
{
    auto& report = edit.report();
    report.alert = alert;
    if (report.alert_cleared == alert) report.alert_cleared = Alert::none;
    report.urgency = Urgency::urgent;
    edit.hasten();
    page_office(edit);
    withdraw_case_of(edit.tx(), edit.context(), report.id);
}

/// They are not at the page, as a reporter is who has just written, and whoever holds the report has less time now.
void tell_those_concerned(ReportEdit& edit)
{
    const auto& report = edit.report();
    const auto& messages = edit.context().knowledge().messages;
    notify_reporter(edit, "alert_raised",
                    {{"alert", messages.text("alert.name." + std::string(name_of(report.alert)))}});
    if (edit.context().actor.commissioner != report.commissioner) notify_holder(edit, "alert_on_held");
}

Outcome<void> clear_alert(ReportEdit& edit, const std::string& reason)
{
    auto& report = edit.report();
    if (auto moved = edit.move(Action::clear_alert, write_note({report.alert, reason})); !moved) return moved;
    if (text::count_characters(reason) < shortest_reason)
        return refuse(Fault::invalid, "alert.reason", {{"reason", "field.alert.reason"}});
    report.alert_cleared = report.alert;
    report.alert = Alert::none;
    return {};
}

}  // namespace

void heed_alert(ReportEdit& edit, const std::string& text)
{
    const auto& report = edit.report();
    const auto heard = understand(edit.context(), text, report.crop);
    if (!is_graver(heard.alert, report.alert)) return;
    if (heard.alert == report.alert_cleared &&
        !is_said_outright(edit.context().knowledge().lexicon, heard.alert, heard.alert_words))
        return;
    edit.move_by_itself(Action::raise_alert, write_note({heard.alert, {}}));
    raise_alert(edit, heard.alert);
}

Outcome<ReportView> judge_alert(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                const AlertJudgement& judgement)
{
    auto report = open_report(tx, context, ticket.id, ticket.expected_version);
    if (!report) return std::unexpected(report.error());
    const auto stands = report->alert;
    ReportEdit edit(tx, context, std::move(*report));
    if (judgement.alert == stands) return refuse(Fault::conflict, "alert.same");
    if (!is_graver(judgement.alert, stands))
        if (auto cleared = clear_alert(edit, judgement.reason); !cleared) return std::unexpected(cleared.error());
    if (judgement.alert != Alert::none) {
        if (auto moved = edit.move(Action::raise_alert, write_note({judgement.alert, judgement.reason})); !moved)
            return std::unexpected(moved.error());
        raise_alert(edit, judgement.alert);
        tell_those_concerned(edit);
    }
    edit.finish();
    return view_of(tx, context, edit.report());
}

}  // namespace agri110::service
