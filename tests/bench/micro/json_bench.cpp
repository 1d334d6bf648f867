// JSON in and out at the doors: reading a report, writing its receipt.
#include <fmt/format.h>

#include "handlers/wire/reports.hpp"
#include "micro/each_time.hpp"
#include "micro/world.hpp"
#include "service/report_view.hpp"
#include "service/submit_report.hpp"

namespace {

using namespace agri110;

std::string body_of(const ReportDraft& draft)
{
    return fmt::format(
        R"({{"reporter":{{"kind":"farmer","phone":"{}","name":"{}"}},"county":{},"village":"{}","text":"{}",)"
        R"("consent":{{"notice_version":"{}"}}}})",
        draft.reporter.phone, draft.reporter.name, draft.place.county, draft.place.village, draft.text,
        draft.notice_version);
}

void read_a_report(benchmark::State& state)
{
    std::vector<std::string> bodies;
    for (std::size_t n = 0; n < 1'000; ++n) bodies.push_back(body_of(bench::World::the().draft(n)));
    bench::time_each(state, [&](std::size_t n) {
        const auto draft =
            handlers::wire::read_body(bodies[n % bodies.size()], "report.invalid", handlers::wire::read_report_draft);
        if (!draft) state.SkipWithError("the report was refused");
        benchmark::DoNotOptimize(&draft);
    });
}
BENCHMARK(read_a_report)->UseManualTime();

const service::Receipt& the_receipt()
{
    static const auto receipt = [] {
        auto& world = bench::World::the();
        const auto draft = world.draft(1);
        const auto context = world.context();
        const auto understood = service::understand(context, draft.text, draft.crop);
        return service::submit_report(world.tx(), context, draft, understood).value();
    }();
    return receipt;
}

void write_a_receipt(benchmark::State& state)
{
    const auto context = bench::World::the().context();
    const auto& receipt = the_receipt();
    bench::time_each(state,
                     [&](std::size_t) { benchmark::DoNotOptimize(handlers::wire::write_receipt(context, receipt)); });
}
BENCHMARK(write_a_receipt)->UseManualTime();

void show_a_report(benchmark::State& state)
{
    auto& world = bench::World::the();
    auto context = world.context();
    context.actor = {.role = Role::official, .region = 530000};
    const auto id = the_receipt().report.id;
    bench::time_each(state, [&](std::size_t) {
        const auto view = service::show_report(world.tx(), context, id);
        benchmark::DoNotOptimize(handlers::wire::write_view(context, view.value()));
    });
}
BENCHMARK(show_a_report)->UseManualTime();

}  // namespace
