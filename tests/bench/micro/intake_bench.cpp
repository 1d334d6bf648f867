// Taking a report, as the writer's thread does it: one use case after the other in one SQLite transaction in memory, so
// that nothing waits for a disk.
#include "handlers/wire/reports.hpp"
#include "micro/each_time.hpp"
#include "micro/world.hpp"
#include "service/submit_report.hpp"
#include "stats/counters.hpp"

namespace {

using namespace agri110;
using Microseconds = std::chrono::duration<double, std::micro>;

Report the_last;

service::Reply keep_and_write(const service::Context& context, const service::Receipt& receipt)
{
    the_last = receipt.report;
    return handlers::wire::write_receipt(context, receipt);
}

/// A function of its own, so that callgrind can be told to watch nothing else.
[[gnu::noinline]] bool take_one(storage::Transaction& tx, const service::Context& context, const ReportDraft& draft)
{
    const auto understood = service::understand(context, draft.text, draft.crop);
    constexpr auto submit = service::once<service::submit_report, keep_and_write, ReportDraft, Understanding>;
    const service::Idempotency request{"bench" + draft.reporter.phone, draft.text};
    return submit(tx, request, context, draft, understood).has_value();
}

/// With idempotency key and receipt. The counter counters_share says how much of it is moving the counters: they are
/// moved once more, outside the time that is measured.
void submit_one_report(benchmark::State& state)
{
    auto& world = bench::World::the();
    static std::size_t farmer = 0;
    Microseconds all{};
    Microseconds counters{};
    for (auto _ : state) {
        const auto draft = world.draft(++farmer);
        const auto context = world.context();
        const auto began = std::chrono::steady_clock::now();
        if (!take_one(world.tx(), context, draft)) state.SkipWithError("a report was refused");
        const auto submitted = std::chrono::steady_clock::now();
        stats::move_counters(world.tx(), nullptr, the_last);
        counters += std::chrono::steady_clock::now() - submitted;
        all += submitted - began;
        state.SetIterationTime(std::chrono::duration<double>(submitted - began).count());
    }
    state.counters["counters_share"] = counters / all;
}
BENCHMARK(submit_one_report)->UseManualTime()->Unit(benchmark::kMicrosecond);

void move_counters(benchmark::State& state)
{
    auto& world = bench::World::the();
    Report report{.place = world.draft(0).place, .crop = "tea", .submitted_at = world.context().now};
    bench::time_each(state, [&](std::size_t n) {
        report.place.county = world.draft(n).place.county;
        stats::move_counters(world.tx(), nullptr, report);
    });
}
BENCHMARK(move_counters)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
