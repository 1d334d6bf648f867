// A store across the network is busy, far away, or not the one it should be; no photo may be lost over it unnoticed.
#include "photos/s3_photo_store.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "photos/sha256.hpp"
#include "tests/support/fake_s3.hpp"

namespace agri110::photos {
namespace {

/// No real picture: the store does not look inside.
PreparedPhoto a_photo(std::size_t bytes = 5'000)
{
    PreparedPhoto photo{.jpeg = std::string(bytes, 'p'), .thumbnail = "small"};
    photo.jpeg += std::string("\0\r\n\xFF", 4);
    photo.sha256 = sha256_of(photo.jpeg);
    return photo;
}

/// What the store complains of when it is asked for something; empty when it does not.
template <class Work>
std::string complaint(const Work& work)
{
    try {
        work();
        return "";
    } catch (const S3Error& error) {
        return error.what();
    }
}

void expect_in(const std::string& text, std::initializer_list<const char*> parts)
{
    for (const auto* part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << " is not in: " << text;
}

class S3Photos : public testing::Test {
protected:
    std::string put_complaint(const S3Settings& settings, const PreparedPhoto& photo = a_photo()) const
    {
        S3PhotoStore store(settings);
        const auto text = complaint([&] { store.put(photo); });
        EXPECT_EQ(text.find(fake_.settings().secret_key), std::string::npos) << "a secret does not belong into a log";
        EXPECT_EQ(text.find(settings.access_key), std::string::npos) << "nor does the key's name";
        return text;
    }

    FakeS3 fake_;
    S3PhotoStore store_{fake_.settings()};
};

TEST_F(S3Photos, ALargePhotoComesBackByteForByte)
{
    const auto photo = a_photo(12'000'000);
    store_.put(photo);
    EXPECT_EQ(store_.read(photo.sha256, PhotoSize::full), photo.jpeg);
}

TEST_F(S3Photos, TheyLieWhereAnAdministratorWouldLookForThem)
{
    const auto photo = a_photo();
    store_.put(photo);
    const auto hash = photo.sha256;
    const auto folder = hash.substr(0, 2) + "/" + hash.substr(2, 2) + "/";
    const nlohmann::json keys{folder + hash + ".jpg", folder + hash + ".thumb.jpg"};
    EXPECT_EQ(fake_.seen().at("keys"), keys);
}

TEST_F(S3Photos, AWrongSecretIsToldClearly)
{
    auto settings = fake_.settings();
    settings.secret_key = "guessed-secret";
    const auto text = put_complaint(settings);
    expect_in(text, {"403 SignatureDoesNotMatch", "photos.s3_secret_key", "bucket photos at http://127.0.0.1"});
    EXPECT_EQ(text.find("guessed-secret"), std::string::npos);
    EXPECT_EQ(fake_.seen().at("requests"), 1) << "asking again does not make a secret right";
}

TEST_F(S3Photos, AWrongKeyBucketOrRegionIsToldClearly)
{
    auto settings = fake_.settings();
    settings.access_key = "SOMEBODYELSE";
    expect_in(put_complaint(settings), {"403 InvalidAccessKeyId"});
    settings = fake_.settings();
    settings.bucket = "pictures";
    expect_in(put_complaint(settings), {"404 NoSuchBucket", "photos.s3_bucket"});
    settings = fake_.settings();
    settings.region = "elsewhere";
    expect_in(put_complaint(settings), {"400 AuthorizationHeaderMalformed", "photos.s3_region"});
}

TEST_F(S3Photos, AMissingBucketDoesNotLookLikeAPhotoNobodyPut)
{
    auto settings = fake_.settings();
    settings.bucket = "pictures";
    const S3PhotoStore elsewhere(settings);
    EXPECT_THROW(static_cast<void>(elsewhere.read(std::string(64, 'a'), PhotoSize::full)), S3Error);
}

TEST_F(S3Photos, ABusyStoreIsAskedAgain)
{
    const auto photo = a_photo();
    fake_.behave({{"fail", 3}});
    store_.put(photo);
    fake_.behave({{"fail", 3}});
    EXPECT_EQ(store_.read(photo.sha256, PhotoSize::full), photo.jpeg);
}

TEST_F(S3Photos, APhotoIsNotAcknowledgedWhenTheStoreFails)
{
    fake_.behave({{"fail", 1000}});
    expect_in(put_complaint(fake_.settings()), {"503 SlowDown", "4 attempts"});
    EXPECT_EQ(fake_.seen().at("requests"), 4) << "a store in trouble is not asked without end";
    EXPECT_THROW(static_cast<void>(store_.has(a_photo().sha256)), S3Error) << "could not ask is not the same as no";
}

TEST_F(S3Photos, APhotoIsNotAcknowledgedWhenTheStoreLosesBytes)
{
    fake_.behave({{"truncate", 1}});
    expect_in(put_complaint(fake_.settings()), {"holds 2 of its 5 bytes"});
}

TEST_F(S3Photos, ALineThatBreaksInTheMiddleShowsNoHalfPhoto)
{
    const auto photo = a_photo(200'000);
    fake_.behave({{"cut", 1}});
    store_.put(photo);
    fake_.behave({{"cut", 2}});
    EXPECT_EQ(store_.read(photo.sha256, PhotoSize::full), photo.jpeg);
    fake_.behave({{"cut", 1000}});
    expect_in(complaint([&] { static_cast<void>(store_.read(photo.sha256, PhotoSize::full)); }), {"4 attempts"});
}

TEST_F(S3Photos, AStoreThatAnswersLateIsNotWaitedForWithoutEnd)
{
    auto settings = fake_.settings();
    settings.answer_timeout = std::chrono::milliseconds{100};
    settings.attempts = 2;
    fake_.behave({{"late", 2}, {"delay", 0.5}});
    const auto begin = std::chrono::steady_clock::now();
    expect_in(put_complaint(settings), {"Timeout was reached", "2 attempts"});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{3});
    S3PhotoStore(settings).put(a_photo());
}

TEST_F(S3Photos, AStoreThatIsNotThereIsTold)
{
    auto settings = fake_.settings();
    settings.endpoint = "http://127.0.0.1:1";
    expect_in(put_complaint(settings), {"http://127.0.0.1:1", "Couldn't connect"});
}

TEST_F(S3Photos, NoAnswerFillsTheMemory)
{
    const S3Client client(fake_.settings());
    const std::string large((16 << 20) + 1, 'x');
    EXPECT_THROW(client.put("large", large, "image/jpeg"), std::invalid_argument);
    client.put("large", large.substr(1), "image/jpeg");
    EXPECT_EQ(client.get("large")->size(), large.size() - 1);
    fake_.behave({{"grow", "large"}});
    EXPECT_THROW(static_cast<void>(client.get("large")), S3Error);
    EXPECT_GT(client.head("large")->size, large.size() - 1);
}

TEST_F(S3Photos, ManyPeopleAtOnceShareAFewConnections)
{
    constexpr int people = 4, photos_each = 5;
    {
        std::vector<std::jthread> threads;
        for (int person = 0; person < people; ++person)
            threads.emplace_back([this, person] {
                for (int i = 0; i < photos_each; ++i) {
                    const auto photo = a_photo(static_cast<std::size_t>(1'000 + person * 100 + i));
                    store_.put(photo);
                    EXPECT_EQ(store_.read(photo.sha256, PhotoSize::full), photo.jpeg);
                }
            });
    }
    const auto seen = fake_.seen();
    EXPECT_EQ(seen.at("keys").size(), 2 * people * photos_each);
    EXPECT_LE(seen.at("connections").get<int>(), people);
}

}  // namespace
}  // namespace agri110::photos
