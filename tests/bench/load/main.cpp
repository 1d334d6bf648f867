// agri110_load: asks a service as many farmers and readers would, checks every answer, prints what came of it as JSON.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "client.hpp"

namespace {

using namespace agri110::bench;

Clock::duration seconds(double n)
{
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(n));
}

double own_cpu_seconds()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

std::vector<std::string> lines_of(const std::string& file)
{
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    if (lines.empty()) throw std::runtime_error(file + " names nothing to read");
    return lines;
}

nlohmann::json written(Results& results, double measured_seconds)
{
    nlohmann::json statuses = nlohmann::json::object();
    for (const auto& [status, count] : results.statuses) statuses[std::to_string(status)] = count;
    auto& samples = results.samples;
    return {{"right_answers", samples.size()},
            {"per_second", static_cast<double>(samples.size()) / measured_seconds},
            {"p50_us", samples.percentile(0.5)},
            {"p90_us", samples.percentile(0.9)},
            {"p99_us", samples.percentile(0.99)},
            {"longest_us", samples.longest()},
            {"statuses", statuses},
            {"failed", results.failed},
            {"lost", results.lost},
            {"unanswered", results.unanswered},
            {"faults", results.faults},
            {"client_cpu_seconds", own_cpu_seconds()}};
}

}  // namespace

int main(int argc, char** argv)
try {
    Plan plan;
    double warm_up = 0.5;
    double measured = 5;
    std::uint64_t seed = 1;
    std::string notice_version;
    std::string paths;
    std::string cookie;

    CLI::App app{"asks a service, checks every answer, prints what came of it as JSON"};
    app.add_option("--port", plan.port, "port on 127.0.0.1")->required();
    app.add_option("--connections", plan.connections, "connections at once");
    app.add_option("--addresses", plan.addresses, "ask from as many addresses 127.0.1.x")->check(CLI::Range(1, 250));
    app.add_flag("--may-be-asked-to-come-back", plan.may_be_asked_to_come_back,
                 "429 and 503 with Retry-After are fine");
    app.add_option("--rate", plan.rate, "open loop: requests a second; without it a closed loop");
    app.add_option("--warm-up", warm_up, "seconds before measuring");
    app.add_option("--seconds", measured, "seconds of measuring");
    app.add_option("--seed", seed, "of the invented reports: another one for another run on the same data");
    auto* scenario = app.add_option_group("scenario")->require_option(1);
    scenario->add_option("--report", notice_version, "send reports that agree to this privacy notice");
    scenario->add_option("--read", paths, "file with a path, and what its answer must hold, a line");
    app.add_option("--cookie", cookie, "Cookie header of the readers");
    CLI11_PARSE(app, argc, argv);

    plan.warm_up = seconds(warm_up);
    plan.measured = seconds(measured);
    const auto asked = paths.empty() ? reporting(seed, notice_version) : reading(lines_of(paths), cookie);
    auto results = Client(plan, *asked).run();
    std::cout << written(results, measured).dump() << '\n';
    return results.failed > 0 ? 1 : 0;
} catch (const std::exception& error) {
    std::cerr << "agri110_load: " << error.what() << '\n';
    return 2;
}
