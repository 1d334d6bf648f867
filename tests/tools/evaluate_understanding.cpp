// evaluate_understanding [--crop=CROP] [--faults | --calibrate | --traits] KNOWLEDGE FILE... : how well sentences are
// understood, as a table; CROP is taken as the reporter's choice.
// --faults lists what was wrong: for development sentences only. --calibrate prints the points of confidence.toml.
// --traits prints what kinds and alerts are decided from, for learn_kinds.py and learn_alerts.py.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "tests/support/understanding_measure.hpp"

using namespace agri110;

namespace {

struct Wish {
    bool faults = false;
    bool calibrate = false;
    bool traits = false;
    std::string crop{};
    std::vector<std::string> files{};  // the knowledge folder first
};

Wish read_arguments(int count, char** arguments)
{
    constexpr std::string_view crop_is = "--crop=";
    Wish wish;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--faults")
            wish.faults = true;
        else if (argument == "--calibrate")
            wish.calibrate = true;
        else if (argument == "--traits")
            wish.traits = true;
        else if (argument.starts_with(crop_is))
            wish.crop = argument.substr(crop_is.size());
        else
            wish.files.push_back(argument);
    }
    return wish;
}

void print_confusion(const measure::Confusion& kinds)
{
    fmt::print("meant \\ understood");
    for (const auto kind : all_problem_kinds()) fmt::print(" {:>5.5}", name_of(kind));
    fmt::print("\n");
    for (const auto meant : all_problem_kinds()) {
        fmt::print("{:<18}", name_of(meant));
        for (const auto understood : all_problem_kinds()) {
            const int count = kinds.at(static_cast<std::size_t>(meant)).at(static_cast<std::size_t>(understood));
            fmt::print(" {:>5}", count ? std::to_string(count) : ".");
        }
        fmt::print("\n");
    }
}

/// Texts a second on one core, the median of several rounds over all sentences.
double speed(const triage::Matcher& matcher, const std::vector<measure::Sentence>& sentences)
{
    std::vector<double> rates;
    std::size_t found = 0;
    for (int round = 0; round < 9; ++round) {
        const auto begin = std::clock();  // of the processor, which others may be using too
        for (int i = 0; i < 10; ++i)
            for (const auto& sentence : sentences) found += triage::understand(matcher, sentence.text, "").crops.size();
        const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        rates.push_back(10.0 * static_cast<double>(sentences.size()) / seconds);
    }
    std::ranges::sort(rates);
    return found ? rates[rates.size() / 2] : 0;
}

void print_measured(const measure::Measured& m)
{
    const auto of = [](int part, int all) { return fmt::format("{}/{}", part, all); };
    fmt::print("crop, first guess right     {:>8}  {:.2f} %\n", of(m.first_right, m.with_crop), 100 * m.top1());
    fmt::print("crop among the first three  {:>8}  {:.2f} %\n", of(m.three_right, m.with_crop), 100 * m.top3());
    fmt::print("sure                        {:>8}\n", of(m.sure, m.sentences));
    fmt::print("wrong when sure             {:>8}  {:.2f} %\n", of(m.sure_wrong, m.sure), 100 * m.wrong_when_sure());
    fmt::print("no crop meant, not sure     {:>8}\n", of(m.said_unknown, m.without_crop));
    fmt::print("kind right                  {:>8}  {:.2f} %\n", "", 100 * m.kind_accuracy());
    fmt::print("kinds, macro-F1             {:>8}  {:.3f}\n", "", m.macro_f1());
    fmt::print("alerts found                {:>8}  {:.2f} %\n", of(m.alerts_found, m.alerts), 100 * m.alert_recall());
    fmt::print("false alarms                {:>8}  {:.2f} %\n", of(m.false_alarms, m.ordinary),
               100 * m.false_alarm_rate());
}

