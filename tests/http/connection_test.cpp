// One connection's life: keep-alive, pipelining, HEAD, bodies, files, errors.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "tests/http/raw_client.hpp"
#include "tests/http/running_server.hpp"

namespace agri110::http::test {

namespace {

std::string chunked(std::string_view target, std::string_view chunks)
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: farm.example\r\nTransfer-Encoding: chunked\r\n\r\n{}", target,
                       chunks);
}

TEST(Connection, StaysOpenForTheNextRequest)
{
    RunningServer server;
    RawClient client{server.port()};
    for (const auto* path : {"/a", "/b", "/c"}) {
        const auto answer = client.ask(get(path));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, fmt::format("GET {} 0 bytes: ", path));
        EXPECT_EQ(answer->header("connection"), "keep-alive");
    }
}

TEST(Connection, AnswersPipelinedRequestsInOrder)
{
    RunningServer server;
    RawClient client{server.port()};
    client.send(get("/1") + post("/2", "tea") + chunked("/3", "3\r\nbug\r\n0\r\n\r\n") + get("/4"));
    for (const auto* expected :
         {"GET /1 0 bytes: ", "POST /2 3 bytes: tea", "POST /3 3 bytes: bug", "GET /4 0 bytes: "}) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, expected);
    }
}

TEST(Connection, ClosesWhenTheClientSaysSo)
{
    RunningServer server;
    for (const auto& request : {get("/", "Connection: close\r\n"), get("/", "Connection: foo, Close\r\n"),
                                std::string{"GET / HTTP/1.0\r\nHost: farm.example\r\n\r\n"}}) {
        RawClient client{server.port()};
        client.send(request + get("/second"));
        const auto answers = client.read_to_end();
        ASSERT_EQ(answers.size(), 1u);
        EXPECT_EQ(answers[0].header("connection"), "close");
    }
}

TEST(Connection, WhoeverMeetsAFullDiskOrNoMemoryIsAskedToComeBack)
{
    RunningServer server;
    for (const auto& [path, status, code] : {std::tuple{"/disk", 507, "http.disk_full"},
                                             {"/files", 503, "http.overloaded"},
                                             {"/memory", 503, "http.overloaded"}}) {
        RawClient client{server.port()};
        const auto told = client.ask(get(path));
        ASSERT_TRUE(told);
        EXPECT_EQ(told->status, status) << path;
        EXPECT_TRUE(told->body.contains(code)) << told->body;
        EXPECT_FALSE(told->header("retry-after").empty()) << path;
    }
}

TEST(Connection, EndsAfterItsShareOfRequests)
{
    Settings settings;
    settings.max_requests_per_connection = 3;
    RunningServer server{settings};
    RawClient client{server.port()};
    client.send(get("/1") + get("/2") + get("/3") + get("/4"));
    const auto answers = client.read_to_end();
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[1].header("connection"), "keep-alive");
    EXPECT_EQ(answers[2].header("connection"), "close");
}

TEST(Connection, HeadGivesTheLengthButNoBody)
{
    RunningServer server;
    RawClient client{server.port()};
    client.send("HEAD /a HTTP/1.1\r\nHost: farm.example\r\n\r\n");
    const auto head = client.read_answer(false);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->header("content-length"), "17");
    const auto next = client.ask(get("/b"));
    ASSERT_TRUE(next);
    EXPECT_EQ(next->body, "GET /b 0 bytes: ") << "the answer to HEAD had a body";
}

TEST(Connection, AnswersWithoutBodyHaveNoLength)
{
    RunningServer server;
    RawClient client{server.port()};
    const auto empty = client.ask(get("/empty"));
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->status, 204);
    EXPECT_EQ(empty->header("content-length"), "");
    EXPECT_TRUE(client.ask(get("/next")));
}

