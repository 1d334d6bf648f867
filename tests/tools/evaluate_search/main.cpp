// Says how well the search finds known right articles, and which questions it fails:
//   evaluate_search KNOWLEDGE_FOLDER QUESTIONS.toml [--all]
// Failed questions of the held-out half are shown with --all only, so that nobody tunes on them by accident.
#include <fmt/format.h>

#include <chrono>
#include <cstring>

#include "tests/unit/search/known_answers.hpp"
#include "text/folding.hpp"
#include "triage/understand.hpp"

namespace agri110::test {
namespace {

void tell(const char* name, const Quality& quality)
{
    fmt::print("{:10} {:4} questions  MRR@5 {:.3f}  recall@5 {:.3f}\n", name, quality.questions, quality.mrr(),
               quality.recall());
}

int evaluate(const std::filesystem::path& folder, const std::filesystem::path& file, bool show_held_out)
{
    const auto knowledge = read_knowledge(knowledge_files_of(folder));
    if (!knowledge) {
        for (const auto& fault : knowledge.error()) fmt::print("{}:{}: {}\n", fault.file, fault.line, fault.reason);
        return 1;
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto index = service::index_of(**knowledge);
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    fmt::print("{} articles indexed in {:.2f} s, {} bytes\n", index->size(), took, index->bytes());
    const triage::Matcher matcher((*knowledge)->crops, (*knowledge)->lexicon);
    Quality tuned;
    Quality held_out;
    for (const auto& question : known_questions(file)) {
        const auto hits = index->find(
            service::query_of(question.text, triage::understand(matcher, text::fold(question.text).text, "")));
        auto& half = question.held_out ? held_out : tuned;
        const auto before = half.reciprocal_ranks + 0.99;
        half.add(question, hits);
        if (half.reciprocal_ranks > before || (question.held_out && !show_held_out)) continue;
        fmt::print("{} | {} |", question.text, fmt::join(question.right, " "));
        for (const auto& hit : hits) fmt::print(" {}:{:.2f}", hit.key.id, hit.score);
        fmt::print("\n");
    }
    tell("tuned on", tuned);
    tell("held out", held_out);
    return 0;
}

}  // namespace
}  // namespace agri110::test

int main(int count, char** arguments)
{
    if (count < 3) {
        fmt::print(stderr, "evaluate_search KNOWLEDGE_FOLDER QUESTIONS.toml [--all]\n");
        return 2;
    }
    return agri110::test::evaluate(arguments[1], arguments[2], count > 3 && std::strcmp(arguments[3], "--all") == 0);
}
