#include "stats/answer_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <ranges>

namespace agri110::stats {
namespace {

constexpr int exact_minutes = 16;
constexpr int buckets_per_doubling = 8;
constexpr std::uint64_t longest_minutes = (std::uint64_t{1} << 20) - 1;

}  // namespace

int bucket_of(std::chrono::milliseconds duration)
{
    const auto whole = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::minutes>(duration).count());
    const auto minutes = std::min(static_cast<std::uint64_t>(whole), longest_minutes);
    if (minutes < exact_minutes) return static_cast<int>(minutes);
    const int doubling = static_cast<int>(std::bit_width(minutes)) - 1;  // 4 for 16..31
    const auto eighth = (minutes >> (doubling - 3)) & 7;
    return exact_minutes + (doubling - 4) * buckets_per_doubling + static_cast<int>(eighth);
}

double minutes_of(int bucket)
{
    if (bucket < exact_minutes) return bucket;
    const int doubling = (bucket - exact_minutes) / buckets_per_doubling + 4;
    const int eighth = (bucket - exact_minutes) % buckets_per_doubling;
    const double width = static_cast<double>(std::uint64_t{1} << (doubling - 3));
    return (8 + eighth + 0.5) * width - 0.5;
}

void AnswerTimes::add(int bucket, std::int64_t reports)
{
    if (reports == 0) return;
    const auto place = std::ranges::lower_bound(reports_, bucket, {}, &std::pair<int, std::int64_t>::first);
    if (place == reports_.end() || place->first != bucket)
        reports_.emplace(place, bucket, reports);
    else if ((place->second += reports) == 0)
        reports_.erase(place);
}

void AnswerTimes::add(std::string_view text)
{
    const auto* const end = text.data() + text.size();
    for (const auto* at = text.data(); at < end; ++at) {
        int bucket = 0;
        std::int64_t reports = 0;
        const auto* const colon = std::from_chars(at, end, bucket).ptr;
        if (colon == at || colon == end || *colon != ':') return;
        at = std::from_chars(colon + 1, end, reports).ptr;
        add(bucket, reports);
    }
}

AnswerTimes& AnswerTimes::operator+=(const AnswerTimes& other)
{
    for (const auto& [bucket, reports] : other.reports_) add(bucket, reports);
    return *this;
}

std::string AnswerTimes::text() const
{
    std::string text;
    for (const auto& [bucket, reports] : reports_)
        fmt::format_to(std::back_inserter(text), "{}{}:{}", text.empty() ? "" : " ", bucket, reports);
    return text;
}

std::optional<double> AnswerTimes::minutes(double q) const
{
    std::int64_t all = 0;
    for (const auto reports : reports_ | std::views::values) all += reports;
    if (all <= 0) return std::nullopt;
    auto wanted = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(q * static_cast<double>(all))));
    for (const auto& [bucket, reports] : reports_) {
        wanted -= reports;
        if (wanted <= 0) return minutes_of(bucket);
    }
    return std::nullopt;
}

}  // namespace agri110::stats
