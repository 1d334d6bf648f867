// Chunked bodies: the same bytes give the same body however the network cuts them.
#include "http/chunked.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace agri110::http::test {

namespace {

struct Decoded {
    std::string body;
    std::size_t taken = 0;
    bool done = false;
    int refused = 0;

    friend bool operator==(const Decoded&, const Decoded&) = default;
};

/// Feeds `text` in pieces of `piece` bytes, as the session does: what was not taken comes again.
Decoded decode(const std::string& text, std::size_t piece, std::uint64_t limit = 1000)
{
    ChunkedDecoder decoder{limit};
    Decoded decoded;
    std::string waiting;
    for (std::size_t i = 0; i < text.size() && !decoder.done(); i += piece) {
        waiting += text.substr(i, piece);
        const auto taken = decoder.decode(waiting, decoded.body);
        if (!taken) {
            decoded.refused = taken.error().status;
            decoded.taken = 0;  // nobody reads on
            return decoded;
        }
        decoded.taken += *taken;
        waiting.erase(0, *taken);
    }
    decoded.done = decoder.done();
    return decoded;
}

TEST(ChunkedBody, IsTheSameInPiecesOfEverySize)
{
    const std::string body = "5;a=b\r\nhello\r\n1\r\n\r\r\n00b\r\n\r\n0\r\n\r\nGET \r\n0\r\nVary: *\r\n\r\n";
    const std::string next = "GET /next HTTP/1.1\r\n";
    const auto whole = decode(body + next, 1000);
    EXPECT_EQ(whole.body, "hello\r\r\n0\r\n\r\nGET ");
    EXPECT_EQ(whole.taken, body.size()) << "bytes of the next request were eaten";
    EXPECT_TRUE(whole.done);
    for (std::size_t piece = 1; piece < 40; ++piece) EXPECT_EQ(decode(body + next, piece), whole) << piece;
}

TEST(ChunkedBody, BadFramingIsRefusedInPiecesOfEverySize)
{
    for (const std::string bad :
         {"-5\r\nhello\r\n", "+5\r\nhello\r\n", "0x5\r\nhello\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n",
          "\r\nhello\r\n", ";a\r\nhello\r\n", "5\nhello\r\n\r\n", "5\r\nhelloX\r\n0\r\n\r\n", "5;a\rb\r\nhello\r\n",
          "0\r\nno colon\r\n\r\n", "0\r\nHost: a\r\n\r\n", "0\r\n folded: a\r\n\r\n", "ffffffffffffffff\r\n",
          "5\r\nhello0\r\n\r\n"}) {
        for (std::size_t piece = 1; piece < 20; ++piece) EXPECT_EQ(decode(bad, piece).refused, 400) << bad << piece;
    }
    EXPECT_EQ(decode("3e9\r\n", 100).refused, 413);
    EXPECT_EQ(decode("3e8\r\n", 100).refused, 0);
}

TEST(ChunkedBody, NoiseNeverBreaksIt)
{
    std::mt19937 random{7};
    constexpr std::string_view alphabet{"0123456789abcdefF;=\r\n\r\n\r\n \t\"x:\0\xff", 32};
    for (int round = 0; round < 20'000; ++round) {
        std::string noise;
        for (auto size = random() % 60; size > 0; --size) noise += alphabet[random() % alphabet.size()];
        const auto whole = decode(noise, noise.size() + 1);
        EXPECT_EQ(decode(noise, 1), whole) << round;
        EXPECT_LE(whole.taken, noise.size());
    }
}

}  // namespace

}  // namespace agri110::http::test
