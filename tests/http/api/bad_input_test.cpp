// Hostile and clumsy input at every door: a clear Chinese message, the right status, nothing half-written.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/http/api/running_service.hpp"
#include "tests/support/a_photo.hpp"
#include "tests/support/collected_inputs.hpp"
#include "text/utf8.hpp"

namespace agri110::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::string read_file(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool has_chinese(const std::string& text)
{
    return std::ranges::any_of(text, [](char c) { return (static_cast<unsigned char>(c) & 0xF0) == 0xE0; });
}

class BadInput : public OnEveryEngine {
protected:
    std::size_t reports() const
    {
        return service.get("/api/reports", service.cookie("admin")).json().at("reports").size();
    }
    void expect_fault(const Answer& answer, int status, const std::string& field) const
    {
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_TRUE(has_chinese(answer.json().at("title"))) << answer.body;
        if (field.empty()) return;
        const auto document = answer.json();
        const auto& errors = document.at("errors");
        const auto named = std::ranges::any_of(
            errors, [&](const json& e) { return e.at("field") == field && has_chinese(e.at("title")); });
        EXPECT_TRUE(named) << field << " is not named in " << answer.body;
    }
};
ON_EVERY_ENGINE(BadInput);

TEST_P(BadInput, EachWrongFieldOfAReportIsNamedInChineseAndNothingIsKept)
{
    json thirteen = json::object();
    for (int i = 0; i < 13; ++i) thirteen["a" + std::to_string(i)] = "1";
    const std::pair<const char*, json> wrong[] = {
        {"county", {{"county", 999999}}},
        {"county", {{"county", "532822"}}},
        {"township", {{"township", 530102001}}},
        {"crop", {{"crop", "dragon"}}},
        {"text", {{"text", ""}}},
        {"text", {{"text", std::string(5001, 'a')}}},
        {"text", {{"text", "a\u0001b"}}},
        {"answers", {{"answers", "x"}}},
        {"answers", {{"answers", {{"magic", "1"}}}}},
        {"answers", {{"answers", {{"since", json::array()}}}}},
        {"answers", {{"answers", {{"since", 1.5}}}}},
        {"answers", {{"answers", {{"sprayed", std::string(201, 'x')}}}}},
        {"answers", {{"answers", {{std::string(41, 'x'), "1"}}}}},
        {"answers", {{"answers", thirteen}}},
        {"answers.since", {{"answers", {{"since", "yesterday"}}}}},
        {"answers.dead", {{"answers", {{"dead", -1}}}}},
        {"answers.dead", {{"answers", {{"dead", 1000001}}}}},
        {"answers.altitude", {{"answers", {{"altitude", 6741}}}}},
        {"photos", {{"photos", {"1-abc"}}}},
        {"photos", {{"photos", "x"}}},
        {"village", {{"village", std::string(61, 'x')}}},
        {"surprise", {{"surprise", 1}}},
        {"channel", {{"channel", "fax"}}},
        {"reporter.phone", {{"reporter", {{"kind", "farmer"}, {"phone", "12345"}}}}},
        {"reporter.kind", {{"reporter", {{"kind", "king"}, {"phone", "13800000001"}}}}},
        {"reporter.age", {{"reporter", {{"kind", "farmer"}, {"phone", "13800000001"}, {"age", 7}}}}},
        {"consent.notice_version", {{"consent", {{"notice_version", "1999"}}}}},
    };
    for (const auto& [field, change] : wrong) {
        auto draft = service.draft();
        draft.update(change);
        expect_fault(service.post("/api/reports", draft), 422, field);
    }
    EXPECT_EQ(reports(), 0U);
}

TEST_P(BadInput, TheLongestAllowedTextIsTakenAndOneMoreCharacterIsNot)
{
    auto draft = service.draft();
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "茶";
    draft["text"] = text;
    EXPECT_EQ(service.post("/api/reports", draft).status, 201);
    draft["text"] = text + "茶";
    expect_fault(service.post("/api/reports", draft), 422, "text");
}

TEST_P(BadInput, AMegabyteOfDescriptionIsRefusedBeforeItIsRead)
{
    auto draft = service.draft();
    draft["text"] = std::string(1 << 20, 'x');
    const auto answer = service.post("/api/reports", draft);
    EXPECT_EQ(answer.status, 413);
    EXPECT_TRUE(has_chinese(answer.body));
}

TEST_P(BadInput, WhatIsNotUtf8IsRefusedAndWhatIsRareCharactersIsKept)
{
    auto body = service.draft().dump();
    body.replace(body.find("示例"), 2, "\xC3\x28");
    EXPECT_EQ(service.ask({.method = "POST", .path = "/api/reports", .body = body}).code(), "json.not_utf8");
    auto draft = service.draft();
    draft["text"] = "𠀀𪚥㐂 茶树生虫 🐛";
    const auto receipt = service.post("/api/reports", draft).json();
    const auto seen = service.get("/api/track/" + receipt.at("tracking").at("token").get<std::string>()).json();
    EXPECT_EQ(seen.at("text"), "𠀀𪚥㐂 茶树生虫 🐛");
}

TEST_P(BadInput, CollectedJsonNeverMakesAReportAndNeverBreaksTheService)
{
    COLLECTED_INPUTS_OR_SKIP(folder, "json");
    int sent = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
        auto body = read_file(entry.path());
        if (body.size() > 200'000 || body.empty()) continue;
        const auto answer = service.ask({.method = "POST", .path = "/api/reports", .body = body});
        EXPECT_TRUE(answer.status == 422 || answer.status == 400) << entry.path().filename() << ": " << answer.status;
        ++sent;
    }
    EXPECT_GT(sent, 300);
    EXPECT_EQ(reports(), 0U);
    EXPECT_EQ(service.get("/readyz").status, 200);
}

TEST_P(BadInput, WhatIsNoPhotoIsRefusedByItsContentNotItsName)
{
    const auto upload = [&](std::string bytes, const std::string& type = "image/jpeg") {
        return service.ask(
            {.method = "POST", .path = "/api/uploads", .body = std::move(bytes), .headers = {{"Content-Type", type}}});
    };
    EXPECT_EQ(upload("<html><script>alert(1)</script></html>").code(), "photo.not_an_image");
    EXPECT_EQ(upload("GIF89a................").code(), "photo.unsupported_type");
    EXPECT_EQ(upload("\xFF\xD8\xFF\xE0 truncated").code(), "photo.damaged");
    EXPECT_EQ(upload("--x\r\nbroken", "multipart/form-data; boundary=x").status, 422);
    EXPECT_EQ(upload(std::string(14 << 20, 'x')).status, 413);
}

TEST_P(BadInput, CollectedPicturesAreEitherCleanedOrRefused)
{
    COLLECTED_INPUTS_OR_SKIP(folder, "images");
    int kept = 0, refused = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".png") continue;
        const auto answer = service.ask({.method = "POST",
                                         .path = "/api/uploads",
                                         .body = read_file(entry.path()),
                                         .headers = {{"Content-Type", "image/png"}}});
        EXPECT_TRUE(answer.status == 201 || answer.status == 422 || answer.status == 415)
            << entry.path() << ": " << answer.status;
        (answer.status == 201 ? kept : refused) += 1;
    }
    EXPECT_GT(kept, 50);
    EXPECT_GT(refused, 5);
    EXPECT_EQ(service.get("/readyz").status, 200);
}

