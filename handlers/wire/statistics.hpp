// Figures as JSON and as a file for spreadsheets.
#pragma once

#include <string>

#include "service/once.hpp"
#include "service/statistics.hpp"

namespace agri110::handlers::wire {

/// From ?from= and ?to= (days or months, widened to whole months; the last twelve months by default) and ?by=.
Outcome<service::StatisticsQuery> read_statistics_query(const service::Context& context, RegionCode region,
                                                        const std::string& from, const std::string& to,
                                                        const std::string& by);
service::Reply write_statistics(const service::Context& context, const service::StatisticsView& view);
/// UTF-8 with byte order mark, as office programs want it.
std::string write_statistics_csv(const service::Context& context, const service::StatisticsView& view);

}  // namespace agri110::handlers::wire
