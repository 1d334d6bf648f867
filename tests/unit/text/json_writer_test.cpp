#include "text/json_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace agri110::text {
namespace {

TEST(JsonWriter, ADocumentReadsBackAsItWasMeant)
{
    JsonWriter out;
    out.begin_object();
    out.fields("text", "茶\n\"叶\"", "number", 9007199254740991, "share", 0.5, "yes", true, "none", nullptr);
    out.fields("absent", std::optional<int>{}, "present", std::optional{7});
    out.key("words").value(std::vector<std::string>{"虫", "卷\\叶"});
    out.key("empty").begin_list();
    out.end_list();
    out.key("rows").begin_list();
    for (int i = 0; i < 3; ++i) out.object("i", i);
    out.end_list();
    out.end_object();

    const nlohmann::json meant{{"text", "茶\n\"叶\""},
                               {"number", 9007199254740991},
                               {"share", 0.5},
                               {"yes", true},
                               {"none", nullptr},
                               {"absent", nullptr},
                               {"present", 7},
                               {"words", {"虫", "卷\\叶"}},
                               {"empty", nlohmann::json::array()},
                               {"rows", {{{"i", 0}}, {{"i", 1}}, {{"i", 2}}}}};
    EXPECT_EQ(nlohmann::json::parse(out.take()), meant);
}

TEST(JsonWriter, EveryControlCharacterIsEscaped)
{
    for (char c = 0; c < 0x20; ++c) {
        JsonWriter out;
        out.value(std::string(2, c));
        EXPECT_EQ(nlohmann::json::parse(out.take()).get<std::string>(), std::string(2, c)) << static_cast<int>(c);
    }
}

}  // namespace
}  // namespace agri110::text