TEST_P(BadInput, APhotoIsUsedOnceAndOnlyByWhoeverSentIt)
{
    const auto sent = service.ask({.method = "POST", .path = "/api/uploads", .body = jpeg_of(64, 48)});
    const std::string id = sent.json().at("id");
    auto draft = service.draft();
    draft["photos"] = {id.substr(0, id.find('-')) + "-guessed"};
    expect_fault(service.post("/api/reports", draft), 422, "photos");
    draft["photos"] = {id};
    const auto receipt = service.post("/api/reports", draft);
    ASSERT_EQ(receipt.status, 201);
    expect_fault(service.post("/api/reports", draft), 422, "photos");
    const auto track = service.get("/api/track/" + receipt.json().at("tracking").at("token").get<std::string>()).json();
    const auto photo = service.get(track.at("photos").at(0).at("url"));
    EXPECT_EQ(photo.status, 200);
    EXPECT_TRUE(photo.body.starts_with("\xFF\xD8\xFF"));
    EXPECT_EQ(reports(), 1U);
}

TEST_P(BadInput, ARosterWithOneBadLineWritesNothingUntilTheOfficialSkipsIt)
{
    const auto import = [&](const std::string& csv, const std::string& query) {
        return service.ask({.method = "POST",
                            .path = "/api/imports/commissioners" + query,
                            .body = csv,
                            .cookie = service.cookie("official"),
                            .headers = {{"Content-Type", "text/csv"}}});
    };
    const std::string csv =
        "姓名,手机号,单位,职称,县,作物\r\n"
        "岩甲,13900001001,茶站,农艺师,勐海县,茶叶\r\n"
        "=cmd(),13900001002,茶站,农艺师,勐海,茶叶\r\n"
        "岩丙,139,茶站,农艺师,月球县,龙\r\n";
    const auto preview = import(csv, "?dry_run=1").json();
    EXPECT_EQ(preview.at("good"), 1);
    EXPECT_EQ(preview.at("bad"), 2);
    EXPECT_EQ(preview.at("lines").at(1).at("line"), 3);
    EXPECT_EQ(preview.at("lines").at(2).at("errors").size(), 3U);
    EXPECT_EQ(import(csv, "").code(), "import.bad_lines");
    const auto people = [&] {
        return service.get("/api/commissioners", service.cookie("official")).json().at("commissioners").size();
    };
    const auto before = people();
    EXPECT_EQ(import(csv, "?skip_bad=1").json().at("written"), 1);
    EXPECT_EQ(people(), before + 1);
    EXPECT_EQ(import("姓名,手机号\r\n\"岩甲", "").status, 422);
    EXPECT_EQ(import("姓名\r\n岩甲\r\n", "").code(), "import.columns");
}

