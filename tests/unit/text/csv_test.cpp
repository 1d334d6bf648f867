// Rosters come out of office programs in every shape.
#include "text/csv.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/collected_inputs.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace agri110::text {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Without the CRs: the collection may have lost those of its CSV files in a checkout that changes line ends.
std::string plain_lines(std::string text)
{
    std::erase(text, '\r');
    return text;
}

TEST(Csv, CollectedFilesAreReadAsTheirAuthorsExpect)
{
    COLLECTED_INPUTS_OR_SKIP(collected, "csv");
    int compared = 0;
    for (const auto& entry : fs::directory_iterator(collected / "csvs")) {
        const auto expected =
            nlohmann::json::parse(read_file(collected / "json" / (entry.path().stem().string() + ".json")));
        const auto rows = read_csv(read_file(entry.path()));
        if (entry.path().stem() == "location_coordinates") {
            EXPECT_FALSE(rows) << "a quote in the middle of a cell is a mistake, not text";
            continue;
        }
        ASSERT_TRUE(rows) << entry.path();
        ASSERT_EQ(rows->size(), expected.size() + 1) << entry.path();
        for (std::size_t i = 1; i < rows->size(); ++i)
            for (std::size_t c = 0; c < rows->front().cells.size(); ++c)
                EXPECT_EQ(plain_lines((*rows)[i].cells[c]),
                          plain_lines(expected[i - 1].at(rows->front().cells[c]).get<std::string>()))
                    << entry.path();
        ++compared;
    }
    EXPECT_GE(compared, 10);
}

TEST(Csv, LinesAreThoseAnEditorShowsAlsoAfterACellOfSeveralLines)
{
    const auto rows = read_csv("a,b\r\n\"x\ny\",1\r\n\r\nz,2\r\n").value();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].line, 2);
    EXPECT_EQ(rows[2].line, 5);
}

TEST(Csv, WhatIsBrokenIsToldInsteadOfGuessed)
{
    EXPECT_EQ(read_csv("a,b\n\"x,1\n").error().reason, "csv.malformed");
    EXPECT_EQ(read_csv("a,b\nx\"y,1\n").error().reason, "csv.malformed");
    EXPECT_EQ(read_csv(std::string_view("a\0b", 3)).error().reason, "csv.nul");
    EXPECT_EQ(read_csv("a\nb\nc\n", {.rows = 2}).error().reason, "csv.too_many_rows");
    EXPECT_EQ(read_csv("abcdef", {.bytes = 5}).error().reason, "csv.too_large");
}

TEST(Csv, ASpreadsheetDoesNotRunWhatPeopleWrote)
{
    const std::vector<std::string> cells{"=HYPERLINK(1)", "+1", "-3.5", "@x", "a\"b", "茶,叶"};
    EXPECT_EQ(write_csv_row(cells), "\"'=HYPERLINK(1)\",\"+1\",\"-3.5\",\"'@x\",\"a\"\"b\",\"茶,叶\"\r\n");
    EXPECT_TRUE(looks_like_formula("-2+3"));
    EXPECT_FALSE(looks_like_formula("-23"));
}

TEST(Encoding, Gb18030AndUtf8GiveTheSameNames)
{
    EXPECT_EQ(to_utf8("\xEF\xBB\xBF茶"), "茶");
    EXPECT_EQ(to_utf8("\xB2\xE8"), "茶");
    EXPECT_EQ(to_utf8("\x95\x32\x82\x36"), "𠀀");
    EXPECT_FALSE(to_utf8("\xFF\xFF\xFF"));
}

TEST(Utf8, IsStrict)
{
    EXPECT_TRUE(is_utf8("茶𠀀🐛"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
    EXPECT_EQ(count_characters("茶𠀀a"), 3U);
    EXPECT_EQ(first_characters("茶𠀀a", 2), "茶𠀀");
}

}  // namespace
}  // namespace agri110::text
