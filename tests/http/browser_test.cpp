// What stands between a person's session and other people's pages.
#include <gtest/gtest.h>

#include <string>

#include "http/cookies.hpp"
#include "http/origin.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/text.hpp"

namespace agri110::http::test {

namespace {

Request a_post(std::vector<HeaderField> fields)
{
    Request request;
    request.method = Method::post;
    request.headers.add("Host", "farm.example:8110");
    for (auto& [name, value] : fields) request.headers.add(name, value);
    return request;
}

TEST(Origin, OurOwnPagesMayPost)
{
    EXPECT_TRUE(same_origin(a_post({})));
    EXPECT_TRUE(same_origin(a_post({{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://farm.example:8110"}})));
    EXPECT_TRUE(same_origin(a_post({{"Sec-Fetch-Site", "none"}, {"Origin", "http://FARM.example:8110"}})));
}

TEST(Origin, OtherPagesMayNot)
{
    EXPECT_FALSE(same_origin(a_post({{"Sec-Fetch-Site", "cross-site"}})));
    EXPECT_FALSE(same_origin(a_post({{"Sec-Fetch-Site", "same-site"}})));
    EXPECT_FALSE(same_origin(a_post({{"Sec-Fetch-Site", ""}})));
    for (const auto* origin : {"null", "", "https://evil.example", "https://farm.example",
                               "https://farm.example:8110.evil", "ftp://farm.example:8110", "farm.example:8110"}) {
        EXPECT_FALSE(same_origin(a_post({{"Origin", origin}}))) << origin;
    }
}

TEST(Origin, ReadingIsFree)
{
    auto request = a_post({{"Origin", "https://evil.example"}});
    request.method = Method::get;
    EXPECT_TRUE(same_origin(request));
}

TEST(Cookies, AreFoundByTheirExactName)
{
    const auto request = a_post({{"Cookie", "a=1; __Host-session=abc=; broken; b=\"2\"; bad=a b"}});
    EXPECT_EQ(request.cookie("__Host-session"), "abc=");
    EXPECT_EQ(request.cookie("b"), "2");
    EXPECT_FALSE(request.cookie("session"));
    EXPECT_FALSE(request.cookie("broken"));
    EXPECT_FALSE(request.cookie("bad"));
}

TEST(Cookies, OnesThatCameTwiceAreNobodys)
{
    EXPECT_FALSE(a_post({{"Cookie", "s=1; s=2"}}).cookie("s"));
    EXPECT_FALSE(a_post({{"Cookie", "s=1"}, {"Cookie", "s=2"}}).cookie("s"));
}

TEST(Cookies, SessionsStayOnThisHostAndOutOfScripts)
{
    EXPECT_EQ(host_cookie("session", "abc", std::chrono::hours{1}),
              "__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=3600");
    EXPECT_EQ(forget_host_cookie("session"), "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    EXPECT_THROW(host_cookie("session", "a; Domain=evil", std::chrono::seconds{1}), std::invalid_argument);
    EXPECT_THROW(host_cookie("a b", "a", std::chrono::seconds{1}), std::invalid_argument);
}

TEST(Problem, TellsTheFieldAndItsTextInOneDocument)
{
    const auto response =
        problem_response({422,
                          "report.invalid",
                          "请检查“标题”",
                          "",
                          {{"text", "report.text.empty", "请写几句\n"}, {"county", "region.unknown", ""}},
                          "00ff"});
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.headers.value("Content-Type"), "application/problem+json");
    EXPECT_EQ(std::get<std::string>(response.body),
              R"({"title":"请检查“标题”","code":"report.invalid","request_id":"00ff","status":422,"errors":[)"
              R"({"field":"text","code":"report.text.empty","title":"请写几句\u000a"},)"
              R"({"field":"county","code":"region.unknown"}]})");
}

TEST(Headers, CannotSplitAMessage)
{
    Headers headers;
    for (const auto* value : {"a\r\nb", "a\nb", "a\rb", "\x7f"}) {
        EXPECT_THROW(headers.add("X", value), std::invalid_argument);
    }
    EXPECT_THROW(headers.add("X", std::string{"a\0b", 3}), std::invalid_argument);
    EXPECT_THROW(headers.add("X Y", "a"), std::invalid_argument);
    headers.add("X-One", "1");
    headers.set("x-one", "2");
    EXPECT_EQ(headers.size(), 1u);
    EXPECT_EQ(headers.value("X-ONE"), "2");
}

TEST(Utf8, IsCheckedToTheLetter)
{
    for (const auto* good : {"", "茶", "é", "🌾", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"}) EXPECT_TRUE(is_utf8(good));
    for (const auto* bad :
         {"\x80", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5", "\xe8\x8c"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
}

}  // namespace

}  // namespace agri110::http::test
