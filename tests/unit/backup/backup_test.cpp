// Snapshots of a small installation, in a folder and on S3: what is stored, what is brought back, and what is noticed.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>

#include "backup/bring_back.hpp"
#include "backup/look_after.hpp"
#include "backup/take.hpp"
#include "photos/folder_photo_store.hpp"
#include "photos/sha256.hpp"
#include "storage/photos.hpp"
#include "storage/sqlite/sqlite_database.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/fake_s3.hpp"
#include "tests/support/temp_folder.hpp"

namespace agri110::backup {
namespace {

namespace fs = std::filesystem;
using photos::PhotoSize;
using storage::sqlite::Access;
using storage::sqlite::Connection;
using testing::HasSubstr;

/// A data folder with a database that is in use, and photos.
class Installation {
public:
    Installation()
    {
        migrate(writer_, storage::sqlite::dialect, [&](const std::string& script) { writer_.run_script(script); });
        writer_.run_script("CREATE TABLE grows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
        grow(1500);
    }
    /// Rows of about 200 bytes.
    void grow(int rows)
    {
        writer_.execute("BEGIN");
        for (int i = 0; i < rows; ++i)
            writer_.execute("INSERT INTO grows (text) VALUES ($1)", fmt::format("{:0200}", ++rows_));
        writer_.execute("COMMIT");
    }
    void change_one() { writer_.execute("UPDATE grows SET text = 'changed' WHERE id = 700"); }
    std::string add_photo(const std::string& bytes, bool reported = true)
    {
        const auto hash = photos::sha256_of(bytes);
        photos_.write(hash, PhotoSize::full, bytes);
        photos_.write(hash, PhotoSize::thumbnail, "small " + bytes);
        ++uploads_;
        storage::insert_upload(writer_, UploadId{uploads_}, hash, "sender", a_monday_morning);
        if (reported) {
            writer_.run_script("PRAGMA foreign_keys = OFF");
            writer_.execute("UPDATE photo SET report_id = 1 WHERE id = $1", uploads_);
        }
        return hash;
    }
    photos::FolderPhotoStore& photos() { return photos_; }
    Source source() { return {database(), folder_.path() / "scratch", &photos_}; }
    std::string database() const { return folder_.path() / "agri110.db"; }
    bool left_nothing_behind() const { return !fs::exists(folder_.path() / "scratch"); }

private:
    TempFolder folder_;
    Connection writer_{folder_.path() / "agri110.db", Access::read_write};
    photos::FolderPhotoStore photos_{folder_.path() / "photos"};
    int rows_ = 0;
    std::int64_t uploads_ = 0;
};

/// Where backups may lie, and how.
enum class Where { folder, sealed_folder, s3, sealed_s3 };

class Backups : public testing::TestWithParam<Where> {
protected:
    Backups()
    {
        if (GetParam() == Where::s3 || GetParam() == Where::sealed_s3) {
            fake_ = std::make_unique<FakeS3>();
            store_ = pieces_on_s3(fake_->settings());
        } else {
            store_ = pieces_in_folder(folder_.path() / "backups");
        }
        if (GetParam() == Where::sealed_folder || GetParam() == Where::sealed_s3) {
            key_.emplace();
            key_->fill(7);
        }
    }
    Archive archive() { return Archive::open_or_begin(*store_, key_); }
    struct Taken {
        Snapshot snapshot;
        std::size_t pieces;
    };
    Taken take()
    {
        auto to = archive();
        auto snapshot = take_snapshot(to, installation_.source(), now_ += std::chrono::minutes{10});
        return {std::move(snapshot), to.pieces_stored()};
    }
    /// Another machine, and what the table that grows had there.
    std::int64_t rows_brought_back(int snapshot, DamagedPhotos damaged = DamagedPhotos::refuse)
    {
        other_ = std::make_unique<TempFolder>();
        photos::FolderPhotoStore photos(other_->path() / "photos");
        const auto from = archive();
        left_out_ = bring_back(from, from.snapshot(snapshot), other_->path() / "agri110.db", photos, damaged).left_out;
        Connection reader(other_->path() / "agri110.db", Access::read_only);
        return reader.number("SELECT COUNT(*) FROM grows");
    }
    std::optional<std::string> photo_there(const std::string& hash, PhotoSize size)
    {
        return photos::FolderPhotoStore(other_->path() / "photos").read(hash, size);
    }
    std::string complaint_of_restore(int snapshot)
    {
        try {
            rows_brought_back(snapshot);
            return {};
        } catch (const Damage& damage) {
            return damage.what();
        }
    }
    void damage(const std::string& piece)
    {
        const auto key = "pieces/" + piece.substr(0, 2) + "/" + piece;
        auto bytes = store_->get(key).value();
        bytes.back() ^= 1;
        store_->put(key, bytes);
    }
    Verdict verdict() { return verify(archive(), folder_.path() / "verify"); }
    Content content(int snapshot)
    {
        const auto from = archive();
        return from.content(from.snapshot(snapshot));
    }
    bool restored() const { return fs::exists(other_->path() / "agri110.db"); }

