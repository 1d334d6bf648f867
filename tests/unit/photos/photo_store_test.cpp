// What every place for photos promises, in a folder and on an S3 store alike.
#include "photos/photo_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "photos/folder_photo_store.hpp"
#include "photos/s3_photo_store.hpp"
#include "tests/support/a_photo.hpp"
#include "tests/support/fake_s3.hpp"
#include "tests/support/temp_folder.hpp"

namespace agri110::photos {
namespace {

/// A kind of store, with what a test needs to reach behind its back.
class Place {
public:
    virtual ~Place() = default;
    virtual PhotoStore& store() = 0;
    /// Makes everything look two days older.
    virtual void let_two_days_pass() = 0;
    virtual void damage(const std::string& name) = 0;
    virtual std::size_t count_files() = 0;
};

class FolderPlace final : public Place {
public:
    PhotoStore& store() override { return store_; }
    void let_two_days_pass() override
    {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
            std::filesystem::last_write_time(entry, entry.last_write_time() - std::chrono::days{2});
    }
    void damage(const std::string& name) override { std::ofstream(folder_.path() / name, std::ios::app) << "x"; }
    std::size_t count_files() override
    {
        const std::filesystem::recursive_directory_iterator all(folder_.path());
        return static_cast<std::size_t>(
            std::count_if(begin(all), end(all), [](const auto& entry) { return entry.is_regular_file(); }));
    }

private:
    TempFolder folder_;
    FolderPhotoStore store_{folder_.path()};
};

class S3Place final : public Place {
public:
    PhotoStore& store() override { return store_; }
    void let_two_days_pass() override { fake_.behave({{"age", 2 * 86400}}); }
    void damage(const std::string& name) override { fake_.behave({{"damage", name}}); }
    std::size_t count_files() override { return fake_.seen().at("keys").size(); }

private:
    FakeS3 fake_;
    S3PhotoStore store_{fake_.settings()};
};

struct Kind {
    const char* name;
    std::unique_ptr<Place> (*make)();
};

const Kind kinds[] = {{"Folder", [] { return std::unique_ptr<Place>(new FolderPlace); }},
                      {"S3", [] { return std::unique_ptr<Place>(new S3Place); }}};

class EveryPhotoStore : public testing::TestWithParam<Kind> {
protected:
    PreparedPhoto photo(int width = 64) const
    {
        const auto jpeg = jpeg_of(width, 48);
        return prepare_photo(std::as_bytes(std::span(jpeg))).value();
    }
    /// As the handlers do it: from the file where there is one.
    std::string shown(const std::string& sha256, PhotoSize size)
    {
        const auto path = store().file(sha256, size);
        if (!path) return store().read(sha256, size).value();
        std::ifstream in(*path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    PhotoStore& store() { return place_->store(); }

    std::unique_ptr<Place> place_ = GetParam().make();
};

TEST_P(EveryPhotoStore, APhotoComesBackByteForByte)
{
    const auto kept = photo();
    store().put(kept);
    store().put(kept);
    EXPECT_TRUE(store().has(kept.sha256));
    EXPECT_EQ(shown(kept.sha256, PhotoSize::full), kept.jpeg);
    EXPECT_EQ(shown(kept.sha256, PhotoSize::thumbnail), kept.thumbnail);
    EXPECT_EQ(store().read(kept.sha256, PhotoSize::full), kept.jpeg);
    EXPECT_EQ(store().read(kept.sha256, PhotoSize::thumbnail), kept.thumbnail);
}

TEST_P(EveryPhotoStore, WhatNobodyPutIsNotThere)
{
    const std::string hash(64, 'a');
    EXPECT_FALSE(store().has(hash));
    EXPECT_FALSE(store().read(hash, PhotoSize::full));
    EXPECT_FALSE(store().read(hash, PhotoSize::thumbnail));
    store().remove_unused(hash);
}

TEST_P(EveryPhotoStore, NoNameLeadsOutOfTheStore)
{
    for (const std::string name : {"../../etc/passwd", "", "abc", "/work"}) {
        EXPECT_THROW(static_cast<void>(store().has(name)), std::invalid_argument);
        EXPECT_THROW(static_cast<void>(store().file(name, PhotoSize::full)), std::invalid_argument);
        EXPECT_THROW(static_cast<void>(store().read(name, PhotoSize::full)), std::invalid_argument);
        EXPECT_THROW(store().write(name, PhotoSize::thumbnail, "x"), std::invalid_argument);
        EXPECT_THROW(store().remove_unused(name), std::invalid_argument);
    }
    const std::string capitals(64, 'A');
    EXPECT_THROW(static_cast<void>(store().has(capitals)), std::invalid_argument);
}

TEST_P(EveryPhotoStore, APhotoThatNobodyNeedsStaysForADayAndThenGoes)
{
    const auto kept = photo();
    store().put(kept);
    store().remove_unused(kept.sha256);
    EXPECT_TRUE(store().has(kept.sha256)) << "one just put may have its row on the way";
    place_->let_two_days_pass();
    store().remove_unused(kept.sha256);
    EXPECT_FALSE(store().has(kept.sha256));
    EXPECT_FALSE(store().read(kept.sha256, PhotoSize::thumbnail));
}

TEST_P(EveryPhotoStore, APhotoSentAgainStaysForAnotherDay)
{
    const auto kept = photo();
    store().put(kept);
    place_->let_two_days_pass();
    store().put(kept);
    store().remove_unused(kept.sha256);
    EXPECT_TRUE(store().has(kept.sha256));
}

TEST_P(EveryPhotoStore, ADamagedPhotoIsNotTakenForTheRealOne)
{
    const auto kept = photo();
    store().put(kept);
    place_->damage(name_of(kept.sha256, PhotoSize::full));
    EXPECT_THROW(static_cast<void>(store().read(kept.sha256, PhotoSize::full)), std::runtime_error);
    EXPECT_THROW(store().write(kept.sha256, PhotoSize::full, "other bytes"), std::invalid_argument);
}

TEST_P(EveryPhotoStore, AllPhotosCanMoveToAnotherStore)
{
    const auto kept = photo();
    store().put(kept);
    for (const auto& kind : kinds) {
        const auto other = kind.make();
        for (const auto size : {PhotoSize::thumbnail, PhotoSize::full}) {
            const auto bytes = store().read(kept.sha256, size).value();
            other->store().write(kept.sha256, size, bytes);
            EXPECT_EQ(other->store().read(kept.sha256, size), bytes) << kind.name;
        }
        EXPECT_TRUE(other->store().has(kept.sha256)) << kind.name;
    }
}

TEST_P(EveryPhotoStore, TryingItOutLeavesNothingBehind)
{
    store().put(photo());
    EXPECT_NO_THROW(store().try_out());
    EXPECT_EQ(place_->count_files(), 2U);
    EXPECT_FALSE(store().description().empty());
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryPhotoStore, testing::ValuesIn(kinds),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(FolderPhotos, ADiskThatCannotBeWrittenIsTold)
{
    const TempFolder folder;
    std::ofstream(folder.path() / "file") << "not a folder";
    FolderPhotoStore store(folder.path() / "file");
    EXPECT_THROW(store.try_out(), std::system_error);
}

}  // namespace
}  // namespace agri110::photos
