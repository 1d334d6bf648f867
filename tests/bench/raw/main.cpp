// raw_sqlite: how many reports a second SQLite alone makes durable, in the project's schema and with its settings. The
// limit that the service is measured against. Writes into the database given: hand it a copy.
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "load/samples.hpp"
#include "rows.hpp"

namespace {

using namespace agri110::bench;

constexpr int checkpoint_pages = 4000;
constexpr int page_in_log = 4096 + 24;

struct Run {
    std::int64_t reports = 0;
    double seconds = 0;
    Samples transactions{};
};

/// From BEGIN to COMMIT, and the checkpoint when it is due: the next transaction waits for that too.
void commit_group(Store& store, Rows& rows, int group)
{
    store.run("BEGIN IMMEDIATE");
    for (int i = 0; i < group; ++i) rows.insert();
    store.run("COMMIT");
    if (store.log_pages() > checkpoint_pages) store.checkpoint();
}

Run run_for(Store& store, Rows& rows, int group, double seconds)
{
    Run run;
    const auto began = Clock::now();
    for (auto now = began; run.seconds < seconds;) {
        commit_group(store, rows, group);
        const auto then = Clock::now();
        run.transactions.add(then - now);
        run.reports += group;
        now = then;
        run.seconds = std::chrono::duration<double>(now - began).count();
    }
    return run;
}

nlohmann::json written(Run& run, std::int64_t log_pages)
{
    return {{"per_second", static_cast<double>(run.reports) / run.seconds},
            {"transactions", run.transactions.size()},
            {"p50_us", run.transactions.percentile(0.5)},
            {"p99_us", run.transactions.percentile(0.99)},
            {"longest_us", run.transactions.longest()},
            {"wal_bytes", log_pages * page_in_log},
            {"wal_bytes_per_report", log_pages * page_in_log / run.reports}};
}

}  // namespace

int main(int argc, char** argv)
try {
    std::string database;
    std::int64_t report = 0;
    int group = 64;
    std::string rows = "lean";
    double warm_up = 0.5;
    double seconds = 5;
    bool no_counters = false;

    CLI::App app{"inserts copies of a report as fast as SQLite makes them durable; prints JSON"};
    app.add_option("--database", database, "a copy of a service's database; it will be written to")->required();
    app.add_option("--report", report, "id of a report that the service has just accepted")->required();
    app.add_option("--group", group, "reports in one transaction")->check(CLI::PositiveNumber);
    app.add_option("--rows", rows, "lean: look-up, report, event; whole: all that the service leaves")
        ->check(CLI::IsMember({"lean", "whole"}));
    app.add_flag("--without-counters", no_counters, "whole rows apart from the counters");
    app.add_option("--warm-up", warm_up, "seconds before measuring");
    app.add_option("--seconds", seconds, "seconds of measuring");
    CLI11_PARSE(app, argc, argv);

    Store store(database);
    const auto copies = rows == "lean" ? lean_rows(store, report) : whole_rows(store, report, !no_counters);
    run_for(store, *copies, group, warm_up);
    const auto pages_before = store.all_log_pages();
    auto run = run_for(store, *copies, group, seconds);
    std::cout << written(run, store.all_log_pages() - pages_before).dump() << '\n';
    return 0;
} catch (const std::exception& error) {
    std::cerr << "raw_sqlite: " << error.what() << '\n';
    return 2;
}