    TempFolder folder_;
    std::unique_ptr<FakeS3> fake_;
    std::unique_ptr<PieceStore> store_;
    std::optional<Key> key_;
    Installation installation_;
    std::unique_ptr<TempFolder> other_;
    std::vector<std::string> left_out_;
    Instant now_ = a_monday_morning;
};
std::string place_name(const testing::TestParamInfo<Where>& where)
{
    constexpr std::array names{"Folder", "SealedFolder", "S3", "SealedS3"};
    return names.at(static_cast<std::size_t>(where.param));
}
INSTANTIATE_TEST_SUITE_P(Everywhere, Backups,
                         testing::Values(Where::folder, Where::sealed_folder, Where::s3, Where::sealed_s3), place_name);

TEST_P(Backups, BringBackEveryMomentThatWasTaken)
{
    const auto first = installation_.add_photo("first photo");
    EXPECT_EQ(take().snapshot.number, 1);
    const auto second = installation_.add_photo("second photo");
    installation_.grow(500);
    EXPECT_EQ(take().snapshot.number, 2);

    EXPECT_EQ(rows_brought_back(1), 1500);
    EXPECT_EQ(photo_there(first, PhotoSize::full), "first photo");
    EXPECT_EQ(photo_there(first, PhotoSize::thumbnail), "small first photo");
    EXPECT_EQ(photo_there(second, PhotoSize::full), std::nullopt);
    EXPECT_EQ(rows_brought_back(2), 2000);
    EXPECT_EQ(photo_there(second, PhotoSize::full), "second photo");
    EXPECT_TRUE(installation_.left_nothing_behind());
    EXPECT_THAT(verdict().faults, testing::IsEmpty());
}

TEST_P(Backups, StoreWhatIsTheSameOnlyOnce)
{
    for (int i = 0; i < 20; ++i) installation_.add_photo(fmt::format("photo {}", i));
    const auto first = take();
    EXPECT_GT(first.pieces, 50U);
    EXPECT_EQ(take().pieces, 0U) << "nothing had changed";
    installation_.change_one();
    installation_.add_photo("one more");
    const auto third = take();
    EXPECT_EQ(third.snapshot.number, 3);
    EXPECT_LE(third.pieces, 10U) << "a row, a photo with its thumbnail, and what lists them";
}

TEST_P(Backups, OneDamagedPieceIsNamedAndNothingIsRestoredFromIt)
{
    installation_.add_photo("a photo");
    take();
    const auto piece = content(1).blocks.at(3);
    damage(piece);
    EXPECT_THAT(complaint_of_restore(1), testing::AllOf(HasSubstr(piece), HasSubstr("block 3 of the database")));
    EXPECT_FALSE(restored());
    ASSERT_EQ(verdict().faults.size(), 1U);
    EXPECT_THAT(verdict().faults.front(), HasSubstr(piece));
}

TEST_P(Backups, WhatAKilledBackupHasLeftIsVerifiedToo)
{
    take();
    auto to = archive();
    auto known = to.pieces();
    const auto piece = to.keep("stored, and then killed", known);
    EXPECT_THAT(verdict().faults, testing::IsEmpty());
    damage(piece);
    EXPECT_THAT(verdict().faults, testing::ElementsAre(testing::AllOf(HasSubstr(piece), HasSubstr("needed by none"))))
        << "the next backup would use it";
    EXPECT_EQ(rows_brought_back(1), 1500);
}

TEST_P(Backups, ADamagedPhotoCanBeLeftOutWhenThereIsNoOther)
{
    const auto spoilt = installation_.add_photo("spoilt");
    const auto sound = installation_.add_photo("sound");
    take();
    damage(content(1).photos.at(photos::name_of(spoilt, PhotoSize::full)));
    EXPECT_THAT(complaint_of_restore(1), HasSubstr("photo " + photos::name_of(spoilt, PhotoSize::full)));
    EXPECT_FALSE(restored());
    EXPECT_EQ(rows_brought_back(1, DamagedPhotos::leave_out), 1500);
    EXPECT_THAT(left_out_, testing::ElementsAre(HasSubstr(spoilt)));
    EXPECT_EQ(photo_there(sound, PhotoSize::full), "sound");
}

TEST_P(Backups, WhatIsMissingIsSaidBeforeAnythingIsWritten)
{
    installation_.add_photo("a photo");
    take();
    const auto piece = content(1).photos.begin()->second;
    store_->remove("pieces/" + piece.substr(0, 2) + "/" + piece);
    EXPECT_THAT(complaint_of_restore(1), HasSubstr(piece));
    EXPECT_FALSE(fs::exists(other_->path() / "photos"));
    EXPECT_EQ(take().pieces, 1U) << "the photo is still there, and stored again";
    EXPECT_EQ(complaint_of_restore(1), "");
}

TEST_P(Backups, AnotherKeyIsRefusedForWritingAndReading)
{
    take();
    Key other;
    other.fill(9);
    EXPECT_THROW(Archive::open_or_begin(*store_, other), Refused);
    if (key_) {
        EXPECT_THROW(Archive::open(*store_, other), Refused);
        EXPECT_THROW(Archive::open(*store_, std::nullopt), Refused);
        EXPECT_THROW(Archive::open_or_begin(*store_, std::nullopt), Refused);
    }
}

TEST_P(Backups, AreNotBegunAmongOtherThings)
{
    store_->put("somebody/elses", "things");
    EXPECT_THROW(archive(), Refused);
    EXPECT_THROW(Archive::open(*store_, key_), Refused);
}

TEST_P(Backups, LetOldOnesGoWithAllThatOnlyTheyNeeded)
{
    const auto stays = installation_.add_photo("stays");
    take();
    installation_.grow(500);
    take();
    installation_.change_one();
    take();
    auto from = archive();
    const auto gone = let_go(from, {.newest = 2});
    EXPECT_EQ(gone.snapshots, 1U);
    EXPECT_GT(gone.pieces, 0U);
    EXPECT_THAT(from.numbers(), testing::ElementsAre(2, 3));
    EXPECT_THAT(verdict().faults, testing::IsEmpty());
    EXPECT_EQ(rows_brought_back(2), 2000);
    EXPECT_EQ(photo_there(stays, PhotoSize::full), "stays");
    EXPECT_EQ(let_go(from, {.newest = 2}).snapshots, 0U);
    EXPECT_EQ(take().snapshot.number, 4) << "numbers never come back";
}

TEST_P(Backups, NothingGoesWhileNobodyKnowsWhatIsNeeded)
{
    take();
    installation_.grow(500);
    take();
    auto from = archive();
    damage(from.snapshot(2).list.front());
    EXPECT_THROW(let_go(from, {.newest = 1}), Damage);
    EXPECT_THAT(from.numbers(), testing::ElementsAre(1, 2));
    EXPECT_EQ(rows_brought_back(1), 1500);
}

TEST_P(Backups, APhotoThatIsGoneIsNamedAndHoldsBackNothing)
{
    const auto lost = installation_.add_photo("lost");
    const auto unused = installation_.add_photo("thrown away meanwhile", false);
    for (const auto& hash : {lost, unused}) fs::remove(installation_.photos().file(hash, PhotoSize::full).value());
    const auto snapshot = take().snapshot;
    EXPECT_THAT(snapshot.missing_photos, testing::ElementsAre(lost));
    EXPECT_EQ(rows_brought_back(1), 1500);
}

TEST_P(Backups, APhotoDamagedSinceComesFromAnEarlierSnapshot)
{
    const auto hash = installation_.add_photo("once sound");
    take();
    std::ofstream(installation_.photos().file(hash, PhotoSize::full).value()) << "no longer";
    EXPECT_THAT(take().snapshot.missing_photos, testing::IsEmpty());
    rows_brought_back(2);
    EXPECT_EQ(photo_there(hash, PhotoSize::full), "once sound");
}

TEST_P(Backups, ADatabaseThatWasDamagedAlreadyIsNoticedByVerification)
{
    {
        Connection writer(installation_.database(), Access::read_write);
        writer.run_script(
            "CREATE INDEX ix_grows ON grows (text); PRAGMA writable_schema = ON; "
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'photo') "
            "WHERE name = 'ix_grows'");
    }
    take();
    EXPECT_THAT(verdict().faults, testing::ElementsAre(HasSubstr("damaged already when it was backed up")));
}

TEST(WhatIsKept, IsTheNewestAndTheLastOfEachDay)
{
    const auto at = [](int number, int day, int hour) {
        return Snapshot{.number = number,
                        .taken = start_of(Day{std::chrono::days{20'000 + day}}) + std::chrono::hours{hour}};
    };
    const std::vector<Snapshot> all{at(1, 0, 8), at(2, 0, 20), at(3, 2, 8), at(4, 2, 9), at(5, 3, 8), at(6, 3, 9)};
    EXPECT_THAT(superfluous(all, {}), testing::IsEmpty());
    EXPECT_THAT(superfluous(all, {.newest = 2}), testing::ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(superfluous(all, {.newest = 2, .days = 2}), testing::ElementsAre(1, 2, 3));
    EXPECT_THAT(superfluous(all, {.newest = 1, .days = 9}), testing::ElementsAre(1, 3, 5));
    EXPECT_THAT(superfluous(all, {.days = 3}), testing::ElementsAre(1, 3, 5));
    EXPECT_THAT(superfluous(all, {.newest = 100}), testing::IsEmpty());
    EXPECT_THAT(superfluous({}, {.newest = 1}), testing::IsEmpty());
}

TEST(WhatIsKept, IsTheNewestEvenWhenTheClockWentBack)
{
    const std::vector<Snapshot> all{{.number = 1, .taken = a_monday_morning + std::chrono::years{10}},
                                    {.number = 2, .taken = a_monday_morning}};
    EXPECT_THAT(superfluous(all, {.newest = 1}), testing::ElementsAre(1));
}

}  // namespace
}  // namespace agri110::backup
