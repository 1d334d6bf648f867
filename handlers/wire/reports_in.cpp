#include "handlers/call.hpp"
#include "handlers/wire/public_cases.hpp"
#include "handlers/wire/reports.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t longest_text = 5000;
constexpr std::size_t longest_note = 500;
constexpr std::size_t longest_alert_reason = 200;
constexpr std::size_t most_photos = 20;  // a sanity bound; the rule is the service's
constexpr std::size_t most_inserted = 5;
constexpr std::int64_t first_region = 100000;
constexpr std::int64_t last_region = 999999;
constexpr std::int64_t last_township = 999999999;

/// "<id>-<secret>", as an upload answered it.
std::vector<UploadClaim> read_photos(Fields& fields)
{
    std::vector<UploadClaim> claims;
    for (const auto& text : fields.texts("photos", most_photos, {1, 60})) {
        const auto dash = text.find('-');
        const auto id = dash == std::string::npos ? 0 : Call::number(std::string_view(text).substr(0, dash));
        if (id == 0) {
            fields.fault("photos", "field.photos.unknown");
            break;
        }
        claims.push_back({UploadId{id}, text.substr(dash + 1)});
    }
    return claims;
}

std::vector<GivenAnswer> read_answers(Fields& fields)
{
    std::vector<GivenAnswer> answers;
    for (auto& [question, value] : fields.values("answers", most_answers, {0, longest_answer}))
        if (!value.empty()) answers.push_back({std::move(question), std::move(value)});
    return answers;
}

ReporterDetails read_reporter(Fields fields)
{
    ReporterDetails reporter;
    reporter.kind = fields.choice("kind", reporter_kind_of);
    reporter.name = fields.text("name", {0, 30});
    reporter.phone = fields.phone("phone");
    reporter.organisation = fields.text("organisation", {0, 60});
    fields.unknown_fields();
    return reporter;
}

}  // namespace

ReportDraft read_report_draft(Fields& fields)
{
    ReportDraft draft;
    draft.reporter = read_reporter(fields.object("reporter"));
    draft.place.county = fields.number("county", first_region, last_region);
    draft.place.township = fields.number_or("township", first_region, last_township, 0);
    draft.place.village = fields.text("village", {0, 60});
    draft.crop = fields.text("crop", {0, 60});
    draft.text = fields.text("text", {2, longest_text});
    draft.answers = read_answers(fields);
    draft.photos = read_photos(fields);
    auto consent = fields.object("consent");
    draft.notice_version = consent.text("notice_version", {1, 20});
    draft.exact_place = consent.flag_or("exact_place", false);
    consent.unknown_fields();
    draft.channel = fields.maybe_choice("channel", intake_channel_of).value_or(IntakeChannel::web);
    return draft;
}

service::Writing read_writing(Fields& fields)
{
    service::Writing writing;
    writing.text = fields.text("text", {1, longest_text});
    writing.photos = read_photos(fields);
    return writing;
}

service::Writing read_answer(Fields& fields)
{
    auto writing = read_writing(fields);
    for (auto& item : fields.objects("inserted", most_inserted)) {
        writing.inserted.push_back(read_document_name(item));
        item.unknown_fields();
    }
    return writing;
}

service::Saying read_saying(Fields& fields)
{
    service::Saying saying;
    saying.outcome = fields.choice("outcome", feedback_of);
    saying.score = static_cast<int>(fields.number_or("score", 1, 5, 0));
    saying.text = fields.text("text", {0, longest_note});
    return saying;
}

std::string read_reason(Fields& fields)
{
    return fields.text("reason", {1, longest_note});
}

std::string read_optional_reason(Fields& fields)
{
    return fields.text("reason", {0, longest_note});
}

std::string read_resolution(Fields& fields)
{
    return fields.text("text", {1, longest_text});
}

std::string read_duplicate(Fields& fields)
{
    return fields.text("of", {1, 20});
}

service::Refusing read_refusing(Fields& fields)
{
    return {fields.choice("reason", refusal_reason_of), fields.text("note", {0, longest_note})};
}

service::VisitPlan read_visit(Fields& fields)
{
    return {fields.instant("at"), fields.text("note", {0, longest_note})};
}

service::Transfer read_transfer(Fields& fields)
{
    return {fields.text("reason", {0, longest_note}), fields.maybe_id<CommissionerId>("commissioner"),
            fields.maybe_id<TeamId>("team")};
}

service::Correction read_correction(Fields& fields)
{
    return {fields.maybe_text("crop", {0, 60}), fields.maybe_choice("kind", problem_kind_of),
            fields.maybe_choice("urgency", urgency_of)};
}

service::AlertJudgement read_alert_judgement(Fields& fields)
{
    return {fields.choice("alert", alert_of), fields.text("reason", {0, longest_alert_reason})};
}

routing::Need read_need(Fields& fields)
{
    routing::Need need;
    need.crop = fields.text("crop", {0, 60});
    need.region = fields.number("county", first_region, last_region);
    need.kind = fields.maybe_choice("kind", problem_kind_of).value_or(ProblemKind::other);
    need.urgency = fields.maybe_choice("urgency", urgency_of).value_or(Urgency::normal);
    return need;
}

bool read_nothing(Fields&)
{
    return true;
}

}  // namespace agri110::handlers::wire
