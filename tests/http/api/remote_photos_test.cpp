// The whole service with its photos on an S3 store.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "photos/s3_photo_store.hpp"
#include "photos/sha256.hpp"
#include "tests/http/api/running_service.hpp"
#include "tests/support/a_photo.hpp"
#include "tests/support/fake_s3.hpp"

namespace agri110::test {
namespace {

class RemotePhotos : public testing::Test {
protected:
    Answer upload() const
    {
        return service_.ask({.method = "POST", .path = "/api/uploads", .body = jpeg_of(640, 480)});
    }
    /// Where the sender of a report with a fresh photo finds that photo.
    std::string told_with_photo() const
    {
        auto draft = service_.draft();
        draft["photos"] = {upload().json().at("id")};
        const auto told = service_.post("/api/reports", draft);
        EXPECT_EQ(told.status, 201) << told.body;
        const auto token = told.json().at("tracking").at("token").get<std::string>();
        const auto track = service_.get("/api/track/" + token).json();
        return track.at("photos").at(0).at("url");
    }

    FakeS3 fake_;
    RunningService service_{storage::all_engines().front(), std::make_unique<photos::S3PhotoStore>(fake_.settings())};
};

TEST_F(RemotePhotos, AFarmersPhotoComesBackWithTheReport)
{
    const auto url = told_with_photo();
    const auto photo = service_.get(url);
    EXPECT_EQ(photo.status, 200);
    EXPECT_EQ(photo.headers.at("content-type"), "image/jpeg");
    const auto hash = photos::sha256_of(photo.body);
    const auto keys = fake_.seen().at("keys").get<std::vector<std::string>>();
    EXPECT_NE(std::ranges::find(keys, photos::name_of(hash, photos::PhotoSize::full)), keys.end());
    const auto thumbnail = service_.get(url + "?size=thumbnail");
    EXPECT_EQ(thumbnail.status, 200);
    EXPECT_LT(thumbnail.body.size(), photo.body.size());
}

TEST_F(RemotePhotos, NobodyIsToldThatAPhotoIsSafeWhenItIsNot)
{
    fake_.behave({{"fail", 1000}});
    const auto answer = upload();
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(answer.headers.contains("retry-after"));
    EXPECT_EQ(answer.body.find("127.0.0.1"), std::string::npos) << "internals are not the farmer's business";
    EXPECT_EQ(service_.post("/api/reports", service_.draft()).status, 201) << "a report needs no photo";
    fake_.behave({{"fail", 0}});
    EXPECT_EQ(upload().status, 201);
}

TEST_F(RemotePhotos, ASlowStoreHoldsUpNobodyElse)
{
    const auto url = told_with_photo();
    fake_.behave({{"late", 4}, {"delay", 1.5}});
    std::vector<std::jthread> waiting;
    for (int i = 0; i < 4; ++i) waiting.emplace_back([&] { EXPECT_EQ(service_.get(url).status, 200); });
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(service_.post("/api/reports", service_.draft()).status, 201);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
}

}  // namespace
}  // namespace agri110::test
