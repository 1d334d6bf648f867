// What must be acted on at once: raised by what the reporter says, raised and taken back by people.
#pragma once

#include <string>

#include "service/work_on_report.hpp"

namespace agri110::service {

/// What comes up only later counts as much as what was said at first. Raises what is graver than the alert that stands.
/// What a person has taken back is not raised again on a guess: that kind needs words that one of its rules names.
/// Another kind is raised as ever.
void heed_alert(ReportEdit& edit, const std::string& text);

struct AlertJudgement {
    Alert alert = Alert::none;  // what the actor takes it for
    std::string reason{};       // required, at least 3 characters, where the alert that stands is taken back
};
/// What a person takes the report for. A named alert is raised: the reporter is told what to do, the office is paged,
/// the holder warned, the report becomes urgent, its deadlines come nearer, and a case made of it leaves the public.
/// None or a lesser one takes back what stands; that alone changes neither urgency nor deadlines, so that nobody loses
/// time by a click, and what was sent stays sent. Refuses `alert.same` (409) and `alert.reason` (422).
Outcome<ReportView> judge_alert(storage::Transaction& tx, const Context& context, const Ticket& ticket,
                                const AlertJudgement& judgement);

}  // namespace agri110::service
