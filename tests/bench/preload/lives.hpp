// Whole lives of reports as rows, and copies of them in years gone by.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/time.hpp"
#include "storage/database.hpp"
#include "storage/table_rows.hpp"

namespace agri110::bench {

/// The rows of one report, by table.
using Life = std::map<std::string, std::vector<storage::TableRow>>;

/// What the play has left in the tables of reports.
struct Played {
    std::vector<storage::Table> tables{};  // those that hold lives, parents first
    std::vector<storage::Table> aside{};   // what was made from lives: put back, never copied
    std::map<std::string, std::vector<storage::TableRow>> rows{};
    std::vector<Life> finished{};
};

/// Takes all lives out of the database: older ones shall stand before them, and rows pack well only when they are
/// appended.
Outcome<std::shared_ptr<const Played>> take_out(storage::Transaction& tx);
Outcome<bool> put_back(storage::Transaction& tx, const std::shared_ptr<const Played>& played);

/// Where copies are placed in time: evenly from `first` on.
struct Past {
    Instant first{};
    std::chrono::milliseconds apart{};
};

/// Writes the copies numbered `first` to `first + count - 1`, one finished life after the other, each with ids, number,
/// token and phone of its own.
Outcome<bool> insert_copies(storage::Transaction& tx, const std::shared_ptr<const Played>& played, const Past& past,
                            const std::int64_t& first, const std::int64_t& count);

}  // namespace agri110::bench
