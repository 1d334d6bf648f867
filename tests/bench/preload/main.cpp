// preload: fills an empty data folder with the people of a province and any number of reports with whole lives. Some
// thousand lives are played through the service's own use cases; the rest are copies of them, spread over the five
// years before.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/parts.hpp"
#include "preload/lives.hpp"
#include "preload/progress.hpp"
#include "preload/province.hpp"
#include "service/statistics.hpp"
#include "stats/counters.hpp"
#include "storage/people.hpp"

namespace {

using namespace agri110;

constexpr std::chrono::days played{400};  // the play takes a year; the copies lie before it
constexpr std::chrono::days copied{5 * 365};
constexpr std::int64_t lives_at_once = 2'000;
constexpr std::int64_t page_bytes = 4096;

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

void copy_lives(storage::Database& db, Instant now, std::int64_t wanted)
{
    const auto lives = db.write_now(bench::take_out).value();
    const bench::Past past{now - played - copied,
                           std::chrono::milliseconds{copied} / std::max<std::int64_t>(1, wanted)};
    {
        bench::Progress progress("lives copied", wanted);
        for (std::int64_t n = 0; n < wanted; n += lives_at_once) {
            const auto count = std::min(lives_at_once, wanted - n);
            db.write_now(bench::insert_copies, lives, past, n, count).value();
            progress.show(n + count);
        }
    }
    db.write_now(bench::put_back, lives).value();
}

Outcome<bool> count_anew(storage::Transaction& tx)
{
    stats::rebuild_counters(tx);
    storage::recount_loads(tx);
    return true;
}

Outcome<bool> show_sizes(storage::Transaction& tx, const std::int64_t& reports)
{
    // Pages and not bytes: those of a whole table are counted in 32 bits.
    tx.run(
        "SELECT s.tbl_name, SUM(d.pageno) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name "
        "WHERE d.aggregate = TRUE GROUP BY s.tbl_name ORDER BY 2 DESC LIMIT 12",
        {}, [&](const storage::Row& row) {
            fmt::print("{:20} {:8} bytes a report, indexes included\n", row.text(0),
                       row.integer(1) * page_bytes / reports);
        });
    return true;
}

}  // namespace

int main(int argc, char** argv)
try {
    app::Configuration configuration;
    std::int64_t reports = 10'000;
    bench::Province province{.now = app::SystemClock().now()};

    CLI::App cli{"fills an empty data folder with a province's people and many reports"};
    cli.add_option("--data", configuration.data_folder, "an empty folder")->required();
    cli.add_option("--knowledge", configuration.knowledge_folder, "the knowledge folder");
    cli.add_option("--reports", reports, "reports in all");
    cli.add_option("--lives", province.lives, "how many of them are played");
    cli.add_option("--teams", province.teams);
    cli.add_option("--people", province.people);
    CLI11_PARSE(cli, argc, argv);

    app::Parts parts(configuration);
    province.lives = static_cast<int>(std::min<std::int64_t>(province.lives, reports));
    bench::found_province(parts.db(), parts.app().library.load(), text_of(configuration.knowledge_folder / "demo.toml"),
                          province);
    copy_lives(parts.db(), province.now, reports - province.lives);
    parts.db().write_now(count_anew).value();
    const auto counted = parts.db().write_now(service::recount, false).value();
    fmt::print("{} counter rows, {} wrong; {} wrong loads\n", counted.counters, counted.wrong_counters,
               counted.wrong_loads);
    parts.db().read_now(show_sizes, reports).value();
    return counted.wrong_counters + counted.wrong_loads == 0 ? 0 : 1;
} catch (const std::exception& error) {
    std::cerr << "preload: " << error.what() << '\n';
    return 2;
}