TEST_P(BadInput, APhoneThatFloodsTheServiceIsStoppedForAnHourAndNobodyElseIs)
{
    auto draft = service.draft();
    for (int n = 0; n < service::Limits{}.reports_per_phone_per_hour; ++n)
        ASSERT_EQ(service.post("/api/reports", draft).status, 201);
    const auto refused = service.post("/api/reports", draft);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "throttled.reports");
    draft["reporter"]["phone"] = "13700000999";
    EXPECT_EQ(service.post("/api/reports", draft).status, 201);
    service.clock().advance(std::chrono::hours(1));
    EXPECT_EQ(service.post("/api/reports", service.draft()).status, 201);
}

TEST_P(BadInput, UnknownPlacesInTheApiAreToldAsProblems)
{
    EXPECT_EQ(service.get("/api/nowhere").code(), "http.not_found");
    EXPECT_EQ(service.ask({.method = "PUT", .path = "/api/reports", .body = "{}"}).status, 405);
    EXPECT_EQ(service.get("/api/track/none").code(), "report.unknown");
    EXPECT_EQ(service.get("/api/reports?state=flying", service.cookie("admin")).status, 422);
    EXPECT_EQ(service.get("/api/statistics/532822?from=yesterday", service.cookie("admin")).status, 422);
    EXPECT_EQ(service.get("/api/statistics/1", service.cookie("admin")).status, 404);
}

}  // namespace
}  // namespace agri110::test
