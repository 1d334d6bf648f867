// Times every single run, because medians and tails over different inputs tell more than the mean of one.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace agri110::bench {

/// Runs `work(n)` for n = 0, 1, 2 …; adds the counters p50_us and p99_us. The benchmark must UseManualTime().
template <class Work>
void time_each(benchmark::State& state, Work work)
{
    std::vector<double> microseconds;
    std::size_t next = 0;
    for (auto _ : state) {
        const auto began = std::chrono::steady_clock::now();
        work(next++);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        state.SetIterationTime(took.count());
        microseconds.push_back(took.count() * 1e6);
    }
    std::ranges::sort(microseconds);
    state.counters["p50_us"] = microseconds[microseconds.size() / 2];
    state.counters["p99_us"] = microseconds[microseconds.size() * 99 / 100];
}

}  // namespace agri110::bench
