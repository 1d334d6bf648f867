// Wherever photos lie: they are found there, and a backup holds them.
#include "app/photo_place.hpp"

#include <gtest/gtest.h>

#include "app/commands.hpp"
#include "app/parts.hpp"
#include "service/uploads.hpp"
#include "tests/support/a_photo.hpp"
#include "tests/support/fake_s3.hpp"
#include "tests/support/temp_folder.hpp"

namespace agri110::app {
namespace {

namespace fs = std::filesystem;

class PhotoPlace : public testing::Test {
protected:
    Configuration installation(const std::string& name) const
    {
        Configuration c;
        c.data_folder = folder_.path() / name;
        c.knowledge_folder = fs::path(AGRI110_SOURCE) / "knowledge";
        c.web_folder = folder_.path();
        return c;
    }
    /// With photos in a folder outside the data folder, as on a shared disk.
    Configuration with_shared_disk(const std::string& name) const
    {
        auto c = installation(name);
        c.photos_folder = folder_.path() / (name + "-shared");
        fs::create_directories(c.photos_folder);
        return c;
    }
    Configuration with_s3(const std::string& name, const FakeS3& fake) const
    {
        auto c = installation(name);
        const auto s = fake.settings();
        c.s3_endpoint = s.endpoint;
        c.s3_bucket = s.bucket;
        c.s3_region = s.region;
        c.s3_access_key = s.access_key;
        c.s3_secret_key = s.secret_key;
        return c;
    }
    /// One photo with its row, as an upload leaves them.
    static photos::PreparedPhoto with_a_photo(const Configuration& configuration)
    {
        Parts parts(configuration);
        const auto jpeg = jpeg_of(64, 48);
        auto photo = photos::prepare_photo(std::as_bytes(std::span(jpeg))).value();
        parts.app().photos.put(photo);
        parts.db().write_now(service::record_upload, parts.system_context(), photo.sha256).value();
        return photo;
    }
    template <class Command>
    static std::string printed_by(const Command& command)
    {
        testing::internal::CaptureStdout();
        command();
        std::fflush(stdout);
        return testing::internal::GetCapturedStdout();
    }

    TempFolder folder_;
};

TEST_F(PhotoPlace, PhotosLieInTheDataFolderUnlessToldOtherwise)
{
    const auto configuration = installation("one");
    const auto photo = with_a_photo(configuration);
    EXPECT_TRUE(
        fs::exists(configuration.data_folder / "photos" / photos::name_of(photo.sha256, photos::PhotoSize::full)));
}

TEST_F(PhotoPlace, ABackupBringsPhotosFromOneSharedDiskToAnother)
{
    const auto from = with_shared_disk("from");
    const auto photo = with_a_photo(from);
    const auto copy = folder_.path() / "copy";
    EXPECT_EQ(backup(from, {.place = {copy}}), 0);
    const auto to = with_shared_disk("to");
    EXPECT_EQ(restore(to, {.place = {copy}}), 0);
    const auto store = photo_store_of(to);
    EXPECT_EQ(store->read(photo.sha256, photos::PhotoSize::full), photo.jpeg);
    EXPECT_EQ(store->read(photo.sha256, photos::PhotoSize::thumbnail), photo.thumbnail);
}

TEST_F(PhotoPlace, ARestoredDatabaseFindsThePhotosThatTheSharedDiskKept)
{
    const auto configuration = with_shared_disk("from");
    const auto photo = with_a_photo(configuration);
    const auto copy = folder_.path() / "copy";
    EXPECT_EQ(backup(configuration, {.place = {copy}}), 0);
    fs::remove_all(configuration.data_folder);
    EXPECT_EQ(restore(configuration, {.place = {copy}}), 0);
    EXPECT_TRUE(photo_store_of(configuration)->has(photo.sha256));
}

TEST_F(PhotoPlace, ABackupHoldsPhotosFromAnotherMachineAndBringsThemToOne)
{
    const FakeS3 fake;
    const auto far = with_s3("far", fake);
    const auto photo = with_a_photo(far);
    const auto copy = folder_.path() / "copy";
    const auto text = printed_by([&] { EXPECT_EQ(backup(far, {.place = {copy}}), 0); });
    EXPECT_NE(text.find("2 photo files"), std::string::npos) << text;
    const FakeS3 another;
    const auto to = with_s3("to", another);
    EXPECT_EQ(restore(to, {.place = {copy}}), 0);
    EXPECT_EQ(photo_store_of(to)->read(photo.sha256, photos::PhotoSize::full), photo.jpeg);
    EXPECT_EQ(photo_store_of(to)->read(photo.sha256, photos::PhotoSize::thumbnail), photo.thumbnail);
}

TEST_F(PhotoPlace, WithoutItsPhotosOnAnotherMachineThereIsNoBackup)
{
    auto far = with_s3("far", FakeS3());  // gone again
    Parts{installation("far")};
    EXPECT_EQ(backup(far, {.place = {folder_.path() / "empty"}}), 0) << "there is no photo to ask for";
    const FakeS3 fake;
    const auto near = with_s3("far", fake);
    with_a_photo(near);
    EXPECT_THROW(backup(far, {.place = {folder_.path() / "copy"}}), photos::S3Error);
    EXPECT_NE(printed_by([&] { list_backups(far, {folder_.path() / "copy"}); }).find("there is no snapshot yet"),
              std::string::npos);
}

TEST_F(PhotoPlace, ADiskThatIsNotMountedIsNotWrittenBeneath)
{
    auto configuration = installation("one");
    configuration.photos_folder = folder_.path() / "not-mounted";
    EXPECT_THROW(Parts{configuration}, ConfigurationError);
    EXPECT_FALSE(fs::exists(configuration.photos_folder));
}

TEST_F(PhotoPlace, DoctorSaysWherePhotosLieAndWhetherTheyCanBeKept)
{
    const FakeS3 fake;
    auto configuration = with_s3("far", fake);
    const auto well = printed_by([&] { doctor(configuration); });
    EXPECT_NE(well.find("ok      photos in bucket photos at http://127.0.0.1"), std::string::npos) << well;
    configuration.s3_secret_key = "another-secret";
    const auto ill = printed_by([&] { doctor(configuration); });
    EXPECT_NE(ill.find("photos cannot be kept"), std::string::npos) << ill;
    EXPECT_EQ(ill.find("another-secret"), std::string::npos);
    const auto near = printed_by([&] { doctor(with_shared_disk("near")); });
    EXPECT_NE(near.find("ok      photos in folder"), std::string::npos) << near;
}

}  // namespace
}  // namespace agri110::app
