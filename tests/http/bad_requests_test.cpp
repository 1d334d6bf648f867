// Raw requests that others collected: none that is wrong may be answered as if it were right.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "tests/http/raw_client.hpp"
#include "tests/http/running_server.hpp"
#include "tests/support/collected_inputs.hpp"

namespace agri110::http::test {

namespace {

/// The only ones of the collection that our gate lets in; all others are refused, some though their collector's gate is
/// more lenient (no Host, absolute targets, several codings, proxy preambles).
const std::set<std::string> welcome{
    "valid_015.req",
    "valid_padding_01.req",
    "valid_pp_03.req",
    "valid_rfc9110_body_framing_get_cl_zero_01.req",
    "valid_rfc9110_body_framing_http10_cl_01.req",
    "valid_rfc9110_field_name_special_chars_01.req",
    "valid_rfc9110_field_value_htab_trim_01.req",
    "valid_rfc9110_field_value_obs_text_01.req",
    "valid_rfc9112_chunked_ext_quoted_01.req",
    "valid_rfc9112_chunked_size_leading_zeros_01.req",
    "valid_rfc9112_chunked_size_uppercase_hex_01.req",
};

/// Allowed on HTTP/1.0 without a Host as long as no list of hosts is set.
const std::set<std::string> old_but_sound{"valid_001.req", "valid_017.req", "valid_019.req", "valid_022.req"};

std::vector<Answer> answers_to(RunningServer& server, const std::string& bytes)
{
    RawClient client{server.port()};
    client.send(bytes);
    client.finish_sending();
    return client.read_to_end();
}

TEST(CollectedRequests, WrongOnesAreNeverServedAndRightOnesOnlyOnce)
{
    COLLECTED_INPUTS_OR_SKIP(collected, "http");
    RunningServer server;
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{collected}) {
        if (entry.path().extension() != ".req") continue;
        ++seen;
        const auto name = entry.path().filename().string();
        const auto answers = answers_to(server, read_whole_file(entry.path()));
        const auto served = std::ranges::count_if(answers, [](const auto& answer) { return answer.status < 400; });
        const bool is_welcome = welcome.contains(name) || old_but_sound.contains(name);
        EXPECT_EQ(served, is_welcome ? 1 : 0) << name;
        EXPECT_LE(answers.size(), name == "valid_022.req" ? 2u : 1u) << name;
    }
    EXPECT_GE(seen, 130u) << "the collection has shrunk";
}

TEST(CollectedRequests, StillServesOthersAfterwards)
{
    COLLECTED_INPUTS_OR_SKIP(collected, ".");
    RunningServer server;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{collected}) {
        if (entry.is_regular_file() && entry.file_size() < 100'000) answers_to(server, read_whole_file(entry.path()));
    }
    RawClient client{server.port()};
    const auto answer = client.ask(get("/alive"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

}  // namespace

}  // namespace agri110::http::test
