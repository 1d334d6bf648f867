// Slow and greedy clients cost a bounded time and place; the others do not notice.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/http/raw_client.hpp"
#include "tests/http/running_server.hpp"

namespace agri110::http::test {

namespace {

using namespace std::chrono_literals;

Settings impatient()
{
    Settings settings;
    settings.deadlines = {.header = 80ms, .body = 80ms, .write = 80ms, .idle = 80ms, .linger = 50ms};
    settings.deadlines.slowest_bytes_per_second = 1'000'000;
    return settings;
}

TEST(Deadline, HeaderThatNeverEndsIsGivenUp)
{
    RunningServer server{impatient()};
    RawClient client{server.port()};
    client.send("GET / HTTP/1.1\r\nHost: farm.exa");
    const auto answers = client.read_to_end();
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].status, 408);
}

TEST(Deadline, HeaderInDropsDoesNotExtendIt)
{
    RunningServer server{impatient()};
    RawClient client{server.port()};
    const auto started = std::chrono::steady_clock::now();
    while (client.send("X") && std::chrono::steady_clock::now() - started < 5s) {
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - started, 5s) << "one byte at a time keeps a connection for ever";
}

TEST(Deadline, BodyThatNeverComesIsGivenUp)
{
    RunningServer server{impatient()};
    for (const auto* body : {"Content-Length: 100\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n5\r\nha"}) {
        RawClient client{server.port()};
        client.send(std::string{"POST / HTTP/1.1\r\nHost: farm.example\r\n"} + body);
        const auto answers = client.read_to_end();
        ASSERT_EQ(answers.size(), 1u);
        EXPECT_EQ(answers[0].status, 408);
    }
    EXPECT_EQ(server.observed().calls, 0);
}

TEST(Deadline, LargeBodyOverASlowLineHasTimeByItsSize)
{
    auto settings = impatient();
    settings.deadlines.slowest_bytes_per_second = 100;  // 40 bytes: 400 ms on top
    RunningServer server{settings};
    RawClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: farm.example\r\nContent-Length: 40\r\n\r\n");
    for (int i = 0; i < 4; ++i) {
        std::this_thread::sleep_for(40ms);  // slower than the fixed part alone would bear
        client.send("0123456789");
    }
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

TEST(Deadline, IdleConnectionIsClosedWithoutAWord)
{
    RunningServer server{impatient()};
    RawClient client{server.port()};
    ASSERT_TRUE(client.ask(get("/")));
    EXPECT_TRUE(client.ends());
    RawClient silent{server.port()};
    EXPECT_TRUE(silent.ends());
}

TEST(Deadline, ReaderWhoNeverReadsIsCut)
{
    const TemporaryFolder folder;
    folder.write("large", std::string(20 << 20, 'x'));
    auto settings = impatient();
    settings.deadlines.slowest_bytes_per_second = 1'000'000'000;
    RunningServer server{settings, folder.path() / "large"};
    RawClient client{server.port()};
    client.send(get("/file"));
    server.wait_for_calls(1);
    server.wait_for_connections(0);
}

TEST(Deadline, HandlerMayTakeLongerThanAllOfThem)
{
    RunningServer server{impatient()};
    RawClient client{server.port()};
    client.send(get("/wait"));
    server.wait_for_calls(1);
    std::this_thread::sleep_for(200ms);
    server.observed().may_finish = true;
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

TEST(ConnectionCap, OneTooManyIsToldSoAndAPlaceIsFreedAgain)
{
    Settings settings;
    settings.max_connections = 3;
    RunningServer server{settings};
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(get("/wait"));
    }
    server.wait_for_calls(3);
    RawClient extra{server.port()};
    const auto refused = extra.read_answer();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_NE(refused->header("retry-after"), "");
    EXPECT_TRUE(extra.ends());

    server.observed().may_finish = true;
    for (const auto& client : clients) ASSERT_TRUE(client->read_answer());
    RawClient next{server.port()};
    const auto answer = next.ask(get("/"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

TEST(ConnectionCap, WhoOnlyHoldsAPlaceMakesWayForWhoAsks)
{
    Settings settings;
    settings.max_connections = 3;
    RunningServer server{settings};
    RawClient at_work{server.port()};
    at_work.send(get("/wait"));
    server.wait_for_calls(1);
    RawClient silent{server.port()};
    server.wait_for_connections(2);
    RawClient dribbling{server.port()};
    dribbling.send("POST /slow HTTP/1.1\r\nHost: farm.example\r\nContent-Length: 10\r\n\r\nfive ");
    server.wait_for_connections(3);

    std::vector<std::unique_ptr<RawClient>> farmers;
    for (const auto* path : {"/first", "/second", "/third"}) {
        farmers.push_back(std::make_unique<RawClient>(server.port()));
        const auto answer = farmers.back()->ask(get(path));
        ASSERT_TRUE(answer) << path;
        EXPECT_EQ(answer->status, 200) << path;
    }
    EXPECT_TRUE(silent.ends());
    EXPECT_TRUE(dribbling.ends());
    server.observed().may_finish = true;
    ASSERT_TRUE(at_work.read_answer()) << "a request in work is never given up for a newcomer";
}

TEST(ConnectionCap, OneAddressCannotTakeAllPlaces)
{
    Settings settings;
    settings.max_connections_per_address = 1;
    RunningServer server{settings};
    RawClient first{server.port()};
    ASSERT_TRUE(first.ask(get("/")));
    RawClient second{server.port()};
    const auto refused = second.read_answer();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
}

}  // namespace

}  // namespace agri110::http::test
