// Farmers' questions keep finding the articles that answer them.
#include "tests/unit/search/known_answers.hpp"

#include <gtest/gtest.h>

#include "tests/unit/search/a_document.hpp"
#include "text/folding.hpp"
#include "triage/understand.hpp"

namespace agri110::test {
namespace {

const std::filesystem::path questions_file = std::filesystem::path(AGRI110_SOURCE) / "tests/unit/search/questions.toml";

TEST(KnownAnswers, AreFoundAmongTheFirstFiveForQuestionsNothingWasTunedOn)
{
    const auto& knowledge = shipped_knowledge();
    const auto index = service::index_of(knowledge);
    const triage::Matcher matcher(knowledge.crops, knowledge.lexicon);
    Quality held_out;
    for (const auto& question : known_questions(questions_file)) {
        if (!question.held_out) continue;
        const auto understood = triage::understand(matcher, text::fold(question.text).text, "");
        held_out.add(question, index->find(service::query_of(question.text, understood)));
    }
    EXPECT_GE(held_out.questions, 75U);
    EXPECT_GE(held_out.mrr(), 0.90);
    EXPECT_GE(held_out.recall(), 0.95);
}

TEST(KnownAnswers, NameArticlesThatExist)
{
    for (const auto& question : known_questions(questions_file))
        for (const auto& id : question.right)
            EXPECT_NE(shipped_knowledge().find_article(id), nullptr) << question.text << " wants " << id;
}

}  // namespace
}  // namespace agri110::test
