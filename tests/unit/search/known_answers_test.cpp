// Farmers' questions keep finding the articles that answer them.
#include "tests/unit/search/known_answers.hpp"

#include <gtest/gtest.h>

#include "tests/unit/search/a_document.hpp"
#include "text/folding.hpp"
#include "triage/understand.hpp"

namespace agri110::test {
namespace {

const std::filesystem::path folder = std::filesystem::path(AGRI110_SOURCE) / "tests/unit/search";

Quality held_out_quality(const char* file)
{
    const auto& knowledge = shipped_knowledge();
    static const auto index = service::index_of(knowledge);
    static const triage::Matcher matcher(knowledge.crops, knowledge.lexicon);
    Quality held_out;
    for (const auto& question : known_questions(folder / file)) {
        if (!question.held_out) continue;
        const auto understood = triage::understand(matcher, text::fold(question.text).text, "");
        held_out.add(question, index->find(service::query_of(question.text, understood)));
    }
    return held_out;
}

// A little below what is reached, so that a change for the worse fails and a corrected article does not.

TEST(KnownAnswers, AreFoundAmongTheFirstFiveForShortQuestions)
{
    const auto quality = held_out_quality("questions.toml");
    EXPECT_GE(quality.questions, 75U);
    EXPECT_GE(quality.mrr(), 0.92);
    EXPECT_GE(quality.recall(), 0.95);
}

TEST(KnownAnswers, AreFoundAmongTheFirstFiveForLongSpokenQuestions)
{
    const auto quality = held_out_quality("questions_later.toml");
    EXPECT_GE(quality.questions, 35U);
    EXPECT_GE(quality.mrr(), 0.75);
    EXPECT_GE(quality.recall(), 0.90);
}

TEST(KnownAnswers, NameArticlesThatExist)
{
    for (const auto* file : {"questions.toml", "questions_later.toml"})
        for (const auto& question : known_questions(folder / file))
            for (const auto& id : question.right)
                EXPECT_NE(shipped_knowledge().find_article(id), nullptr) << question.text << " wants " << id;
}

}  // namespace
}  // namespace agri110::test
