// Uploads: photos arrive whole, and a body that lies about itself is refused with a reason.
#include "http/multipart.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <string>

#include "http/text.hpp"
#include "tests/http/running_server.hpp"
#include "tests/support/collected_inputs.hpp"

namespace agri110::http::test {

namespace {

const std::string type = "multipart/form-data; boundary=b";

std::string part(std::string_view content, std::string_view disposition = "form-data; name=\"photo\"")
{
    return fmt::format("--b\r\nContent-Disposition: {}\r\n\r\n{}\r\n", disposition, content);
}

auto read(const std::string& text, const MultipartLimits& limits = {}, const std::string& content_type = type)
{
    const Body body{std::string{text}};
    return read_multipart(body, content_type, std::filesystem::temp_directory_path(), limits);
}

/// What a file of the collection says: `field: value` lines of one part after the other, or an error.
struct Expectation {
    std::string boundary;
    bool error = false;
    std::vector<std::map<std::string, std::string>> parts;
};

std::string decode_base64(std::string_view text)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 6) | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((bits >> count) & 0xffu);
    }
    return bytes;
}

Expectation read_expectation(const std::filesystem::path& path)
{
    Expectation expectation;
    std::ifstream file{path};
    std::string encoded;
    for (std::string line; std::getline(file, line);) {
        auto text = trim(line);
        if (text.starts_with("- ")) {
            expectation.parts.emplace_back();
            text = trim(text.substr(2));
        }
        const auto colon = text.find(": ");
        const auto key = std::string{text.substr(0, colon)};
        if (key == "error") {
            expectation.error = true;
        } else if (key == "boundary") {
            expectation.boundary = text.substr(colon + 2);
        } else if (colon != std::string_view::npos && !expectation.parts.empty()) {
            auto value = text.substr(colon + 2);
            if (value.size() > 1 && (value[0] == '"' || value[0] == '\'')) value = value.substr(1, value.size() - 2);
            expectation.parts.back()[key] = value;
        } else if (!expectation.parts.empty()) {
            expectation.parts.back()["base64"] += text;
        }
    }
    return expectation;
}

/// Parts that their sender encoded, which RFC 7578 ended; and one body whose boundary is not the announced one.
const std::set<std::string> refused_by_us{"base64_encoding", "mixed_case_headers", "mixed_plain_and_base64_encoding",
                                          "quoted_printable_encoding", "single_field_blocks"};

void expect_parts(const std::vector<Part>& parts, const Expectation& expected, const std::string& name)
{
    ASSERT_EQ(parts.size(), expected.parts.size()) << name;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto fields = expected.parts[i];
        EXPECT_EQ(parts[i].name, fields["name"]) << name;
        EXPECT_EQ(parts[i].content.text(), decode_base64(fields["base64"])) << name;
        EXPECT_EQ(parts[i].filename.has_value(), fields["type"] == "file") << name;
        EXPECT_EQ(parts[i].filename.value_or(""), fields["file_name"]) << name;
        if (fields["type"] != "file") continue;  // the collection names a default type for fields that have none
        EXPECT_EQ(parts[i].content_type.value_or(""), fields["content_type"]) << name;
    }
}

TEST(CollectedUploads, AreReadExactlyOrRefused)
{
    COLLECTED_INPUTS_OR_SKIP(collected, "multipart");
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator{collected}) {
        if (entry.path().extension() != ".http") continue;
        ++seen;
        const auto name = entry.path().stem().string();
        const auto expected = read_expectation(std::filesystem::path{entry.path()}.replace_extension(".yaml"));
        const auto content_type = fmt::format("multipart/form-data; boundary=\"{}\"", expected.boundary);
        const auto parts = read(read_whole_file(entry.path()), {}, content_type);
        if (expected.error || refused_by_us.contains(name)) {
            EXPECT_FALSE(parts) << name;
        } else {
            ASSERT_TRUE(parts) << name << ": " << code_of(parts.error());
            expect_parts(*parts, expected, name);
        }
    }
    EXPECT_GE(seen, 25u) << "the collection has shrunk";
}

TEST(Upload, ArrivesWholeWhereverThePiecesAreCut)
{
    for (std::size_t size = 32768 - 80; size < 32768 + 10; ++size) {
        const std::string content(size, '\r');
        const auto parts = read(part(content) + part("\r\n--") + part("") + "--b--");
        ASSERT_TRUE(parts) << size;
        ASSERT_EQ(parts->size(), 3u) << size;
        EXPECT_EQ((*parts)[0].content.text(), content) << size;
        EXPECT_EQ((*parts)[1].content.text(), "\r\n--") << size;
        EXPECT_EQ((*parts)[2].content.text(), "") << size;
    }
}

