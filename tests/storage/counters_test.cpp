// The figures officials see: whatever happens to reports, they equal what a person would count by hand.
#include "stats/counters.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace stats;
using namespace std::chrono_literals;
using storage::OnEveryEngine;
using storage::Transaction;

constexpr RegionCode counties[] = {530102, 530103, 532801, 532822, 532823};
const std::string crops[] = {"", "tea", "rice", "coffee"};
constexpr int december = 2025 * 12 + 11;
constexpr int january = december + 1;
constexpr int february = december + 2;

/// Lets reports live at random, by the life table alone, and keeps the same reports in memory.
class Village {
public:
    explicit Village(unsigned seed) : dice_(seed) {}

    /// Tells a new report, or lets one thing happen to one that was told.
    void live(Transaction& tx, std::size_t reports_at_most)
    {
        now_ += upto(20) == 0 ? std::chrono::milliseconds{24h} : std::chrono::milliseconds{1min * upto(90)};
        if (reports_.empty() || (reports_.size() < reports_at_most && upto(4) == 0))
            tell(tx);
        else
            move(tx, reports_[upto(reports_.size() - 1)]);
    }
    const std::vector<Report>& reports() const { return reports_; }

private:
    std::size_t upto(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(dice_); }
    template <class Values>
    auto one_of(const Values& values)
    {
        return values[upto(std::size(values) - 1)];
    }

    void tell(Transaction& tx)
    {
        const auto id = static_cast<std::int64_t>(reports_.size()) + 1;
        reports_.push_back(a_report(id)
                               .in(one_of(counties))
                               .about(one_of(crops), one_of(all_problem_kinds()))
                               .submitted(now_)
                               .build());
        const auto& report = reports_.back();
        ensure_reporter(tx, report.reporter.phone, report.reporter_id, now_);
        insert_report(tx, report);
        move_counters(tx, nullptr, report);
    }

    void move(Transaction& tx, Report& report)
    {
        std::vector<Move> legal;
        for (const auto& m : all_moves())
            if (m.from == report.state) legal.push_back(m);
        if (legal.empty()) return;  // what is withdrawn stays so
        const auto chosen = one_of(legal);
        if (chosen.action == Action::confirm && !report.first_answer_at) return;

        const auto before = report;
        report.state = chosen.to;
        happened(report, chosen.action);
        report.finished_at = is_open(report.state) ? std::nullopt : std::optional(now_);
        ASSERT_TRUE(change_report(tx, report));
        ++report.version;
        move_counters(tx, &before, report);
    }

    void happened(Report& report, Action action)
    {
        switch (action) {
            case Action::assign:
            case Action::escalate:
                report.team = {static_cast<std::int64_t>(upto(3))};
                report.commissioner = {static_cast<std::int64_t>(upto(9)) + 1};
                break;
            case Action::answer:
                if (!report.first_answer_at) report.first_answer_at = now_;
                break;
            case Action::mark_overdue:
                report.answer_missed |= !report.first_answer_at;
                break;
            case Action::confirm:
                report.confirmation = Confirmation{upto(1) ? Feedback::solved : Feedback::better};
                break;
            case Action::dispute:
                report.confirmation = Confirmation{Feedback::unsolved};
                break;
            case Action::defer:
                report.confirmation = Confirmation{Feedback::not_tried};
                break;
            case Action::reopen:
                ++report.reopened;
                report.confirmation.reset();
                break;
            case Action::reclassify:
                report.crop = one_of(crops);
                report.kind = one_of(all_problem_kinds());
                break;
            default:
                break;
        }
    }

    std::mt19937_64 dice_;
    Instant now_ = start_of(first_day_of(december)) + 9h;
    std::vector<Report> reports_;
};

/// One report, counted by hand: the same as the definitions on the statistics page, in other words.
std::map<std::string, std::int64_t> by_hand(const Report& r)
{
    if (r.state == State::duplicate) return {{"duplicate", 1}};
    if (r.state == State::rejected) return {{"rejected", 1}};
    std::map<std::string, std::int64_t> n{{"reports", 1}};
    if (r.state == State::withdrawn) n["withdrawn"] = 1;
    if (r.state != State::withdrawn && r.state != State::closed) n["open"] = 1;
    if (r.reopened > 0) n["reopened"] = r.reopened;
    if (r.first_answer_at) {
        n["answered"] = 1;
        n[*r.first_answer_at > r.answer_due ? "late" : "on_time"] = 1;
    } else if (r.answer_missed) {
        n["late"] = 1;
    }
    if (r.confirmation)
        n[std::string(name_of(r.confirmation->outcome))] = 1;
    else if (r.state == State::closed)
        n["no_feedback"] = 1;
    return n;
}

