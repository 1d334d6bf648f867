// The office of a whole province, and a year of its work.
#pragma once

#include <string>

#include "domain/time.hpp"
#include "knowledge/knowledge.hpp"
#include "service/context.hpp"
#include "storage/database.hpp"

namespace agri110::bench {

struct Province {
    int teams = 1'000;
    int people = 10'000;
    int lives = 5'000;  // reports, each played from its first word to wherever it has come by now
    Instant now{};
};

/// Plays the province into an empty database; afterwards its people have room for any number of reports, so that intake
/// does not end in triage. Throws std::runtime_error with the reason when the play refuses.
void found_province(storage::Database& db, const std::shared_ptr<const service::Library>& library,
                    const std::string& demo_toml, const Province& province);

}  // namespace agri110::bench
