// Who sees which report: the rule in SQL and the rule in the domain are one rule, for any actor and any report.
#include <algorithm>
#include <random>
#include <set>

#include "domain/permission.hpp"
#include "storage/reports.hpp"
#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;

class Visibility : public OnEveryEngine {};
ON_EVERY_ENGINE(Visibility);

constexpr RegionCode counties[] = {530102, 530103, 530822, 532801, 532822, 532823, 533122};
constexpr RegionCode regions[] = {0, 530000, 530100, 530800, 530822, 532800, 532822, 532823, 533100};

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    std::int64_t upto(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(engine_); }
    template <class Values>
    auto one_of(const Values& values)
    {
        return values[static_cast<std::size_t>(upto(static_cast<std::int64_t>(std::size(values)) - 1))];
    }

private:
    std::mt19937_64 engine_;
};

Report any_report(Dice& dice, std::int64_t id)
{
    auto report =
        a_report(id).in(dice.one_of(counties)).held_by(CommissionerId{dice.upto(4)}, TeamId{dice.upto(3)}).build();
    report.state = dice.one_of(all_states());
    if (!is_open(report.state)) report.finished_at = a_monday_morning;
    return report;
}

/// Fields are filled in without regard to the role: only those that the role speaks of may count.
Actor any_actor(Dice& dice, std::int64_t reports)
{
    Actor actor;
    actor.role = dice.one_of(all_roles());
    actor.account = {1};
    actor.region = dice.one_of(regions);
    actor.commissioner = {dice.upto(5)};
    for (auto left = dice.upto(3); left > 0; --left) actor.leads.push_back(TeamId{dice.upto(4)});
    actor.token = dice.upto(3) == 0 ? "" : fmt::format("token-of-{}", dice.upto(reports + 1));
    return actor;
}

std::set<std::int64_t> all_listed(Transaction& tx, const Actor& actor, ReportFilter filter)
{
    std::set<std::int64_t> ids;
    for (filter.most = 17;;) {
        const auto page = list_visible_reports(tx, actor, filter);
        for (const auto& listed : page.reports) ids.insert(listed.report.id.value);
        if (page.next.empty()) return ids;
        filter.after = page.next;
    }
}

TEST_P(Visibility, ListsAndSinglePagesShowExactlyWhatTheActorIsAPartyTo)
{
    constexpr std::int64_t count = 80;
    Dice dice(20260302);
    std::vector<Report> reports;
    for (std::int64_t id = 1; id <= count; ++id) reports.push_back(any_report(dice, id));
    write([&](Transaction& tx) {
        for (const auto& report : reports) keep(tx, report);
    });

    for (int round = 0; round < 300; ++round) {
        const auto actor = any_actor(dice, count);
        std::set<std::int64_t> expected;
        for (const auto& report : reports)
            if (!parties_of(actor, report).empty()) expected.insert(report.id.value);

        read([&](Transaction& tx) {
            ASSERT_EQ(all_listed(tx, actor, {}), expected) << name_of(actor.role);
            ASSERT_EQ(all_listed(tx, actor, {.by_deadline = true}), expected) << name_of(actor.role);
            for (const auto& report : reports) {
                const bool visible = expected.contains(report.id.value);
                ASSERT_EQ(find_visible_report(tx, actor, report.id).has_value(), visible) << name_of(actor.role);
                ASSERT_EQ(find_visible_report_by_number(tx, actor, report.number).has_value(), visible)
                    << name_of(actor.role);
            }
        });
    }
}

TEST_P(Visibility, AFilterNeverShowsMoreThanTheActorMaySee)
{
    Dice dice(7);
    std::vector<Report> reports;
    for (std::int64_t id = 1; id <= 60; ++id) reports.push_back(any_report(dice, id));
    write([&](Transaction& tx) {
        for (const auto& report : reports) keep(tx, report);
    });
    for (int round = 0; round < 300; ++round) {
        const auto actor = any_actor(dice, 60);
        ReportFilter filter;
        if (dice.upto(1)) filter.states = {dice.one_of(all_states()), dice.one_of(all_states())};
        if (dice.upto(1)) filter.counties = counties_of(dice.one_of(regions));
        if (dice.upto(1)) filter.team = {dice.upto(3)};
        if (dice.upto(1)) filter.commissioner = {dice.upto(4)};
        if (dice.upto(1)) filter.only_open = true;
        if (dice.upto(3) == 0) filter.number = dice.one_of(reports).number;
        filter.by_deadline = dice.upto(1) == 1;

        std::set<std::int64_t> expected;
        for (const auto& r : reports) {
            const bool wanted =
                !parties_of(actor, r).empty() &&
                (filter.states.empty() || std::ranges::find(filter.states, r.state) != filter.states.end()) &&
                (!filter.counties ||
                 (filter.counties->first <= r.place.county && r.place.county <= filter.counties->last)) &&
                (!filter.team || r.team == filter.team) &&
                (!filter.commissioner || r.commissioner == filter.commissioner) &&
                (!filter.only_open || is_open(r.state)) && (filter.number.empty() || r.number == filter.number);
            if (wanted) expected.insert(r.id.value);
        }
        ASSERT_EQ(read([&](Transaction& tx) { return all_listed(tx, actor, filter); }), expected)
            << name_of(actor.role);
    }
}

}  // namespace
}  // namespace agri110
