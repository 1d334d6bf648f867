// What the reporter does with a tracking link: talk, say whether it helped, take it back, open it again. The actor is
// the reporter of exactly that link. All refuse `report.unknown` (404) and `report.move` (409), and give the new view.
#pragma once

#include "service/work_on_report.hpp"

namespace agri110::service {

/// A reply after an answer makes the next answer due.
Outcome<ReportView> reply_to_report(storage::Transaction& tx, const Context& context, const Writing& writing);

struct Saying {
    Feedback outcome = Feedback::solved;
    int score = 0;  // 1..5, 0 not given
    std::string text{};
};
/// solved and better close the report; unsolved sends it back to work; not_tried gives more time. Refuses
/// `confirmation.no_answer` (409) before the first answer and `confirmation.already` (409) for a second word without a
/// new answer in between.
Outcome<ReportView> confirm_report(storage::Transaction& tx, const Context& context, const Saying& saying);

Outcome<ReportView> withdraw_report(storage::Transaction& tx, const Context& context, const std::string& reason);
/// Within 30 days after it was closed; later `reopening.too_late` (409).
Outcome<ReportView> reopen_own_report(storage::Transaction& tx, const Context& context, const std::string& reason);

/// "My reports": a code goes to the phone as a notice. Says nothing about whether the phone is known.
Outcome<bool> send_phone_code(storage::Transaction& tx, const Context& context, const std::string& phone);
struct MyReports {
    bool code_accepted = false;
    std::vector<Report> reports{};
    std::vector<std::string> tracking_urls{};
};
/// A value also when the code is wrong, so that the failed try is counted.
Outcome<MyReports> list_my_reports(storage::Transaction& tx, const Context& context, const std::string& phone,
                                   const std::string& code);

}  // namespace agri110::service
