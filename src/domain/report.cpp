#include "domain/report.hpp"

#include "domain/names.hpp"

namespace agri110 {
namespace {

constexpr std::array<std::string_view, 3> reporter_kinds{"farmer", "cooperative", "enterprise"};
constexpr std::array<std::string_view, 5> channels{"web", "hotline", "informant", "open311", "import"};
constexpr std::array<std::string_view, 4> feedbacks{"solved", "better", "unsolved", "not_tried"};
constexpr std::array<std::string_view, 6> refusal_reasons{"not_my_field", "too_far",  "too_busy",
                                                          "on_leave",     "conflict", "other"};
constexpr std::array<std::string_view, 3> message_kinds{"answer", "question", "reply"};
constexpr std::array<std::string_view, 6> offer_outcomes{"open", "accepted", "refused", "lapsed", "moved", "finished"};

template <class E, std::size_t N>
std::string_view at(const std::array<std::string_view, N>& names, E value)
{
    return names.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view name_of(ReporterKind kind)
{
    return at(reporter_kinds, kind);
}
std::string_view name_of(IntakeChannel channel)
{
    return at(channels, channel);
}
std::string_view name_of(Feedback feedback)
{
    return at(feedbacks, feedback);
}
std::string_view name_of(RefusalReason reason)
{
    return at(refusal_reasons, reason);
}
std::string_view name_of(MessageKind kind)
{
    return at(message_kinds, kind);
}
std::string_view name_of(OfferOutcome outcome)
{
    return at(offer_outcomes, outcome);
}
std::optional<ReporterKind> reporter_kind_of(std::string_view name)
{
    return value_named<ReporterKind>(reporter_kinds, name);
}
std::optional<IntakeChannel> intake_channel_of(std::string_view name)
{
    return value_named<IntakeChannel>(channels, name);
}
std::optional<Feedback> feedback_of(std::string_view name)
{
    return value_named<Feedback>(feedbacks, name);
}
std::optional<RefusalReason> refusal_reason_of(std::string_view name)
{
    return value_named<RefusalReason>(refusal_reasons, name);
}
std::optional<MessageKind> message_kind_of(std::string_view name)
{
    return value_named<MessageKind>(message_kinds, name);
}
std::optional<OfferOutcome> offer_outcome_of(std::string_view name)
{
    return value_named<OfferOutcome>(offer_outcomes, name);
}

bool may_become_public(const Report& report)
{
    return report.alert == Alert::none;
}

std::string write_note(const AlertNote& note)
{
    const std::string name(name_of(note.alert));
    return note.reason.empty() ? name : name + ": " + note.reason;
}

std::optional<AlertNote> read_alert_note(std::string_view note)
{
    const auto colon = note.find(": ");
    const auto alert = alert_of(note.substr(0, colon));
    if (!alert) return std::nullopt;
    return AlertNote{*alert, colon == std::string_view::npos ? std::string{} : std::string(note.substr(colon + 2))};
}

}  // namespace agri110
