// Identifiers: one type a noun, so that a team's id cannot be passed where a report's is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace agri110 {

/// A positive 53-bit number made by the program (see IdSource), safe in JavaScript; 0 means "none yet".
template <class Noun>
struct Id {
    std::int64_t value = 0;

    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using ReportId = Id<struct ReportNoun>;
using ReporterId = Id<struct ReporterNoun>;
using CommissionerId = Id<struct CommissionerNoun>;
using TeamId = Id<struct TeamNoun>;
using CoverageId = Id<struct CoverageNoun>;
using AppointmentId = Id<struct AppointmentNoun>;
using AbsenceId = Id<struct AbsenceNoun>;
using AssignmentId = Id<struct AssignmentNoun>;
using EventId = Id<struct EventNoun>;
using MessageId = Id<struct MessageNoun>;
using AccountId = Id<struct AccountNoun>;
using NoticeId = Id<struct NoticeNoun>;
using UploadId = Id<struct UploadNoun>;
using CaseId = Id<struct CaseNoun>;

}  // namespace agri110

template <class Noun>
struct std::hash<agri110::Id<Noun>> {
    std::size_t operator()(agri110::Id<Noun> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
