#include "handlers/wire/statistics.hpp"

#include <fmt/format.h>

#include <cmath>

#include "handlers/wire/fields.hpp"
#include "handlers/wire/values.hpp"
#include "text/csv.hpp"

namespace agri110::handlers::wire {
namespace {

using service::Context;
using service::Grouping;
using service::StatisticsView;
using stats::Figures;
using stats::Measure;

constexpr int months_by_default = 12;
// Below this a rate says more about chance than about work.
constexpr std::int64_t smallest_sample = 5;

std::optional<double> rate(std::int64_t part, std::int64_t whole)
{
    if (whole < smallest_sample) return std::nullopt;
    return std::round(static_cast<double>(part) / static_cast<double>(whole) * 1000) / 1000;
}

std::optional<double> on_time_rate(const Figures& f)
{
    return rate(f.sums[Measure::on_time], f.sums[Measure::on_time] + f.sums[Measure::late]);
}

std::optional<double> solved_rate(const Figures& f)
{
    const auto& s = f.sums;
    return rate(s[Measure::solved], s[Measure::solved] + s[Measure::better] + s[Measure::unsolved] +
                                        s[Measure::not_tried] + s[Measure::no_feedback]);
}

json maybe(const std::optional<double>& value)
{
    return value ? json(*value) : json(nullptr);
}

json write_figures(const Figures& f)
{
    json all;
    for (std::size_t i = 0; i < stats::measure_count; ++i) {
        const auto measure = static_cast<Measure>(i);
        all[std::string(name_of(measure))] = f.sums[measure];
    }
    all["on_time_rate"] = maybe(on_time_rate(f));
    all["solved_rate"] = maybe(solved_rate(f));
    all["first_answer_median_minutes"] = maybe(f.answer_times.minutes(0.5));
    all["first_answer_p90_minutes"] = maybe(f.answer_times.minutes(0.9));
    return all;
}

std::string group_name(const Knowledge& knowledge, const StatisticsView& view, const std::string& key)
{
    if (key.empty()) return knowledge.messages.text("statistics.none");
    switch (*view.query.by) {
        case Grouping::crop: {
            const auto* crop = knowledge.crops.find(key);
            return crop ? crop->name : key;
        }
        case Grouping::kind: {
            const auto kind = problem_kind_of(key);
            return kind ? kind_name(knowledge, *kind) : key;
        }
        case Grouping::county: {
            const auto* region = knowledge.regions.find(std::atoll(key.c_str()));
            return region ? region->name : key;
        }
        case Grouping::team: {
            const auto team = view.team_names.find(key);
            return team == view.team_names.end() ? key : team->second;
        }
        case Grouping::month:
            return key;
    }
    return key;
}

/// A day or a month, as its month.
std::optional<int> month_in(const std::string& text)
{
    const auto day = day_from(text.size() == 7 ? text + "-01" : text);
    return day ? std::optional(stats::month_of(*day)) : std::nullopt;
}

std::string percent(const std::optional<double>& share)
{
    return share ? fmt::format("{:.1f}%", *share * 100) : "";
}

std::string hours(const std::optional<double>& minutes)
{
    return minutes ? fmt::format("{:.1f}", *minutes / 60) : "";
}

std::vector<std::string> csv_cells(const std::string& name, const Figures& f)
{
    std::vector<std::string> cells{name};
    for (const auto n : f.sums.values) cells.push_back(std::to_string(n));
    for (const auto& cell : {percent(on_time_rate(f)), percent(solved_rate(f)), hours(f.answer_times.minutes(0.5)),
                             hours(f.answer_times.minutes(0.9))})
        cells.push_back(cell);
    return cells;
}

}  // namespace

Outcome<service::StatisticsQuery> read_statistics_query(const Context& context, RegionCode region,
                                                        const std::string& from, const std::string& to,
                                                        const std::string& by)
{
    const int this_month = stats::month_of(context.now);
    const auto last = to.empty() ? this_month : month_in(to);
    const auto first = from.empty() ? (last ? *last - months_by_default + 1 : 0) : month_in(from);
    const auto grouping = service::grouping_of(by);
    std::vector<FieldError> faults;
    if (!first) faults.push_back({"from", "field.day.wrong"});
    if (!last) faults.push_back({"to", "field.day.wrong"});
    if (!by.empty() && !grouping) faults.push_back({"by", "field.choice"});
    if (!faults.empty()) return refuse(Fault::invalid, "statistics.invalid", std::move(faults));
    return service::StatisticsQuery{region, *first, *last, grouping};
}

service::Reply write_statistics(const Context& context, const StatisticsView& view)
{
    const auto& knowledge = context.knowledge();
    json groups = json::array();
    for (const auto& group : view.groups) {
        groups.push_back(write_figures(group.figures));
        groups.back()["key"] = group.key;
        groups.back()["name"] = group_name(knowledge, view, group.key);
    }
    const json all{{"region", write_place(knowledge, view.query.region)},
                   {"from", write_day(stats::first_day_of(view.query.first_month))},
                   {"to", write_day(stats::last_day_of(view.query.last_month))},
                   {"by", view.query.by ? json(name_of(*view.query.by)) : json(nullptr)},
                   {"counted_at", write_time(view.counted_at)},
                   {"totals", write_figures(view.totals)},
                   {"groups", groups},
                   {"overdue_now", view.overdue_now},
                   {"solved_by_knowledge", view.solved_by_knowledge}};
    return {200, all.dump()};
}

std::string write_statistics_csv(const Context& context, const StatisticsView& view)
{
    const auto& messages = context.knowledge().messages;
    std::vector<std::string> heads{messages.text("statistics.column.name")};
    for (std::size_t i = 0; i < stats::measure_count; ++i)
        heads.push_back(messages.text("statistics.column." + std::string(name_of(static_cast<Measure>(i)))));
    for (const auto* column : {"on_time_rate", "solved_rate", "first_answer_median_hours", "first_answer_p90_hours"})
        heads.push_back(messages.text("statistics.column." + std::string(column)));
    std::string csv = "\xEF\xBB\xBF" + text::write_csv_row(heads);
    for (const auto& group : view.groups)
        csv += text::write_csv_row(csv_cells(group_name(context.knowledge(), view, group.key), group.figures));
    return csv + text::write_csv_row(csv_cells(messages.text("statistics.total"), view.totals));
}

}  // namespace agri110::handlers::wire
