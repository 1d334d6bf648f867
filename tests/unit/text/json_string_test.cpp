// JSON strings written by hand must be what a JSON reader reads back.
#include "text/json_string.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace agri110::text {
namespace {

TEST(JsonString, ANameWithQuotesAndLineEndsIsReadBackAsItWas)
{
    for (const std::string text : {"", "玉香叶", "“示例”\"茶\"\\所", "a\nb\tc\r\x01\x1f", "𠮷野家🐖"})
        EXPECT_EQ(nlohmann::json::parse(json_string(text)).get<std::string>(), text);
}

TEST(JsonString, EveryControlCharacterIsEscaped)
{
    for (char c = 0; c < 0x20; ++c) {
        const std::string text(1, c);
        EXPECT_EQ(nlohmann::json::parse(json_string(text)).get<std::string>(), text);
    }
}

}  // namespace
}  // namespace agri110::text
