#include "demo/demo.hpp"

#include <limits>

#include "demo/play.hpp"
#include "service/sessions.hpp"
#include "service/timers.hpp"
#include "storage/outbox.hpp"
#include "storage/reports.hpp"

namespace agri110::demo {
namespace {

constexpr int steps_in_a_transaction = 250;
constexpr int reports_at_once = 500;
constexpr std::chrono::days founded_before{400};  // a little more than the year that is played

/// Nothing invented is ever too much.
std::shared_ptr<const service::Limits> no_limits()
{
    service::Limits limits{.demo = true};
    limits.reports_per_phone_per_hour = std::numeric_limits<int>::max();
    limits.reports_per_sender_per_hour = std::numeric_limits<int>::max();
    limits.helped_per_sender_per_hour = std::numeric_limits<int>::max();
    return std::make_shared<const service::Limits>(limits);
}

/// The past needs no messages, and its throttles are over.
Outcome<bool> put_away(storage::Transaction& tx, const Stage& stage)
{
    storage::mark_all_notices_sent(tx, stage.plan.now);
    service::sweep(tx, {.now = stage.plan.now, .library = stage.library, .limits = stage.limits}).value();
    return true;
}

Outcome<std::map<State, int>> count_states(storage::Transaction& tx)
{
    std::map<State, int> counts;
    auto page = storage::list_all_reports(tx, {}, reports_at_once);
    for (; !page.empty(); page = storage::list_all_reports(tx, page.back().id, reports_at_once))
        for (const auto& report : page) ++counts[report.state];
    return counts;
}

int teams_of(const Stage& stage)
{
    return static_cast<int>(stage.office->leaders.size());
}

}  // namespace

Outcome<DemoSummary> fill(storage::Database& db, const std::shared_ptr<const service::Library>& library,
                          std::string_view demo_toml, const Plan& asked, const Progress& progress)
{
    service::RosterCache rosters;
    Stage stage{.plan = asked, .library = library, .limits = no_limits(), .rosters = &rosters};
    stage.script = std::make_shared<const Script>(read_script(demo_toml, *library->knowledge));
    if (asked.password_hash.empty()) stage.plan.password_hash = service::hash_password(std::string(demo_password));

    const Founding founding{stage.script, library->knowledge, stage.plan, asked.now - founded_before};
    const auto office = db.write_now(found_office, founding);
    if (!office) return std::unexpected(office.error());
    stage.office = *office;

    auto scenery = set_scenery(stage);
    while (!scenery.over) {
        auto next = db.write_now(play_on, std::move(scenery), stage, steps_in_a_transaction);
        scenery = std::move(next.value());
        if (progress) progress(scenery.told, asked.reports);
    }
    db.write_now(put_away, stage).value();
    return DemoSummary{teams_of(stage), static_cast<int>(stage.office->workers.size()),
                       db.read_now(count_states).value(), scenery.refused, stage.office->accounts};
}

}  // namespace agri110::demo
