// Too many at once: some are asked to come back, quickly and before their bodies are read; nobody takes all places.
#include "http/crowd.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <vector>

#include "tests/http/raw_client.hpp"
#include "tests/http/running_server.hpp"

namespace agri110::http::test {

namespace {

TEST(Crowd, NobodyIsAskedToComeBackWhileThereIsRoom)
{
    Crowd crowd;
    std::vector<std::unique_ptr<Crowd::Place>> places;
    for (int i = 0; i < 100; ++i) places.push_back(std::make_unique<Crowd::Place>(crowd, "10.0.0.1"));
    const CrowdLimits limits{.fair_from = 50, .fair_share = 8, .most = 90};
    for (const auto& place : places) EXPECT_FALSE(Crowd::is_too_much(limits, 49, *place));
}

TEST(Crowd, WhenItIsBusyAnAddressGetsItsShareAndOthersGetTheirs)
{
    Crowd crowd;
    const CrowdLimits limits{.fair_from = 50, .fair_share = 2, .most = 90};
    const Crowd::Place first{crowd, "10.0.0.1"};
    const Crowd::Place second{crowd, "10.0.0.1"};
    const Crowd::Place third{crowd, "10.0.0.1"};
    const Crowd::Place somebody_else{crowd, "10.0.0.2"};
    EXPECT_FALSE(Crowd::is_too_much(limits, 50, second));
    EXPECT_TRUE(Crowd::is_too_much(limits, 50, third));
    EXPECT_FALSE(Crowd::is_too_much(limits, 89, somebody_else));
    EXPECT_TRUE(Crowd::is_too_much(limits, 90, somebody_else));
}

TEST(Crowd, APlaceIsGivenBack)
{
    Crowd crowd;
    {
        const Crowd::Place before{crowd, "10.0.0.1"};
    }
    EXPECT_EQ(Crowd::Place(crowd, "10.0.0.1").of_address(), 1U);
}

class BusyServer : public testing::Test {
protected:
    BusyServer()
    {
        settings_.waiting = [this](std::string_view path) { return path == "/free" ? 0 : waiting_.load(); };
        settings_.crowd = {.fair_from = 10, .fair_share = 8, .most = 20};
        server_ = std::make_unique<RunningServer>(settings_);
    }
    std::atomic<std::size_t> waiting_ = 0;
    Settings settings_;
    std::unique_ptr<RunningServer> server_;
};

TEST_F(BusyServer, AsksToComeBackOnTheSameConnectionAndServesAgainAfterwards)
{
    RawClient client{server_->port()};
    waiting_ = 20;
    const auto refused = client.ask(post("/report", "a short text"));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->header("retry-after"), "5");
    EXPECT_TRUE(refused->body.contains("http.overloaded"));
    EXPECT_EQ(server_->observed().calls, 0);

    waiting_ = 19;
    const auto answer = client.ask(post("/report", "a short text"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "POST /report 12 bytes: a short text");
}

TEST_F(BusyServer, AnswersBeforeALongBodyHasCome)
{
    waiting_ = 20;
    RawClient client{server_->port()};
    client.send("POST /upload HTTP/1.1\r\nHost: farm.example\r\nContent-Length: 900000\r\n\r\nthe first bytes");
    const auto refused = client.read_answer();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->header("connection"), "close");
}

TEST_F(BusyServer, StillServesWhatDoesNotWait)
{
    waiting_ = 1000;
    RawClient client{server_->port()};
    const auto answer = client.ask(get("/free"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

}  // namespace

}  // namespace agri110::http::test