TEST(Upload, LargePartGoesToAFileThatVanishes)
{
    const TemporaryFolder spool;
    const std::string photo(200'000, 'p');
    {
        const Body body{part(photo, "form-data; name=\"photo\"; filename=\"茶叶.jpg\"") + "--b--\r\n"};
        const auto parts = read_multipart(body, type, spool.path());
        ASSERT_TRUE(parts);
        EXPECT_EQ(parts->at(0).filename, "茶叶.jpg");
        EXPECT_TRUE(parts->at(0).content.path());
        EXPECT_EQ(parts->at(0).content.text(), photo);
        EXPECT_EQ(spool.count_files(), 1u);
    }
    EXPECT_EQ(spool.count_files(), 0u);
}

TEST(Upload, SpooledBodyReadsLikeOneInMemory)
{
    const TemporaryFolder spool;
    BodyWriter writer{spool.path(), 10};
    writer.append(part("first") + part("second") + "--b--");
    const auto body = writer.finish();
    ASSERT_TRUE(body.path());
    const auto parts = read_multipart(body, type, spool.path());
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->at(1).content.text(), "second");
}

TEST(Upload, ReleasedFileStaysForItsNewOwner)
{
    const TemporaryFolder spool;
    std::filesystem::path kept;
    {
        BodyWriter writer{spool.path(), 1};
        writer.append("photo");
        auto body = writer.finish();
        auto moved = std::move(body);
        kept = moved.release_file().value();
    }
    EXPECT_EQ(read_whole_file(kept), "photo");
}

struct Faulty {
    const char* name;
    std::string body;
    MultipartFault fault;
    std::string content_type = type;

    friend void PrintTo(const Faulty& faulty, std::ostream* out) { *out << faulty.name; }
};

MultipartLimits tight()
{
    return {.parts = 2, .header_bytes = 100, .part_bytes = 10, .memory_bytes = 4};
}

const Faulty faulty[] = {
    {"NotMultipart", part("x") + "--b--", MultipartFault::not_multipart, "application/json"},
    {"MixedIsNotFormData", part("x") + "--b--", MultipartFault::not_multipart, "multipart/mixed; boundary=b"},
    {"NoBoundary", part("x") + "--b--", MultipartFault::bad_boundary, "multipart/form-data"},
    {"BoundaryTooLong", part("x"), MultipartFault::bad_boundary,
     "multipart/form-data; boundary=" + std::string(71, 'b')},
    {"BoundaryWithBadCharacter", part("x"), MultipartFault::bad_boundary, "multipart/form-data; boundary=\"a\tb\""},
    {"Preamble", "hello\r\n" + part("x") + "--b--", MultipartFault::bad_start},
    {"Empty", "", MultipartFault::truncated},
    {"NoClose", part("x"), MultipartFault::truncated},
    {"CutInHeader", "--b\r\nContent-Disp", MultipartFault::truncated},
    {"PartTooLarge", part("12345678901") + "--b--", MultipartFault::part_too_large},
    {"TooManyParts", part("1") + part("2") + part("3") + "--b--", MultipartFault::too_many_parts},
    {"HeaderTooLarge", "--b\r\nX: " + std::string(100, 'x') + "\r\n\r\n\r\n--b--", MultipartFault::header_too_large},
    {"NoHeader", "--b\r\n\r\nx\r\n--b--", MultipartFault::bad_disposition},
    {"NoName", part("x", "form-data") + "--b--", MultipartFault::bad_disposition},
    {"NameTwice", part("x", "form-data; name=a; name=b") + "--b--", MultipartFault::bad_disposition},
    {"NameNotUtf8", part("x", "form-data; name=\"\xff\"") + "--b--", MultipartFault::bad_disposition},
    {"Attachment", part("x", "attachment; name=a") + "--b--", MultipartFault::bad_disposition},
    {"QuoteLeftOpen", part("x", "form-data; name=\"a") + "--b--", MultipartFault::bad_disposition},
    {"Folded", "--b\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nx\r\n--b--", MultipartFault::bad_disposition},
};

class FaultyUpload : public ::testing::TestWithParam<Faulty> {};

TEST_P(FaultyUpload, IsRefusedWithItsReason)
{
    const auto parts = read(GetParam().body, tight(), GetParam().content_type);
    ASSERT_FALSE(parts);
    EXPECT_EQ(code_of(parts.error()), code_of(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(Each, FaultyUpload, ::testing::ValuesIn(faulty),
                         [](const auto& row) { return std::string{row.param.name}; });

TEST(Upload, LimitsBindByTheByte)
{
    EXPECT_TRUE(read(part("1234567890") + part("2") + "--b--", tight()));
    const auto header = std::string{"Content-Disposition: form-data; name=a\r\n"};
    const auto pad = "X: " + std::string(100 - header.size() - 5, 'x') + "\r\n";
    EXPECT_TRUE(read("--b\r\n" + header + pad + "\r\nx\r\n--b--", tight()));
    EXPECT_FALSE(read("--b\r\n" + header + "x" + pad + "\r\nx\r\n--b--", tight()));
}

TEST(Upload, FileNamesComeAsBrowsersWriteThem)
{
    const auto quoted = read(part("x", R"(form-data; name="a"; filename="a\"b;c\d.jpg")") + "--b--");
    ASSERT_TRUE(quoted);
    EXPECT_EQ(quoted->at(0).filename, R"(a"b;c\d.jpg)");
    const auto empty = read(part("", R"(form-data; name="a"; filename="")") + "--b--");
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->at(0).filename, "");
}

}  // namespace

}  // namespace agri110::http::test