struct ByHand {
    std::map<std::string, std::int64_t> sums;
    std::vector<std::int64_t> minutes;  // to each first answer

    void add(const Report& report)
    {
        for (const auto& [name, n] : by_hand(report)) sums[name] += n;
        if (report.first_answer_at && report.state != State::duplicate && report.state != State::rejected)
            minutes.push_back(
                std::chrono::floor<std::chrono::minutes>(*report.first_answer_at - report.submitted_at).count());
    }
};

std::map<std::string, std::int64_t> sums_of(const Figures& figures)
{
    std::map<std::string, std::int64_t> sums;
    for (std::size_t i = 0; i < measure_count; ++i)
        if (figures.sums.values[i] != 0) sums[std::string(name_of(static_cast<Measure>(i)))] = figures.sums.values[i];
    return sums;
}

void expect_same(const Figures& shown, ByHand counted, const std::string& where)
{
    EXPECT_EQ(sums_of(shown), counted.sums) << where;
    std::ranges::sort(counted.minutes);
    for (const double q : {0.5, 0.9, 1.0}) {
        const auto minutes = shown.answer_times.minutes(q);
        ASSERT_EQ(minutes.has_value(), !counted.minutes.empty()) << where;
        if (!minutes) continue;
        const auto place = static_cast<std::size_t>(std::ceil(q * static_cast<double>(counted.minutes.size()))) - 1;
        const auto exact = static_cast<double>(counted.minutes[place]);
        EXPECT_LE(std::abs(*minutes - exact), 0.0625 * exact) << where << " " << q;
    }
}

bool asked_for(const Question& q, const Report& report)
{
    const auto range = counties_of(q.region);
    const auto month = month_of(report.submitted_at);
    return range.first <= report.place.county && report.place.county <= range.last && q.first_month <= month &&
           month <= q.last_month;
}

std::string member_of(const Report& report, Dimension dimension)
{
    switch (dimension) {
        case Dimension::crop:
            return report.crop;
        case Dimension::team:
            return report.team ? std::to_string(report.team.value) : "";
        case Dimension::kind:
            return std::string(name_of(report.kind));
        case Dimension::all:
            break;
    }
    return "";
}

std::string described(const CounterRow& row)
{
    std::string text = fmt::format("{} {} {} '{}':", row.region, row.month, row.dimension, row.member);
    for (const auto n : row.figures.sums.values) text += fmt::format(" {}", n);
    return text + " " + row.figures.answer_times.text();
}

std::vector<std::string> described(const std::vector<CounterRow>& rows)
{
    std::vector<std::string> lines;
    for (const auto& row : rows) lines.push_back(described(row));
    return lines;
}

class Counters : public OnEveryEngine {
protected:
    void live(Village& village, int steps, std::size_t reports_at_most)
    {
        for (int done = 0; done < steps; done += 50)
            write([&](Transaction& tx) {
                for (int i = 0; i < 50; ++i) village.live(tx, reports_at_most);
            });
    }
    void expect_kept_equals_recount()
    {
        read([](Transaction& tx) { ASSERT_EQ(described(kept_counters(tx)), described(recounted_counters(tx))); });
    }
};
ON_EVERY_ENGINE(Counters);

TEST_P(Counters, EqualARecountAfterAnyLifeOf300Reports)
{
    Village village(2026);
    for (int tenth = 0; tenth < 10; ++tenth) {
        live(village, 400, 300);
        expect_kept_equals_recount();
    }
    ASSERT_EQ(village.reports().size(), 300U);
    std::set<State> states;
    std::set<int> months;
    for (const auto& report : village.reports()) {
        states.insert(report.state);
        months.insert(month_of(report.submitted_at));
    }
    EXPECT_GE(states.size(), 8U) << "the life was too dull to prove anything";
    EXPECT_TRUE(months.contains(december) && months.contains(january)) << "New Year was not crossed";
}

