// Voice notes in pieces.
#include "http/range.hpp"

#include <gtest/gtest.h>

#include <string>

namespace agri110::http::test {

namespace {

struct Asked {
    const char* range;
    int status;
    std::uint64_t offset;
    std::uint64_t size;
    const char* content_range;
};

TEST(VoiceNote, IsGivenInThePieceThePlayerAsksFor)
{
    for (const auto& asked :
         {Asked{"bytes=0-1", 206, 0, 2, "bytes 0-1/10"}, Asked{"bytes=4-", 206, 4, 6, "bytes 4-9/10"},
          Asked{"bytes=-3", 206, 7, 3, "bytes 7-9/10"}, Asked{"bytes=-99", 206, 0, 10, "bytes 0-9/10"},
          Asked{"bytes=9-99", 206, 9, 1, "bytes 9-9/10"}, Asked{"bytes=10-", 416, 0, 0, "bytes */10"},
          Asked{"bytes=-0", 416, 0, 0, "bytes */10"}, Asked{"bytes=5-4", 200, 0, 10, ""},
          Asked{"bytes=0-1,3-4", 200, 0, 10, ""}, Asked{"lines=0-1", 200, 0, 10, ""},
          Asked{"bytes=a-b", 200, 0, 10, ""}, Asked{"bytes=-", 200, 0, 10, ""},
          Asked{"bytes=99999999999999999999-", 200, 0, 10, ""}, Asked{"", 200, 0, 10, ""}}) {
        Request request;
        request.headers.add("Range", asked.range);
        const auto response = ranged_file_response(request, "audio/mpeg", {"/note", 10});
        EXPECT_EQ(response.status, asked.status) << asked.range;
        EXPECT_EQ(response.headers.value("Content-Range"), asked.content_range) << asked.range;
        const auto* file = std::get_if<FileBody>(&response.body);
        EXPECT_EQ(file ? file->offset : 0, asked.offset) << asked.range;
        EXPECT_EQ(response.body_size(), asked.size) << asked.range;
    }
}

}  // namespace

}  // namespace agri110::http::test
