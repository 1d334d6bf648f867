#include "service/submit_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "service/notices.hpp"
#include "service/throttle.hpp"
#include "service/uploads.hpp"
#include "storage/reports.hpp"

namespace agri110::service {
namespace {

constexpr std::size_t secret_bytes = 12;  // 96 bits: nobody guesses a report

Outcome<void> check_draft(const Context& context, const ReportDraft& draft)
{
    const auto& knowledge = context.knowledge();
    std::vector<FieldError> faults;
    if (!knowledge.regions.is_county(draft.place.county)) faults.push_back({"county", "field.county.unknown"});
    if (draft.place.township) {
        const auto* township = knowledge.regions.find(draft.place.township);
        if (!township || township->parent != draft.place.county)
            faults.push_back({"township", "field.township.unknown"});
    }
    if (!draft.crop.empty() && !knowledge.crops.find(draft.crop)) faults.push_back({"crop", "field.crop.unknown"});
    take_answers(knowledge.first_questions, draft.answers, faults);
    if (draft.notice_version != knowledge.messages.text("privacy.version"))
        faults.push_back({"consent.notice_version", "field.notice.outdated"});
    if (!faults.empty()) return refuse(Fault::invalid, "report.invalid", std::move(faults));
    if (draft.channel != IntakeChannel::web) {
        if (!allows(context.actor, Task::report_for_caller))
            return refuse(Fault::forbidden, "report.channel.forbidden");
    }
    return {};
}

/// Date and six random digits: can be read out on the phone, and does not tell how many reports there are.
std::string new_number(storage::Transaction& tx, const Context& context)
{
    const std::chrono::year_month_day date{day_of(context.now)};
    for (;;) {
        auto number = fmt::format("{:02}{:02}{:02}-{:06}", static_cast<int>(date.year()) % 100,
                                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                  context.ids->below(1'000'000));
        if (!storage::is_number_taken(tx, number)) return number;
    }
}

/// The time comes first, so that new tokens stand side by side in their index; the secret is what cannot be guessed.
std::string new_token(const Context& context)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(context.now.time_since_epoch()).count();
    return fmt::format("{:08x}{}", seconds, context.ids->secret(secret_bytes));
}

Report report_of(storage::Transaction& tx, const Context& context, const ReportDraft& draft,
                 const Understanding& understood)
{
    Report report;
    report.id = context.new_id<ReportId>();
    report.number = new_number(tx, context);
    report.token = new_token(context);
    report.reporter_id = storage::ensure_reporter(tx, draft.reporter.phone, context.new_id<ReporterId>(), context.now);
    report.reporter = draft.reporter;
    report.channel = draft.channel;
    report.place = draft.place;
    report.exact_place = draft.exact_place;
    report.notice_version = draft.notice_version;
    report.text = draft.text;
    std::vector<FieldError> none;  // check_draft has been here before
    report.answers = take_answers(context.knowledge().first_questions, draft.answers, none);
    report.understood = understood;
    report.alert = understood.alert;
    report.crop = report.understood.crop();
    report.kind = report.understood.kind;
    report.urgency = report.understood.urgency;
    report.submitted_at = context.now;
    return report;
}

}  // namespace

Understanding understand(const Context& context, const std::string& text, const std::string& crop)
{
    return triage::understand(context.library->matcher, text, crop);
}

Understanding understand_draft(const Context& context, const ReportDraft& draft)
{
    auto understood = understand(context, draft.text, draft.crop);
    const auto& knowledge = context.knowledge();
    std::vector<FieldError> faults;  // told when the draft is handed in
    weigh_answers(knowledge.first_questions, knowledge.crops,
                  take_answers(knowledge.first_questions, draft.answers, faults), understood);
    return understood;
}

Outcome<Receipt> submit_report(storage::Transaction& tx, const Context& context, const ReportDraft& draft,
                               const Understanding& understood)
{
    if (auto checked = check_draft(context, draft); !checked) return std::unexpected(checked.error());
    if (auto calm = throttle_reports(tx, context, draft.reporter.phone); !calm) return std::unexpected(calm.error());

    auto edit = ReportEdit::submitted(tx, context, report_of(tx, context, draft, understood));
    if (edit.report().alert != Alert::none) page_office(edit);
    auto placed = place(edit);
    if (!placed) return std::unexpected(placed.error());
    if (auto taken = take_photos(tx, context, draft.photos, edit.report().id, {}); !taken)
        return std::unexpected(taken.error());
    return Receipt{edit.report(), std::move(*placed), edit.due(DeadlineKind::accept),
                   tracking_url(context, edit.report())};
}

Outcome<Understanding> preview_understanding(const Context& context, const std::string& text, const std::string& crop)
{
    if (!crop.empty() && !context.knowledge().crops.find(crop))
        return refuse(Fault::invalid, "report.invalid", {{"crop", "field.crop.unknown"}});
    return understand(context, text, crop);
}

}  // namespace agri110::service