TEST(Connection, EveryAnswerCarriesTheSecurityHeaders)
{
    RunningServer server;
    RawClient client{server.port()};
    for (const auto* path : {"/fine", "/throw", "/%00"}) {
        const auto answer = client.ask(get(path));
        ASSERT_TRUE(answer);
        EXPECT_NE(answer->header("content-security-policy").find("script-src 'self'"), std::string::npos);
        EXPECT_EQ(answer->header("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer->header("referrer-policy"), "no-referrer");
        EXPECT_EQ(answer->header("cross-origin-opener-policy"), "same-origin");
        EXPECT_NE(answer->header("permissions-policy").find("camera=(self)"), std::string::npos);
        EXPECT_EQ(answer->header("cache-control"), "no-store");
        EXPECT_EQ(answer->header("x-request-id").size(), 16u);
    }
}

TEST(Connection, RequestIdIsNeverTheClients)
{
    RunningServer server;
    RawClient client{server.port()};
    const auto first = client.ask(get("/", "X-Request-Id: 0123456789abcdef\r\n"));
    const auto second = client.ask(get("/", "X-Request-Id: 0123456789abcdef\r\n"));
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->header("x-request-id"), "0123456789abcdef");
    EXPECT_NE(first->header("x-request-id"), second->header("x-request-id"));
}

TEST(HandlerFault, IsA500WithoutDetailAndTheConnectionLivesOn)
{
    RunningServer server;
    RawClient client{server.port()};
    const auto broken = client.ask(post("/throw", "some body"));
    ASSERT_TRUE(broken);
    EXPECT_EQ(broken->status, 500);
    EXPECT_EQ(broken->header("content-type"), "application/problem+json");
    EXPECT_NE(broken->body.find("\"code\":\"http.internal\""), std::string::npos);
    EXPECT_EQ(broken->body.find("13888"), std::string::npos);
    EXPECT_NE(broken->body.find(broken->header("x-request-id")), std::string::npos);
    const auto next = client.ask(get("/next"));
    ASSERT_TRUE(next);
    EXPECT_EQ(next->status, 200);
}

TEST(HandlerFault, CannotSplitTheAnswer)
{
    RunningServer server;
    RawClient client{server.port()};
    const auto answer = client.ask(get("/split"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 500);
    EXPECT_EQ(answer->header("set-cookie"), "");
}

TEST(Body, UpToTheLimitIsTakenAndOneByteMoreIsNot)
{
    Settings settings;
    settings.max_body_bytes = 100'000;
    RunningServer server{settings};
    RawClient exact{server.port()};
    const auto taken = exact.ask(post("/a", std::string(100'000, 'x')));
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->status, 200);

    RawClient beyond{server.port()};
    const auto refused = beyond.ask(post("/a", std::string(100'001, 'x')));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 413);
    EXPECT_EQ(server.observed().calls, 1);
}

TEST(Body, ChunkedLimitBindsByTheByte)
{
    Settings settings;
    settings.max_body_bytes = 6;
    RunningServer server{settings};
    RawClient exact{server.port()};
    const auto taken = exact.ask(chunked("/a", "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n"));
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->status, 200);

    RawClient beyond{server.port()};
    const auto refused = beyond.ask(chunked("/a", "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 413);
    EXPECT_EQ(server.observed().calls, 1);
}

TEST(Body, LimitIsThePathsOwn)
{
    Settings settings;
    settings.max_body_bytes = 10;
    settings.body_limit = [](Method, std::string_view path) { return path == "/uploads" ? 1000u : 10u; };
    RunningServer server{settings};
    RawClient client{server.port()};
    const auto large = client.ask(post("/uploads", std::string(1000, 'x')));
    ASSERT_TRUE(large);
    EXPECT_EQ(large->status, 200);
    const auto refused = client.ask(post("/reports", std::string(11, 'x')));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 413);
}

TEST(Body, LargeOnesGoToAFileThatVanishes)
{
    const TemporaryFolder spool;
    Settings settings;
    settings.spool_folder = spool.path();
    RunningServer server{settings};
    RawClient client{server.port()};
    const auto small = client.ask(post("/spooled", std::string(64 << 10, 'x')));
    const auto large = client.ask(post("/spooled", std::string((64 << 10) + 1, 'x')));
    ASSERT_TRUE(small && large);
    EXPECT_EQ(small->body, "memory");
    EXPECT_EQ(large->body, "file");
    ASSERT_TRUE(client.ask(get("/next")));  // by now the session has let go of the large one
    EXPECT_EQ(spool.count_files(), 0u);

    const auto echoed = client.ask(post("/a", std::string(200'000, 'y')));
    ASSERT_TRUE(echoed);
    EXPECT_EQ(echoed->body, "POST /a 200000 bytes: " + std::string(200, 'y'));
}

TEST(Body, OneTooManyInFlightIsToldToComeBack)
{
    Settings settings;
    settings.max_body_bytes_in_flight = 1000;
    RunningServer server{settings};
    RawClient slow{server.port()};
    slow.send(post("/wait", std::string(900, 'x')));
    server.wait_for_calls(1);

    RawClient other{server.port()};
    const auto refused = other.ask(post("/a", std::string(101, 'x')));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_NE(refused->header("retry-after"), "");

    server.observed().may_finish = true;
    ASSERT_TRUE(slow.read_answer());
    ASSERT_TRUE(slow.ask(get("/next")));
    RawClient again{server.port()};
    const auto taken = again.ask(post("/a", std::string(101, 'x')));
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->status, 200);
}

TEST(Body, ContinueIsSaidOnlyToWhatWillBeTaken)
{
    RunningServer server;
    RawClient client{server.port()};
    client.send("POST /a HTTP/1.1\r\nHost: farm.example\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    const auto go_on = client.read_answer(false);
    ASSERT_TRUE(go_on);
    EXPECT_EQ(go_on->status, 100);
    const auto answer = client.ask("tea");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "POST /a 3 bytes: tea");

    client.send("POST /a HTTP/1.1\r\nHost: farm.example\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n\r\n");
    const auto refused = client.read_answer();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 413);
}

TEST(Chunks, ExtensionsAndTrailersAreDroppedNotBelieved)
{
    RunningServer server;
    RawClient client{server.port()};
    const auto answer = client.ask(chunked("/a", "3;x=\"y\"\r\ntea\r\n0\r\nX-Told: by a trailer\r\n\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "POST /a 3 bytes: tea");
}

TEST(Chunks, FramingMayNotOutweighTheBody)
{
    RunningServer server;
    std::string extensions;
    for (int i = 0; i < 20; ++i) extensions += "1;" + std::string(900, 'x') + "\r\na\r\n";
    std::string trailers = "0\r\n";
    for (int i = 0; i < 65; ++i) trailers += "A: b\r\n";
    const std::string long_trailer = "0\r\nA: " + std::string(1100, 'x');
    const std::string endless_size = "0000000000000000000000003\r\ntea\r\n0\r\n\r\n";
    for (const auto& chunks : {extensions, trailers + "\r\n", long_trailer + "\r\n\r\n", endless_size}) {
        RawClient client{server.port()};
        client.send(chunked("/a", chunks) + get("/smuggled"));
        client.finish_sending();
        const auto answers = client.read_to_end();
        ASSERT_EQ(answers.size(), 1u);
        EXPECT_EQ(answers[0].status, 400);
    }
    EXPECT_EQ(server.observed().calls, 0);
}

TEST(Files, AreSentWholeAndOnlyAsFarAsPromised)
{
    const TemporaryFolder folder;
    std::string photo;
    for (int i = 0; photo.size() < 300'000; ++i) photo += std::to_string(i);
    folder.write("photo.jpg", photo);
    RunningServer server{{}, folder.path() / "photo.jpg"};
    RawClient client{server.port()};
    const auto answer = client.ask(get("/file"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header("content-type"), "image/jpeg");
    EXPECT_EQ(answer->body, photo);
    EXPECT_TRUE(client.ask(get("/next")));
}

TEST(Peer, ForwardedAddressIsBelievedOnlyFromTheProxy)
{
    Settings behind_proxy;
    behind_proxy.trusted_proxies = {"127.0.0.1", "10.0.0.1"};
    RunningServer trusting{behind_proxy};
    RunningServer alone;
    struct Case {
        const char* forwarded;
        const char* trusting;
    };
    for (const auto& [forwarded, expected] :
         {Case{"", "127.0.0.1"}, Case{"X-Forwarded-For: 1.2.3.4\r\n", "1.2.3.4"},
          Case{"X-Forwarded-For: 6.6.6.6, 1.2.3.4, 10.0.0.1\r\n", "1.2.3.4"},
          Case{"X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: ::ffff:1.2.3.4\r\n", "1.2.3.4"},
          Case{"X-Forwarded-For: 6.6.6.6, nonsense\r\n", "127.0.0.1"}}) {
        RawClient client{trusting.port()};
        const auto answer = client.ask(get("/peer", forwarded));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, expected);
        RawClient direct{alone.port()};
        const auto plain = direct.ask(get("/peer", forwarded));
        ASSERT_TRUE(plain);
        EXPECT_EQ(plain->body, "127.0.0.1");
    }
}

}  // namespace

}  // namespace agri110::http::test
