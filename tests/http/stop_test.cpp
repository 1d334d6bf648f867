// Stopping: whoever's report was taken gets the answer.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/raw_client.hpp"
#include "tests/http/running_server.hpp"

namespace agri110::http::test {

namespace {

using namespace std::chrono_literals;

TEST(Stop, RequestInWorkIsAnsweredAndTheIdleAreClosedAtOnce)
{
    RunningServer server;
    RawClient idle{server.port()};
    ASSERT_TRUE(idle.ask(get("/")));
    RawClient working{server.port()};
    working.send(post("/wait", "my report"));
    server.wait_for_calls(2);

    auto cut = std::async(std::launch::async, [&] { return server.drain(10s); });
    EXPECT_TRUE(idle.ends());
    server.observed().may_finish = true;
    const auto answer = working.read_answer();
    ASSERT_TRUE(answer) << "a request in work was lost";
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->header("connection"), "close");
    EXPECT_EQ(cut.get(), 0u);
    EXPECT_THROW(RawClient{server.port()}, std::runtime_error) << "a stopped server takes new connections";
}

TEST(Stop, DoesNotWaitForEver)
{
    RunningServer server;
    RawClient working{server.port()};
    working.send(get("/wait"));
    server.wait_for_calls(1);
    EXPECT_EQ(server.drain(50ms), 1u);
    EXPECT_FALSE(working.read_answer());
}

TEST(Stop, StopAcceptingLeavesOpenConnectionsAlone)
{
    RunningServer server;
    RawClient client{server.port()};
    ASSERT_TRUE(client.ask(get("/1")));
    server.stop_accepting();
    const auto answer = client.ask(get("/2"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

/// Asks on one connection until it ends; counts what was answered.
void keep_asking(std::uint16_t port, std::atomic<int>& answered)
{
    try {
        RawClient client{port};
        while (const auto answer = client.ask(post("/a", std::string(3000, 'x')))) {
            if (answer->status == 200) ++answered;
            if (answer->header("connection") == "close") break;
        }
    } catch (const std::runtime_error&) {
        // the server has stopped listening: this client is simply late
    }
}

TEST(Stop, UnderLoadEveryHandledRequestIsAnswered)
{
    for (int round = 0; round < 5; ++round) {
        RunningServer server;
        std::atomic<int> answered = 0;
        std::vector<std::jthread> clients;
        for (int i = 0; i < 16; ++i) {
            clients.emplace_back([&] { keep_asking(server.port(), answered); });
        }
        server.wait_for_calls(200);
        EXPECT_EQ(server.drain(10s), 0u);
        clients.clear();
        EXPECT_EQ(answered, server.observed().calls);
    }
}

}  // namespace

}  // namespace agri110::http::test