TEST_P(Counters, ShowWhatAPersonWouldCountByHand)
{
    Village village(110);
    live(village, 2500, 300);
    std::vector<Question> questions;
    for (const RegionCode region : {530000, 530100, 530102, 532800, 532822, 533100})
        for (const auto& [first, last] : {std::pair{december, december},
                                          {january, february},
                                          {december, december + 12},
                                          {january + 50, january + 60}})
            questions.push_back({region, first, last});

    read([&](Transaction& tx) {
        for (const auto& q : questions) {
            const auto where = fmt::format("{} {}..{}", q.region, q.first_month, q.last_month);
            ByHand all;
            for (const auto& report : village.reports())
                if (asked_for(q, report)) all.add(report);
            expect_same(totals(tx, q), all, where);

            for (const auto dimension : {Dimension::crop, Dimension::team, Dimension::kind}) {
                std::map<std::string, ByHand> counted;
                for (const auto& report : village.reports())
                    if (asked_for(q, report)) counted[member_of(report, dimension)].add(report);
                const auto groups = by_dimension(tx, q, dimension);
                EXPECT_EQ(groups.size(), counted.size()) << where << " " << name_of(dimension);
                for (const auto& group : groups)
                    expect_same(group.figures, counted[group.key], where + " " + group.key);
                EXPECT_TRUE(std::ranges::is_sorted(groups, std::greater{},
                                                   [](const Group& g) { return g.figures.sums[Measure::reports]; }))
                    << where << ": most reports first";
            }
        }
    });
}

TEST_P(Counters, ShowEveryMonthAndEveryRegionAskedForAlsoTheQuietOnes)
{
    Village village(7);
    live(village, 1500, 200);
    const Question q{530000, december - 1, december + 3};
    read([&](Transaction& tx) {
        const auto months = by_month(tx, q);
        ASSERT_EQ(months.size(), 5U);
        EXPECT_EQ(months[0].key, "2025-11");
        EXPECT_EQ(months[1].key, "2025-12");
        EXPECT_EQ(months[2].key, "2026-01");
        for (std::size_t i = 0; i < months.size(); ++i) {
            const int month = q.first_month + static_cast<int>(i);
            ByHand counted;
            for (const auto& report : village.reports())
                if (month_of(report.submitted_at) == month) counted.add(report);
            expect_same(months[i].figures, counted, months[i].key);
        }

        const std::vector<RegionCode> regions{532823, 533122, 530100, 532822};
        const auto groups = by_region(tx, q, regions);
        ASSERT_EQ(groups.size(), regions.size());
        for (std::size_t i = 0; i < groups.size(); ++i) {
            EXPECT_EQ(groups[i].key, std::to_string(regions[i]));
            ByHand counted;
            for (const auto& report : village.reports())
                if (asked_for({regions[i], q.first_month, q.last_month}, report)) counted.add(report);
            expect_same(groups[i].figures, counted, groups[i].key);
        }
    });
}

TEST_P(Counters, AReportToldAfterMidnightInBeijingCountsInTheNewYear)
{
    const auto midnight = start_of(first_day_of(january));
    write([&](Transaction& tx) {
        const auto old_year = a_report(1).submitted(midnight - 1ms).build();
        const auto new_year = a_report(2).submitted(midnight).build();
        for (const auto& report : {old_year, new_year}) {
            keep(tx, report);
            move_counters(tx, nullptr, report);
        }
    });
    read([&](Transaction& tx) {
        EXPECT_EQ(totals(tx, {530000, december, december}).sums[Measure::reports], 1);
        EXPECT_EQ(totals(tx, {530000, january, january}).sums[Measure::reports], 1);
    });
}

TEST_P(Counters, AWrongFigureIsRepairedByARebuild)
{
    Village village(3);
    live(village, 500, 80);
    write([](Transaction& tx) {
        tx.execute("UPDATE counter SET solved = solved + 5 WHERE region = 530000");
        tx.execute("UPDATE counter SET answer_times = 'twelve' WHERE dimension = 'crop'");
    });
    read([](Transaction& tx) { EXPECT_NE(described(kept_counters(tx)), described(recounted_counters(tx))); });
    write([](Transaction& tx) { rebuild_counters(tx); });
    expect_kept_equals_recount();
}

TEST_P(Counters, ARefusedUseCaseCountsNothing)
{
    const auto attempt = [&] {
        write([&](Transaction& tx) {
            const auto report = a_report(1).build();
            keep(tx, report);
            move_counters(tx, nullptr, report);
            throw std::runtime_error("later in the same use case");
        });
    };
    EXPECT_THROW(attempt(), std::runtime_error);
    EXPECT_TRUE(read([](Transaction& tx) { return kept_counters(tx).empty(); }));
}

}  // namespace
}  // namespace agri110
