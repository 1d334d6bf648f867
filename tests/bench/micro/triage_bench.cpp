// Understanding what farmers write, with the words of the knowledge folder.
#include "micro/each_time.hpp"
#include "micro/world.hpp"
#include "triage/reading.hpp"
#include "triage/understand.hpp"

namespace {

using namespace agri110;

const std::vector<std::string>& the_texts()
{
    static const auto texts = bench::farmers_texts(1'000);
    return texts;
}

void understand_a_text(benchmark::State& state)
{
    const auto& texts = the_texts();
    const auto& matcher = bench::the_library()->matcher;
    bench::time_each(state, [&](std::size_t n) {
        benchmark::DoNotOptimize(triage::understand(matcher, texts[n % texts.size()], ""));
    });
}
BENCHMARK(understand_a_text)->UseManualTime();

/// Farmers' texts one after the other, up to so many characters; each has three bytes, but for the digits.
std::string long_text(std::size_t characters)
{
    std::string all;
    for (const auto& text : the_texts()) all += text;
    return all.substr(0, characters * 3);
}

/// Only the tries: every word of the knowledge that stands in the text.
void find_words(benchmark::State& state)
{
    const auto text = long_text(static_cast<std::size_t>(state.range(0)));
    const auto& index = bench::the_library()->matcher.index();
    bench::time_each(state, [&](std::size_t) { benchmark::DoNotOptimize(triage::read(index, text)); });
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}
BENCHMARK(find_words)->Arg(200)->Arg(5'000)->UseManualTime();

void build_the_matcher(benchmark::State& state)
{
    const auto& knowledge = *bench::the_library()->knowledge;
    for (auto _ : state) benchmark::DoNotOptimize(triage::Matcher(knowledge.crops, knowledge.lexicon));
}
BENCHMARK(build_the_matcher)->Unit(benchmark::kMillisecond);

}  // namespace
