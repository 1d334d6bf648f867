// How long first answers took: a histogram that adds up, and the text it is kept as.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agri110::stats {

/// Buckets of durations: exact minutes below 16, then 8 buckets for each doubling, so that a bucket's middle is never
/// more than 6.25 % off. Longer than about two years falls into the last bucket.
int bucket_of(std::chrono::milliseconds duration);
/// The middle of a bucket, in minutes.
double minutes_of(int bucket);

/// How many first answers fell into each bucket. So many bytes as buckets are used, in memory and as text.
class AnswerTimes {
public:
    /// Takes away when `reports` is negative.
    void add(int bucket, std::int64_t reports);
    /// Adds what text() wrote: "bucket:reports" with spaces between, in any order, also the same bucket again. Anything
    /// else counts nothing: a recount finds it.
    void add(std::string_view text);
    AnswerTimes& operator+=(const AnswerTimes& other);

    bool empty() const { return reports_.empty(); }
    std::string text() const;
    /// Minutes below which a share `q` (0..1) of the first answers came; empty when there are none.
    std::optional<double> minutes(double q) const;

    friend bool operator==(const AnswerTimes&, const AnswerTimes&) = default;

private:
    std::vector<std::pair<int, std::int64_t>> reports_{};  // by bucket, in order, none of them 0
};

}  // namespace agri110::stats
