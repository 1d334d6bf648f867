// Searching among 200,000 documents, made by mixing the sentences of the shipped articles within each crop.
//   search_bench [--documents=200000]
// Prints how long a query takes and what memory a document needs, for the questions of tests/unit/search and a few of
// the greatest length.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "search/index.hpp"
#include "tests/unit/search/known_answers.hpp"
#include "text/folding.hpp"
#include "text/utf8.hpp"
#include "triage/understand.hpp"

namespace agri110::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t chunk = 10'000;
constexpr int rounds = 20;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// The sentences of each crop's articles, and documents made of them: 3 as title and signs, 6 as answer, like a case.
class Mixer {
public:
    explicit Mixer(const Knowledge& knowledge)
    {
        for (const auto& article : knowledge.articles) {
            auto& own = sentences_[article.crop];
            const auto document = search::document_of(article);
            for (const auto& text : {document.signs, document.rest}) split(text, own);
            crops_.push_back(article.crop);
        }
    }

    search::Document operator()(std::size_t number)
    {
        const auto& crop = crops_[dice_() % crops_.size()];
        search::Document document{
            .key = {search::DocumentType::solved_case, std::to_string(1'000'000'000'000 + number)}};
        document.crop = crop;
        document.title = any(crop);
        for (int i = 0; i < 3; ++i) document.signs += any(crop);
        for (int i = 0; i < 6; ++i) document.rest += any(crop);
        document.months = {static_cast<int>(1 + dice_() % 12)};
        document.county = 530'000 + static_cast<RegionCode>(dice_() % 3500);
        document.helped = static_cast<int>(dice_() % 5);
        return document;
    }

private:
    static void split(const std::string& text, std::vector<std::string>& into)
    {
        std::string sentence;
        for (const char c : text) {
            sentence += c;
            if (sentence.ends_with("\u3002") || c == '\n') {
                if (sentence.size() > 12) into.push_back(sentence);
                sentence.clear();
            }
        }
    }
    const std::string& any(const std::string& crop)
    {
        const auto& own = sentences_.at(crop);
        return own[dice_() % own.size()];
    }

    std::map<std::string, std::vector<std::string>> sentences_{};
    std::vector<std::string> crops_{};
    std::mt19937 dice_{20'261'125};
};

std::vector<search::Query> queries_of(const Knowledge& knowledge)
{
    const triage::Matcher matcher(knowledge.crops, knowledge.lexicon);
    std::vector<search::Query> queries;
    const auto file = std::filesystem::path(AGRI110_SOURCE) / "tests/unit/search/questions.toml";
    std::string all;
    const auto ask = [&](const std::string& text) {
        queries.push_back(service::query_of(text, triage::understand(matcher, text::fold(text).text, "")));
        queries.back().month = 7;
        queries.back().county = 532'822;
    };
    for (const auto& question : test::known_questions(file)) {
        ask(question.text);
        all += question.text;
    }
    // A hundredth are as long as is allowed: 500 characters.
    for (std::size_t i = 0; i < 3; ++i)
        ask(std::string(text::first_characters(std::string_view(all).substr(i * 3000), 500)));
    return queries;
}

/// What this thread alone has used, so that a busy machine does not look like a slow search.
double cpu_milliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1e6;
}

void tell(const char* what, std::vector<double>& times)
{
    std::ranges::sort(times);
    fmt::print("{}: p50 {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms\n", what, times[times.size() / 2],
               times[times.size() * 99 / 100], times.back());
}

long resident_kilobytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void measure(std::size_t documents)
{
    const auto knowledge =
        read_knowledge(knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge")).value();
    const auto index = service::index_of(*knowledge);
    Mixer mixer(*knowledge);
    const auto begun = Clock::now();
    for (std::size_t made = 0; made < documents;) {
        std::vector<search::Document> some;
        while (some.size() < chunk && made < documents) some.push_back(mixer(made++));
        index->put(some);
    }
    fmt::print("{} documents indexed in {:.0f} s; {:.0f} bytes of index a document; {} MB resident at most\n",
               index->size(), milliseconds(Clock::now() - begun) / 1000,
               static_cast<double>(index->bytes()) / static_cast<double>(index->size()), resident_kilobytes() / 1024);

    std::vector<double> times;
    std::vector<double> cpu_times;
    const auto queries = queries_of(*knowledge);
    for (int round = 0; round < rounds; ++round) {
        for (const auto& query : queries) {
            const auto start = Clock::now();
            const auto cpu_start = cpu_milliseconds();
            index->find(query);
            cpu_times.push_back(cpu_milliseconds() - cpu_start);
            times.push_back(milliseconds(Clock::now() - start));
        }
    }
    fmt::print("{} queries\n", times.size());
    tell("a query, by the clock on the wall", times);
    tell("a query, by the processor", cpu_times);

    std::vector<double> puts;
    for (std::size_t i = 0; i < 200; ++i) {
        const std::vector one{mixer(i * 7)};
        const auto cpu_start = cpu_milliseconds();
        index->put(one);
        puts.push_back(cpu_milliseconds() - cpu_start);
    }
    tell("replacing one document, by the processor", puts);
}

}  // namespace
}  // namespace agri110::bench

int main(int count, char** arguments)
{
    std::size_t documents = 200'000;
    constexpr std::string_view option = "--documents=";
    for (int i = 1; i < count; ++i) {
        const std::string_view given = arguments[i];
        if (given.starts_with(option))
            std::from_chars(given.data() + option.size(), given.data() + given.size(), documents);
    }
    agri110::bench::measure(documents);
}
