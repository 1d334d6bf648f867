// Reports in and out of JSON.
#pragma once

#include <string>

#include "handlers/wire/fields.hpp"
#include "service/alerts.hpp"
#include "service/once.hpp"
#include "service/reporter_says.hpp"
#include "service/submit_report.hpp"
#include "service/work_on_report.hpp"

namespace agri110::handlers::wire {

ReportDraft read_report_draft(Fields& fields);
service::Writing read_writing(Fields& fields);
service::Writing read_answer(Fields& fields);  // with what it was made from
service::Saying read_saying(Fields& fields);
std::string read_reason(Fields& fields);           // {reason}, required
std::string read_optional_reason(Fields& fields);  // {reason?}
std::string read_resolution(Fields& fields);       // {text}
std::string read_duplicate(Fields& fields);        // {of}
service::Refusing read_refusing(Fields& fields);
service::VisitPlan read_visit(Fields& fields);
service::Transfer read_transfer(Fields& fields);
service::Correction read_correction(Fields& fields);
service::AlertJudgement read_alert_judgement(Fields& fields);  // {alert, reason?}
routing::Need read_need(Fields& fields);
/// {} and nothing else.
bool read_nothing(Fields& fields);

/// 201 with the receipt.
service::Reply write_receipt(const service::Context& context, const service::Receipt& receipt);
/// The staff's view with its version: 201 after a POST, 200 otherwise.
service::Reply write_created_view(const service::Context& context, const service::ReportView& view);
service::Reply write_view(const service::Context& context, const service::ReportView& view);
/// The reporter's view.
service::Reply write_created_tracked(const service::Context& context, const service::ReportView& view);
service::Reply write_tracked(const service::Context& context, const service::ReportView& view);
service::Reply write_list(const service::Context& context, const service::ListedReports& listed);
service::Reply write_my_reports(const service::Context& context, const service::MyReports& mine);
service::Reply write_routing(const service::Context& context, const std::vector<service::NamedDecision>& decisions);
service::Reply write_preview(const service::Context& context, const service::NamedDecision& decision);
service::Reply write_understood(const service::Context& context, const Understanding& understood);

}  // namespace agri110::handlers::wire
