// Routes: every path reaches the one door it names.
#include "http/router.hpp"

#include <gtest/gtest.h>

#include <string>

namespace agri110::http::test {

namespace {

Router<int> routes()
{
    Router<int> router;
    router.add(Method::get, "/", 1);
    router.add(Method::get, "/api/reports", 2);
    router.add(Method::post, "/api/reports", 3);
    router.add(Method::get, "/api/reports/{id}", 4);
    router.add(Method::get, "/api/reports/mine", 5);
    router.add(Method::post, "/api/reports/{id}/answers", 6);
    router.add(Method::get, "/api/{noun}/mine/list", 7);
    router.add(Method::delete_, "/api/reports/{number}", 8);
    return router;
}

int find(Method method, std::string_view path)
{
    static const auto router = routes();
    const auto match = router.find(method, path);
    return match.target ? *match.target : 0;
}

TEST(Router, FindsTheDoorOfEachPath)
{
    EXPECT_EQ(find(Method::get, "/"), 1);
    EXPECT_EQ(find(Method::post, "/api/reports"), 3);
    EXPECT_EQ(find(Method::head, "/api/reports"), 2);
    EXPECT_EQ(find(Method::get, "/api/reports/42"), 4);
    EXPECT_EQ(find(Method::post, "/api/reports/42/answers"), 6);
    EXPECT_EQ(find(Method::delete_, "/api/reports/42"), 8);
}

TEST(Router, FixedSegmentsBeatPlaceholdersButDoNotHideThem)
{
    EXPECT_EQ(find(Method::get, "/api/reports/mine"), 5);
    EXPECT_EQ(find(Method::post, "/api/reports/mine/answers"), 6);
    EXPECT_EQ(find(Method::get, "/api/reports/mine/list"), 7);
    EXPECT_EQ(find(Method::delete_, "/api/reports/mine"), 8);
}

TEST(Router, DoesNotGuess)
{
    for (const auto* path : {"", "api/reports", "/api", "/api/reports/", "/api//reports", "/api/reports/1/2", "//"}) {
        EXPECT_EQ(find(Method::get, path), 0) << path;
    }
}

TEST(Router, GivesTheParametersAndThePattern)
{
    const auto router = routes();
    const auto match = router.find(Method::post, "/api/reports/茶 1/answers");
    ASSERT_TRUE(match.target);
    EXPECT_EQ(match.pattern, "/api/reports/{id}/answers");
    EXPECT_EQ(match.parameters.at("id"), "茶 1");
    EXPECT_EQ(match.parameters.size(), 1u);
    EXPECT_THROW(match.parameters.at("number"), std::out_of_range);
}

TEST(Router, SaysWhichMethodsAPathKnows)
{
    const auto router = routes();
    const auto match = router.find(Method::patch, "/api/reports/42");
    EXPECT_FALSE(match.target);
    EXPECT_EQ(allow_header(match.allowed), "GET, HEAD, DELETE");
    EXPECT_TRUE(router.find(Method::get, "/nowhere").allowed.empty());
}

TEST(Router, RefusesAFaultyTableAtStart)
{
    Router<int> router;
    router.add(Method::get, "/a/{id}", 1);
    EXPECT_THROW(router.add(Method::get, "/a/{id}", 2), std::invalid_argument);
    EXPECT_THROW(router.add(Method::get, "a", 2), std::invalid_argument);
    for (const auto* bad : {"/{", "/}", "/{}", "/a{id}", "/{id}b", "/{{id}}"}) {
        EXPECT_THROW(router.add(Method::get, bad, 2), std::invalid_argument) << bad;
    }
}

}  // namespace

}  // namespace agri110::http::test
