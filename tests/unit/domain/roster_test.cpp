// Terms and leave: both their days count, and a term that ended early ends there.
#include "domain/roster.hpp"

#include <gtest/gtest.h>

#include "domain/report.hpp"

namespace agri110 {
namespace {

using namespace std::chrono;

Day on(year_month_day day)
{
    return Day{local_days{day}};
}

Appointment the_term()
{
    Appointment term;
    term.first = on(2026y / January / 1);
    term.last = on(2026y / December / 31);
    return term;
}

TEST(Roster, ATermIsServedFromItsFirstToItsLastDay)
{
    const auto term = the_term();
    EXPECT_FALSE(term.active_on(on(2025y / December / 31)));
    EXPECT_TRUE(term.active_on(on(2026y / January / 1)));
    EXPECT_TRUE(term.active_on(on(2026y / December / 31)));
    EXPECT_FALSE(term.active_on(on(2027y / January / 1)));
}

TEST(Roster, SomeoneWhoLeftEarlyIsNotSentAfterwards)
{
    auto term = the_term();
    term.ended = on(2026y / June / 30);
    EXPECT_TRUE(term.active_on(on(2026y / June / 30)));
    EXPECT_FALSE(term.active_on(on(2026y / July / 1)));
    term.ended = term.first - days{1};
    EXPECT_FALSE(term.active_on(term.first)) << "a term that ended before it began was never served";
}

TEST(Roster, LeaveCoversBothItsDays)
{
    Absence leave;
    leave.first = on(2026y / May / 1);
    leave.last = on(2026y / May / 3);
    EXPECT_FALSE(leave.covers(leave.first - days{1}));
    EXPECT_TRUE(leave.covers(leave.first));
    EXPECT_TRUE(leave.covers(leave.last));
    EXPECT_FALSE(leave.covers(leave.last + days{1}));
}

TEST(Roster, NamesOfProgrammesLevelsAndEndsReadBack)
{
    for (const auto programme :
         {Programme::commissioner, Programme::three_areas, Programme::enterprise, Programme::international})
        EXPECT_EQ(programme_of(name_of(programme)), programme);
    for (const auto level : {Level::province, Level::prefecture, Level::county})
        EXPECT_EQ(level_of(name_of(level)), level);
    for (const auto end :
         {TermOutcome::completed, TermOutcome::withdrawn, TermOutcome::removed, TermOutcome::transferred})
        EXPECT_EQ(term_outcome_of(name_of(end)), end);
    EXPECT_EQ(programme_of("none"), std::nullopt);
}

TEST(Roster, NamesInsideAReportReadBack)
{
    for (const auto kind : {ReporterKind::farmer, ReporterKind::cooperative, ReporterKind::enterprise})
        EXPECT_EQ(reporter_kind_of(name_of(kind)), kind);
    for (const auto channel : {IntakeChannel::web, IntakeChannel::hotline, IntakeChannel::informant,
                               IntakeChannel::open311, IntakeChannel::import})
        EXPECT_EQ(intake_channel_of(name_of(channel)), channel);
    for (const auto said : {Feedback::solved, Feedback::better, Feedback::unsolved, Feedback::not_tried})
        EXPECT_EQ(feedback_of(name_of(said)), said);
    for (const auto reason : {RefusalReason::not_my_field, RefusalReason::too_far, RefusalReason::too_busy,
                              RefusalReason::on_leave, RefusalReason::conflict, RefusalReason::other})
        EXPECT_EQ(refusal_reason_of(name_of(reason)), reason);
    for (const auto kind : {MessageKind::answer, MessageKind::question, MessageKind::reply})
        EXPECT_EQ(message_kind_of(name_of(kind)), kind);
    for (const auto ended : {OfferOutcome::open, OfferOutcome::accepted, OfferOutcome::refused, OfferOutcome::lapsed,
                             OfferOutcome::moved, OfferOutcome::finished})
        EXPECT_EQ(offer_outcome_of(name_of(ended)), ended);
    for (const auto kind : all_problem_kinds()) EXPECT_EQ(problem_kind_of(name_of(kind)), kind);
    EXPECT_EQ(urgency_of(name_of(Urgency::urgent)), Urgency::urgent);
}

}  // namespace
}  // namespace agri110