/// A line a sentence: its kinds, its alerts, then the traits that both are decided from, and those of one only.
void print_traits(const triage::Matcher& matcher, const std::vector<measure::Sentence>& sentences,
                  const std::string& crop)
{
    const auto names = [](const auto& answers) {
        std::vector<std::string_view> all;
        for (const auto answer : answers) all.push_back(name_of(answer));
        return all;
    };
    const auto print = [](char sort, const std::vector<triage::Trait>& traits) {
        for (const auto& trait : traits) fmt::print("\t{}{}={:.3f}", sort, trait.name, trait.strength);
    };
    for (const auto& sentence : sentences) {
        const auto found = triage::traits(matcher, sentence.text, crop);
        fmt::print("{}\t{}", fmt::join(names(sentence.kinds), ","), fmt::join(names(sentence.alerts), ","));
        print('*', found.common);
        print('k', found.of_kinds);
        print('a', found.of_alerts);
        fmt::print("\n");
    }
}

struct Step {
    double from = 0;    // least share in it
    double weight = 0;  // guesses
    double right = 0;
    double share() const { return right / weight; }
};

/// Pool-adjacent-violators: the rising line of steps that fits the guesses best. Each step starts a little less than
/// sure, so that few sentences never look like certainty.
std::vector<Step> rising(std::vector<std::pair<double, bool>> guesses)
{
    std::ranges::sort(guesses);
    constexpr std::size_t at_once = 12;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < guesses.size(); i += at_once) {
        Step step{.from = guesses[i].first, .weight = 0.5, .right = 0.3};
        for (std::size_t j = i; j < std::min(i + at_once, guesses.size()); ++j) {
            step.weight += 1;
            step.right += guesses[j].second ? 1 : 0;
        }
        steps.push_back(step);
        while (steps.size() > 1 && steps[steps.size() - 2].share() >= steps.back().share()) {
            const auto last = steps.back();
            steps.pop_back();
            steps.back().weight += last.weight;
            steps.back().right += last.right;
        }
    }
    return steps;
}

void print_confidence(const measure::Measured& m)
{
    fmt::print("points = [[0.000, 0.500]");
    double last = 0;
    for (const auto& step : rising(m.guesses)) {
        const double from = std::max(step.from, last + 0.001);
        fmt::print(", [{:.3f}, {:.3f}]", from, step.share());
        last = from;
    }
    // Beyond the last step nothing was measured; a clearer name is still a little surer.
    const double top = rising(m.guesses).back().share();
    fmt::print(", [1.000, {:.3f}]]\n", (1 + top) / 2);
}

}  // namespace

int main(int count, char** arguments)
{
    const auto wish = read_arguments(count, arguments);
    if (wish.files.size() < 2) {
        fmt::print(stderr, "usage: {} [--crop=CROP] [--faults | --calibrate | --traits] KNOWLEDGE FILE...\n",
                   arguments[0]);
        return 2;
    }
    const auto knowledge = read_knowledge(knowledge_files_of(wish.files.front()));
    if (!knowledge) {
        for (const auto& fault : knowledge.error()) fmt::print("{}:{}: {}\n", fault.file, fault.line, fault.reason);
        return 1;
    }
    auto lexicon = (*knowledge)->lexicon;
    if (wish.calibrate) lexicon.confidence.points.clear();  // shares as they are
    const triage::Matcher matcher{(*knowledge)->crops, lexicon};

    std::vector<measure::Sentence> all;
    for (std::size_t i = 1; i < wish.files.size(); ++i) {
        const auto more = measure::read_sentences(wish.files[i]);
        all.insert(all.end(), more.begin(), more.end());
    }
    if (wish.traits) {
        print_traits(matcher, all, wish.crop);
        return 0;
    }
    const auto measured = measure::measure(matcher, all, wish.crop);
    if (wish.calibrate) {
        print_confidence(measured);
        return 0;
    }
    print_measured(measured);
    print_confusion(measured.kinds);
    fmt::print("texts a second, one core: {:.0f}\n", speed(matcher, all));
    if (wish.faults)
        for (const auto& fault : measured.faults) fmt::print("{}\n", fault);
    return 0;
}
