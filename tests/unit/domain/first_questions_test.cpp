// The first questions: asked where they matter, checked, and heard.
#include "domain/first_questions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/triage/knowledge_on_disk.hpp"

namespace agri110 {
namespace {

const FirstQuestions& shipped()
{
    return triage::knowledge_on_disk().first_questions;
}

const CropTree& crops()
{
    return triage::knowledge_on_disk().crops;
}

bool asks(std::string_view crop, std::optional<ProblemKind> kind, std::string_view id)
{
    return std::ranges::any_of(questions_for(shipped(), crops(), crop, kind),
                               [&](const FirstQuestion* question) { return question->id == id; });
}

std::vector<Answer> answers(const std::vector<GivenAnswer>& given)
{
    std::vector<FieldError> faults;
    auto taken = take_answers(shipped(), given, faults);
    EXPECT_TRUE(faults.empty());
    return taken;
}

Understanding heard(std::string crop, ProblemKind kind, const std::vector<GivenAnswer>& given)
{
    Understanding understood{.crops = {{std::move(crop), 1}}, .kind = kind};
    weigh_answers(shipped(), crops(), answers(given), understood);
    return understood;
}

TEST(FirstQuestions, AreAskedOnlyWhereTheyMatter)
{
    using enum ProblemKind;
    EXPECT_TRUE(asks("pig", animal_disease, "dead"));
    EXPECT_FALSE(asks("tomato", disease, "dead"));
    EXPECT_TRUE(asks("tomato", disease, "sprayed"));
    EXPECT_FALSE(asks("pig", animal_disease, "sprayed"));
    EXPECT_FALSE(asks("tomato", policy, "since"));
    EXPECT_TRUE(questions_for(shipped(), crops(), "", policy).empty());
}

TEST(FirstQuestions, NobodyIsAskedMoreThanSix)
{
    for (const auto& crop : crops().all())
        for (const auto kind : all_problem_kinds()) {
            EXPECT_LE(questions_for(shipped(), crops(), crop.id, kind).size(), most_asked);
            EXPECT_EQ(photo_prompts_for(shipped(), crops(), crop.id, kind).size(), 3U) << crop.id;
        }
}

TEST(FirstQuestions, AnswerThatDoesNotFitIsRefusedByName)
{
    std::vector<FieldError> faults;
    take_answers(shipped(),
                 {{"since", "yesterday"}, {"dead", "many"}, {"dead", "99999999"}, {"altitude", "-5"}, {"magic", "1"}},
                 faults);
    ASSERT_EQ(faults.size(), 5U);
    EXPECT_EQ(faults[0].field, "answers.since");
    EXPECT_EQ(faults[1].field, "answers.dead");
    EXPECT_EQ(faults[4].field, "answers");  // a made-up name is not repeated
}

TEST(FirstQuestions, AnswerIsKeptInTheWordsThatWereAskedAndSaid)
{
    const auto taken = answers({{"since", "today"}, {"altitude", "1800"}});
    EXPECT_EQ(taken[0].answer, "今天");
    EXPECT_EQ(taken[1].answer, "1800米");
    EXPECT_EQ(altitude_in(taken), 1800);
    EXPECT_EQ(altitude_in({}), std::nullopt);
}

TEST(FirstQuestions, HerdThatDiesIsAnAlert)
{
    using enum ProblemKind;
    EXPECT_EQ(heard("pig", animal_disease, {{"dead", "6"}}).alert, Alert::mass_death);
    EXPECT_EQ(heard("pig", animal_disease, {{"dead", "1"}, {"herd", "3"}}).alert, Alert::none);
    EXPECT_EQ(heard("chicken", animal_disease, {{"dead", "10"}, {"herd", "20"}}).alert, Alert::mass_death);
    EXPECT_EQ(heard("chicken", animal_disease, {{"dead", "10"}, {"herd", "2000"}}).alert, Alert::none);
    EXPECT_EQ(heard("pig", animal_disease, {{"spreading_animals", "hours"}}).alert, Alert::mass_death);
    EXPECT_EQ(heard("pig", animal_disease, {{"spreading_animals", "fast"}}).urgency, Urgency::urgent);
    EXPECT_EQ(heard("pig", animal_disease, {{"spreading_animals", "slow"}}).urgency, Urgency::normal);
}

TEST(FirstQuestions, AnswersNeverTakeAnAlertBack)
{
    Understanding understood{.crops = {{"pig", 1}}, .kind = ProblemKind::animal_disease};
    understood.alert = Alert::animal_epidemic;
    weigh_answers(shipped(), crops(), answers({{"dead", "50"}}), understood);
    EXPECT_EQ(understood.alert, Alert::animal_epidemic);
    EXPECT_EQ(understood.urgency, Urgency::urgent);
}

TEST(FirstQuestions, DamageRightAfterSprayingIsHeardWhereNothingElseWasSaid)
{
    using enum ProblemKind;
    EXPECT_EQ(heard("tomato", other, {{"sprayed_when", "three_days"}}).kind, pesticide_injury);
    EXPECT_EQ(heard("tomato", pest, {{"sprayed_when", "three_days"}}).kind, pest);
}

}  // namespace
}  // namespace agri110
