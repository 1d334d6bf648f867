// An invented office in memory, and farmers who tell it their troubles.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/chance.hpp"
#include "domain/report.hpp"
#include "service/context.hpp"
#include "storage/sqlite/connection.hpp"

namespace agri110::bench {

/// What the knowledge folder of the sources says.
const std::shared_ptr<const service::Library>& the_library();

/// `count` different texts as farmers of the demonstration put them.
std::vector<std::string> farmers_texts(std::size_t count);

/// Made once a program: people and teams of the demonstration in an SQLite database in memory, all within one
/// transaction that is never committed.
class World {
public:
    static World& the();

    storage::Transaction& tx() { return connection_; }
    service::Context context();
    /// The n-th farmer's report; texts, counties and phones differ.
    ReportDraft draft(std::size_t n) const;

private:
    World();

    storage::sqlite::Connection connection_;
    app::RandomIds ids_{};
    service::RosterCache rosters_{};
    std::shared_ptr<service::Limits> limits_ = std::make_shared<service::Limits>();
    std::vector<std::string> texts_;
    std::vector<RegionCode> counties_{};
};

}  // namespace agri110::bench
