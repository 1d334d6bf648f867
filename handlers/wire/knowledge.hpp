// Regions, crops and kinds as JSON, and the question what a text means.
#pragma once

#include "handlers/wire/fields.hpp"
#include "service/context.hpp"
#include "service/once.hpp"

namespace agri110::handlers::wire {

struct Question {
    std::string text{};
    std::string crop{};
};
Question read_question(Fields& fields);

service::Reply write_service(const service::Context& context);
/// Children of a region; the province for 0. Refuses an unknown parent.
Outcome<service::Reply> write_regions(const service::Context& context, RegionCode parent);
/// The whole tree, or the best matches for what somebody typed.
service::Reply write_crops(const service::Context& context, const std::string& typed);
service::Reply write_kinds(const service::Context& context);
/// What is asked of a report about `crop` ("" when unknown); `kind` is the name of a problem kind, or "". Refuses an
/// unknown crop or kind.
Outcome<service::Reply> write_first_questions(const service::Context& context, const std::string& crop,
                                              const std::string& kind);

}  // namespace agri110::handlers::wire
