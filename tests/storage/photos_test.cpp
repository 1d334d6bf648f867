// Photos: taken once, by whoever sent them, and forgotten when nobody does.
#include "storage/photos.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "tests/support/on_every_engine.hpp"

namespace agri110 {
namespace {

using namespace storage;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Photos : public OnEveryEngine {
protected:
    void SetUp() override
    {
        OnEveryEngine::SetUp();
        keep(a_report(1).build());
        keep(a_report(2).build());
    }
    void upload(std::int64_t id, std::string hash, std::string sender = "me", Instant at = a_monday_morning)
    {
        write([&](Transaction& tx) { insert_upload(tx, UploadId{id}, hash, sender, at); });
    }
    bool take(std::int64_t id, std::string sender = "me", Instant not_before = a_monday_morning - 24h,
              std::int64_t report = 1, std::int64_t message = 0)
    {
        return write([&](Transaction& tx) {
            return take_upload(tx, UploadId{id}, sender, not_before, ReportId{report}, MessageId{message});
        });
    }
};
ON_EVERY_ENGINE(Photos);

TEST_P(Photos, APhotoIsTakenOnce)
{
    upload(1, "aa");
    EXPECT_TRUE(take(1));
    EXPECT_FALSE(take(1));
    EXPECT_FALSE(take(1, "me", a_monday_morning - 24h, 2));
    read([](Transaction& tx) {
        ASSERT_EQ(list_photos(tx, ReportId{1}).size(), 1U);
        EXPECT_THAT(list_photos(tx, ReportId{2}), IsEmpty());
    });
}

TEST_P(Photos, OfManyWhoTakeItAtOnceOneGetsIt)
{
    upload(1, "aa");
    std::atomic<int> taken = 0;
    std::vector<std::jthread> people;
    for (int p = 0; p < 8; ++p) people.emplace_back([&] { taken += take(1); });
    people.clear();
    EXPECT_EQ(taken, 1);
}

TEST_P(Photos, NobodyTakesSomeoneElsesPhotoByGuessingItsId)
{
    upload(1, "aa", "me");
    EXPECT_FALSE(take(1, "you"));
    EXPECT_FALSE(take(1, ""));
    EXPECT_FALSE(take(2, "me"));
    EXPECT_TRUE(take(1, "me"));
}

TEST_P(Photos, APhotoWaitsForADayNotLonger)
{
    upload(1, "aa", "me", a_monday_morning);
    upload(2, "bb", "me", a_monday_morning);
    EXPECT_FALSE(take(1, "me", a_monday_morning + 1ms));
    EXPECT_TRUE(take(1, "me", a_monday_morning));
}

TEST_P(Photos, APhotoBelongsToItsMessageAndOpensOnlyWithItsReport)
{
    upload(1, "aa");
    upload(2, "bb");
    take(1, "me", a_monday_morning, 1, 0);
    take(2, "me", a_monday_morning, 1, 55);
    read([](Transaction& tx) {
        const auto photos = list_photos(tx, ReportId{1});
        ASSERT_EQ(photos.size(), 2U);
        EXPECT_FALSE(photos[0].message);
        EXPECT_EQ(photos[0].sha256, "aa");
        EXPECT_EQ(photos[1].message, MessageId{55});
        EXPECT_EQ(find_photo(tx, ReportId{1}, UploadId{2}).value().sha256, "bb");
        EXPECT_FALSE(find_photo(tx, ReportId{2}, UploadId{2}));
        EXPECT_FALSE(find_photo(tx, ReportId{}, UploadId{2}));
    });
}

TEST_P(Photos, AWaitingPhotoBelongsToNoReport)
{
    upload(1, "aa");
    read([](Transaction& tx) {
        EXPECT_FALSE(find_photo(tx, ReportId{}, UploadId{1}));
        EXPECT_THAT(list_photos(tx, ReportId{}), IsEmpty());
    });
}

TEST_P(Photos, OnlyFilesThatNoReportNeedsMayBeDeletedEachNamedOnce)
{
    const auto old = a_monday_morning - 25h;
    upload(1, "shared", "me", old);
    upload(2, "shared", "you", old);
    upload(3, "lonely", "me", old);
    upload(4, "lonely", "you", old);
    upload(5, "fresh", "me", a_monday_morning);
    upload(6, "waiting again", "me", old);
    upload(7, "waiting again", "me", a_monday_morning);
    take(1, "me", old);
    EXPECT_THAT(write([](Transaction& tx) { return remove_stale_uploads(tx, a_monday_morning - 24h); }),
                ElementsAre("lonely"));
    EXPECT_THAT(read([](Transaction& tx) { return list_photo_hashes(tx); }),
                ElementsAre("fresh", "shared", "waiting again"));
    EXPECT_THAT(write([](Transaction& tx) { return remove_stale_uploads(tx, a_monday_morning - 24h); }), IsEmpty());
}

}  // namespace
}  // namespace agri110
