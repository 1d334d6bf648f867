// A report: a problem told by a reporter, from intake to closure. It is the ticket as well.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/first_questions.hpp"
#include "domain/ids.hpp"
#include "domain/life.hpp"
#include "domain/region.hpp"
#include "domain/time.hpp"
#include "domain/understanding.hpp"

namespace agri110 {

enum class ReporterKind { farmer, cooperative, enterprise };
enum class IntakeChannel { web, hotline, informant, open311, import };
/// What the reporter said in the end. `better` and `not_tried` are not "solved" and are never counted as such.
enum class Feedback { solved, better, unsolved, not_tried };
enum class RefusalReason { not_my_field, too_far, too_busy, on_leave, conflict, other };

std::string_view name_of(ReporterKind kind);
std::string_view name_of(IntakeChannel channel);
std::string_view name_of(Feedback feedback);
std::string_view name_of(RefusalReason reason);
std::optional<ReporterKind> reporter_kind_of(std::string_view name);
std::optional<IntakeChannel> intake_channel_of(std::string_view name);
std::optional<Feedback> feedback_of(std::string_view name);
std::optional<RefusalReason> refusal_reason_of(std::string_view name);

/// Who has the problem, as told with this report.
struct ReporterDetails {
    ReporterKind kind = ReporterKind::farmer;
    std::string name{};
    std::string phone{};
    std::string organisation{};
};

struct Place {
    RegionCode county = 0;
    RegionCode township = 0;  // 0 when not said
    std::string village{};
};

/// A photo on its way: whoever knows the secret has sent it.
struct UploadClaim {
    UploadId id{};
    std::string secret{};
};

/// What somebody hands in; limits are checked where it is read.
struct ReportDraft {
    ReporterDetails reporter{};
    Place place{};
    std::string crop{};  // the reporter's own choice, "" when none
    std::string text{};
    std::vector<GivenAnswer> answers{};  // to the first questions
    std::vector<UploadClaim> photos{};
    std::string notice_version{};
    bool exact_place = false;  // separate consent to keep village and township visible to the commissioner
    IntakeChannel channel = IntakeChannel::web;
};

struct Confirmation {
    Feedback outcome = Feedback::solved;
    int score = 0;  // 1..5, 0 when not given
    std::string text{};
    Instant at{};
};

struct Visit {
    Instant at{};
    std::string note{};
    Instant planned_at{};
};

struct Report {
    ReportId id{};
    std::string number{};  // yymmdd-nnnnnn, can be said on the phone
    std::string token{};   // 128 random bits: who holds the tracking link is the reporter
    ReporterId reporter_id{};
    ReporterDetails reporter{};
    IntakeChannel channel = IntakeChannel::web;
    Place place{};
    bool exact_place = false;
    std::string notice_version{};
    std::string text{};
    std::vector<Answer> answers{};  // to the first questions
    Understanding understood{};
    Alert alert = Alert::none;          // as it stands: the gravest heard, or what a person has judged since
    Alert alert_cleared = Alert::none;  // taken back last by a person, and not raised again since
    std::string crop{};                 // filed under; starts as what was understood, staff may correct it
    ProblemKind kind = ProblemKind::other;
    Urgency urgency = Urgency::normal;

    State state = State::submitted;
    std::int64_t version = 1;  // grows with every change; the ETag
    TeamId team{};
    CommissionerId commissioner{};  // the holder
    bool reporter_waits = false;    // the reporter wrote after the last answer

    Instant submitted_at{};
    Instant answer_due{};  // of the first answer
    std::optional<Instant> first_answer_at{};
    bool answer_missed = false;  // the first answer's deadline passed without one
    std::optional<Instant> finished_at{};
    int reopened = 0;
    std::optional<Visit> visit{};
    std::optional<Confirmation> confirmation{};
    ReportId duplicate_of{};
};

/// False for what only authorities may make public: a suspected epidemic, mass death, poisoned people. Neither such a
/// report nor anything made from it is ever shown in a public view.
bool may_become_public(const Report& report);

struct Deadline {
    DeadlineKind kind = DeadlineKind::accept;
    Instant due{};
};

/// Who did something: shown in histories. Names are kept as they were at the time.
struct Author {
    Party party = Party::system;
    AccountId account{};
    std::string name{};
};

/// What the note of an event about an alert says: which one, and why. Its text is "<alert>" or "<alert>: <reason>".
struct AlertNote {
    Alert alert = Alert::none;
    std::string reason{};
};
std::string write_note(const AlertNote& note);
std::optional<AlertNote> read_alert_note(std::string_view note);

/// One append-only line of a report's history.
struct Event {
    EventId id{};
    ReportId report{};
    Instant at{};
    Author author{};
    std::string action{};  // name of an Action, or "submit"
    std::optional<State> from{};
    State to = State::submitted;
    std::string note{};
};

enum class MessageKind { answer, question, reply };
std::string_view name_of(MessageKind kind);
std::optional<MessageKind> message_kind_of(std::string_view name);

struct Message {
    MessageId id{};
    ReportId report{};
    Instant at{};
    MessageKind kind = MessageKind::reply;
    Author author{};
    std::string text{};
};

/// How one offer to one person ended.
enum class OfferOutcome { open, accepted, refused, lapsed, moved, finished };
std::string_view name_of(OfferOutcome outcome);
std::optional<OfferOutcome> offer_outcome_of(std::string_view name);

struct Assignment {
    AssignmentId id{};
    ReportId report{};
    TeamId team{};
    CommissionerId commissioner{};
    Instant offered_at{};
    Instant respond_by{};
    OfferOutcome outcome = OfferOutcome::open;
    std::string note{};
};

/// A stored photo: always JPEG without metadata, kept under its hash.
struct Photo {
    UploadId id{};
    std::string sha256{};  // hex; the file's name
    ReportId report{};
    MessageId message{};  // 0: it came with the report itself
};

}  // namespace agri110
