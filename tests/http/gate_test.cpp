// The gate as a table: what two readers could understand differently must not come in.
#include "http/gate.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/http/raw_client.hpp"
#include "tests/http/running_server.hpp"

namespace agri110::http::test {

namespace {

struct Refused {
    const char* name;
    std::string head;
    int status;
};

const std::string host = "Host: farm.example\r\n";

std::string many_fields(int count)
{
    std::string fields;
    for (int i = 0; i < count; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
    return fields;
}

const Refused refused[] = {
    {"HostMissing", "GET / HTTP/1.1\r\n\r\n", 400},
    {"HostTwice", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
    {"HostUnknown", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400},
    {"HostWithUserInfo", "GET / HTTP/1.1\r\nHost: a@farm.example\r\n\r\n", 400},
    {"HostWithPath", "GET / HTTP/1.1\r\nHost: farm.example/x\r\n\r\n", 400},
    {"HostWithWildPort", "GET / HTTP/1.1\r\nHost: farm.example:99999\r\n\r\n", 400},
    {"HostEmpty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"LengthTwice", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", 400},
    {"LengthList", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5, 5\r\n\r\n", 400},
    {"LengthSigned", "POST / HTTP/1.1\r\n" + host + "Content-Length: +5\r\n\r\n", 400},
    {"LengthHex", "POST / HTTP/1.1\r\n" + host + "Content-Length: 0x5\r\n\r\n", 400},
    {"LengthEmpty", "POST / HTTP/1.1\r\n" + host + "Content-Length:\r\n\r\n", 400},
    {"LengthBeyond64Bits", "POST / HTTP/1.1\r\n" + host + "Content-Length: 18446744073709551621\r\n\r\n", 400},
    {"LengthBeyondLimit", "POST / HTTP/1.1\r\n" + host + "Content-Length: 9223372036854775807\r\n\r\n", 413},
    {"EncodingGzip", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", 501},
    {"EncodingIdentity", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: identity\r\n\r\n", 501},
    {"EncodingXchunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n", 501},
    {"EncodingGzipChunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
    {"EncodingTwice", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
     400},
    {"EncodingAndLength", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
     400},
    {"EncodingOnOldVersion", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", 400},
    {"BodyOnGet", "GET / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx", 400},
    {"BodyOnHead", "HEAD / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx", 400},
    {"BodyOnDelete", "DELETE / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"MethodTrace", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501},
    {"MethodConnect", "CONNECT farm.example:80 HTTP/1.1\r\n" + host + "\r\n", 501},
    {"MethodLowerCase", "get / HTTP/1.1\r\n" + host + "\r\n", 501},
    {"TargetAbsolute", "GET http://farm.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetAsterisk", "GET * HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetFragment", "GET /a#b HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetHighByte", "GET /\xe8\x8c\xb6 HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetBlank", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetDotDot", "GET /a/../b HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetEncodedDotDot", "GET /a/%2e%2e/b HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetEncodedSlash", "GET /a%2fb HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetEncodedNul", "GET /a%00 HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetBrokenEscape", "GET /a%4 HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetNotUtf8", "GET /%ff HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetOverlongUtf8", "GET /%c0%af HTTP/1.1\r\n" + host + "\r\n", 400},
    {"QueryNotUtf8", "GET /?q=%ff HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TargetTooLong", "GET /" + std::string(4096, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
    {"HeaderTooLarge", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(8192, 'a') + "\r\n\r\n", 431},
    {"FieldsTooMany", "GET / HTTP/1.1\r\n" + host + many_fields(64) + "\r\n", 431},
    {"FieldWithUnderscore", "GET / HTTP/1.1\r\n" + host + "X_Forwarded_For: 1\r\n\r\n", 400},
    {"FieldFolded", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
    {"FieldBlankBeforeColon", "GET / HTTP/1.1\r\n" + host + "X : a\r\n\r\n", 400},
    {"FieldBareCr", "GET / HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n", 400},
    {"FieldBareLf", "GET / HTTP/1.1\r\n" + host + "X: a\nY: b\r\n\r\n", 400},
    {"FieldNul", "GET / HTTP/1.1\r\n" + host + std::string{"X: a\0b\r\n\r\n", 10}, 400},
    {"FieldWithoutColon", "GET / HTTP/1.1\r\n" + host + "X\r\n\r\n", 400},
    {"ContentTypeTwice", "GET / HTTP/1.1\r\n" + host + "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\n", 400},
    {"ExpectSomethingElse", "POST / HTTP/1.1\r\n" + host + "Expect: tea\r\nContent-Length: 1\r\n\r\nx", 417},
    {"VersionTwo", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
    {"VersionNonsense", "GET / HTTP/1.11\r\n" + host + "\r\n", 400},
    {"EmptyLineFirst", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
};

class Gate : public ::testing::TestWithParam<Refused> {};

Settings with_known_host()
{
    Settings settings;
    settings.hosts = {"farm.example"};
    return settings;
}

TEST_P(Gate, RefusesAndNeverReadsTheNextRequestOutOfTheSameBytes)
{
    RunningServer server{with_known_host()};
    RawClient client{server.port()};
    client.send(GetParam().head + get("/smuggled"));
    client.finish_sending();
    const auto answers = client.read_to_end();

    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].status, GetParam().status);
    EXPECT_EQ(answers[0].header("content-type"), "application/problem+json");
    EXPECT_EQ(answers[0].header("connection"), "close");
    EXPECT_EQ(answers[0].header("x-request-id").size(), 16u);
    EXPECT_NE(answers[0].body.find("\"code\":\"http."), std::string::npos);
    EXPECT_EQ(server.observed().calls, 0) << "the handler saw a refused request";
}

INSTANTIATE_TEST_SUITE_P(TenChecks, Gate, ::testing::ValuesIn(refused),
                         [](const auto& row) { return std::string{row.param.name}; });

TEST(GateLetsIn, ExactlyTheLimitOfFieldsAndBytes)
{
    RunningServer server{with_known_host()};
    RawClient client{server.port()};
    const auto fields = client.ask("GET / HTTP/1.1\r\n" + host + many_fields(63) + "\r\n");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->status, 200);

    const std::string start = "GET / HTTP/1.1\r\n" + host + "X: ";
    const auto bytes = client.ask(start + std::string(8192 - start.size() - 4, 'a') + "\r\n\r\n");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->status, 200);
    const auto one_more = client.ask(start + std::string(8192 - start.size() - 3, 'a') + "\r\n\r\n");
    ASSERT_TRUE(one_more);
    EXPECT_EQ(one_more->status, 431);
}

TEST(GateLetsIn, ChinesePathsAndQueriesDecodedOnce)
{
    RunningServer server;
    RawClient client{server.port()};
    const auto answer = client.ask(get("/%E8%8C%B6/%2525?q=%E9%BB%84+%E5%8F%B6&empty=&bare&a=%26"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "GET /茶/%25 [q=黄 叶] [empty=] [bare=] [a=&] 0 bytes: ");
}

TEST(GateLetsIn, HostsOfEverySpelling)
{
    for (const auto* good : {"farm.example", "FARM.example:8110", "127.0.0.1:1", "[::1]", "[::1]:65535"}) {
        EXPECT_TRUE(is_host(good)) << good;
    }
    for (const auto* bad : {"", ":80", "a:", "a:b", "[::1", "[]", "[::1]x", "a,b", "a b", "a=1", "a:1:2", "[gg]"}) {
        EXPECT_FALSE(is_host(bad)) << bad;
    }
}

}  // namespace

}  // namespace agri110::http::test
