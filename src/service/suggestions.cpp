#include "service/suggestions.hpp"

#include "storage/reports.hpp"
#include "text/utf8.hpp"

namespace agri110::service {
namespace {

constexpr std::size_t suggestions = 6;
constexpr std::size_t longest_query = 500;

}  // namespace

Outcome<std::vector<FoundDocument>> suggest_documents(storage::Transaction& tx, const Context& context,
                                                      const ReportId& id)
{
    const auto report = storage::find_visible_report(tx, context.actor, id);
    if (!report) return refuse(Fault::not_found, "report.unknown");

    const std::string words(text::first_characters(report->text, longest_query));
    auto query = query_of(words, report->understood);
    // Staff may have corrected what the service understood: their crop and kind count.
    if (!report->crop.empty()) query.crops = {{report->crop, 1.0}};
    query.crop = report->crop;
    query.likely_kind = report->kind;
    query.county = report->place.county;
    query.month = month_number(context.now);
    query.limit = suggestions;
    auto found = found_documents(tx, context, query);
    return found;
}

}  // namespace agri110::service
