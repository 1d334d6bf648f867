// The counters: kept in the same transaction as the report that moves them, read by the pages of officials.
#pragma once

#include <string>
#include <vector>

#include "domain/report.hpp"
#include "stats/answer_times.hpp"
#include "stats/tally.hpp"
#include "storage/transaction.hpp"

namespace agri110::stats {

/// Moves all counters from what `before` counted for (nullptr: a new report) to what `after` counts for. Written once
/// for all reports of a commit.
void move_counters(storage::Transaction& tx, const Report* before, const Report& after);

enum class Dimension { all, crop, team, kind };
std::string_view name_of(Dimension dimension);

/// What is asked: a region of county level or above, whole months, both included.
struct Question {
    RegionCode region = 0;
    int first_month = 0;
    int last_month = 0;
};

struct Figures {
    Tally sums{};
    AnswerTimes answer_times{};

    friend bool operator==(const Figures&, const Figures&) = default;
};

struct Group {
    std::string key;
    Figures figures{};
};

Figures totals(storage::Transaction& tx, const Question& question);
/// By member of a dimension that counts anything, most reports first.
std::vector<Group> by_dimension(storage::Transaction& tx, const Question& question, Dimension dimension);
/// Keys "YYYY-MM", in order, every month of the question.
std::vector<Group> by_month(storage::Transaction& tx, const Question& question);
/// One group for each of `regions`, keyed by its code, in their order.
std::vector<Group> by_region(storage::Transaction& tx, const Question& question,
                             const std::vector<RegionCode>& regions);

/// One counter row, for comparing.
struct CounterRow {
    RegionCode region = 0;
    int month = 0;
    std::string dimension;
    std::string member;
    Figures figures{};

    friend bool operator==(const CounterRow&, const CounterRow&) = default;
};
/// The counters as kept; rows that count nothing are left out.
std::vector<CounterRow> kept_counters(storage::Transaction& tx);
/// The counters as they follow from all reports.
std::vector<CounterRow> recounted_counters(storage::Transaction& tx);
/// Replaces what is kept by a recount.
void rebuild_counters(storage::Transaction& tx);

}  // namespace agri110::stats
