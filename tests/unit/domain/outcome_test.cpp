// A refusal carries what a person is told; an outcome holds one or the other.
#include "domain/outcome.hpp"

#include <gtest/gtest.h>

namespace agri110 {
namespace {

Outcome<int> half(int number)
{
    if (number % 2 != 0) return refuse(Fault::invalid, "number.odd", {{"number", "odd"}});
    return number / 2;
}

TEST(Outcome, ARefusalReachesTheCallerWithItsCodeAndFields)
{
    const auto refused = half(3);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::invalid);
    EXPECT_EQ(refused.error().code, "number.odd");
    EXPECT_EQ(refused.error().fields, (std::vector<FieldError>{{"number", "odd"}}));
    EXPECT_EQ(half(4), 2);
}

TEST(Outcome, AForgottenFaultIsNoneOfTheRealOnes)
{
    EXPECT_NE(Fault{}, Fault::invalid);
    EXPECT_EQ(static_cast<int>(Fault::invalid), 1);
}

}  // namespace
}  // namespace agri110
