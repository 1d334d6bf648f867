// A snapshot that is read back wrongly is a wrong restore.
#include "backup/snapshot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "backup/seal.hpp"

namespace agri110::backup {
namespace {

std::string piece_of(int number)
{
    return Seal().name_of(std::to_string(number));
}

Snapshot a_snapshot()
{
    return {.number = 42,
            .taken = Instant{std::chrono::milliseconds{1'795'570'800'123}},
            .database_size = 123'456'789'012,
            .photo_files = 2,
            .missing_photos = {std::string(64, 'a')},
            .list = {piece_of(1), piece_of(2)}};
}

Content content_of(int blocks, int photos)
{
    Content content{.database_size = 7};
    for (int i = 0; i < blocks; ++i) content.blocks.push_back(piece_of(i));
    for (int i = 0; i < photos; ++i) {
        const auto hash = piece_of(-i - 1);
        content.photos.emplace(hash.substr(0, 2) + "/" + hash.substr(2, 2) + "/" + hash + ".jpg", piece_of(i + 5000));
    }
    return content;
}

std::string joined(const std::vector<std::string>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), std::string{});
}

TEST(SnapshotText, SaysTheSameWhenItIsReadBack)
{
    const auto snapshot = a_snapshot();
    const auto back = read_snapshot(42, text_of(snapshot));
    EXPECT_EQ(back.taken, snapshot.taken);
    EXPECT_EQ(back.database_size, snapshot.database_size);
    EXPECT_EQ(back.photo_files, snapshot.photo_files);
    EXPECT_EQ(back.missing_photos, snapshot.missing_photos);
    EXPECT_EQ(back.list, snapshot.list);
}

TEST(SnapshotText, CutOrMovedOrStrangeIsDamage)
{
    const auto text = text_of(a_snapshot());
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_THROW(read_snapshot(42, text.substr(0, size)), Damage) << size;
    EXPECT_THROW(read_snapshot(41, text), Damage) << "an older one under a newer number";
    EXPECT_THROW(read_snapshot(42, text + "more\n"), Damage);
    auto strange = text;
    strange.replace(strange.find("photos"), 6, "videos");
    EXPECT_THROW(read_snapshot(42, strange), Damage);
}

TEST(SnapshotKeys, SortAsTheyWereTakenAndNothingElseCounts)
{
    EXPECT_EQ(key_of(42), "snapshots/000042");
    EXPECT_EQ(number_in(key_of(42)), 42);
    EXPECT_EQ(number_in(key_of(1'234'567)), 1'234'567);
    for (const auto* key : {"snapshots/42", "snapshots/000042.aB3dEf", "snapshots/000000", "snapshots/-00042",
                            "pieces/000042", "snapshots/", "000042"})
        EXPECT_EQ(number_in(key), 0) << key;
}

TEST(ListOfASnapshot, HoldsEveryBlockInOrderAndEveryPhoto)
{
    const auto content = content_of(1000, 500);
    const Snapshot snapshot{.number = 1, .database_size = 7, .photo_files = 500};
    const auto back = read_list(snapshot, joined(parts_of_list(content)));
    EXPECT_EQ(back.blocks, content.blocks);
    EXPECT_EQ(back.photos, content.photos);
    EXPECT_EQ(back.database_size, 7U);
}

TEST(ListOfASnapshot, OneMorePhotoLeavesMostPartsAsTheyAre)
{
    auto content = content_of(3000, 3000);
    const auto before = parts_of_list(content);
    content.photos.emplace("00/00/" + std::string(64, '0') + ".jpg", piece_of(-9999));
    const auto after = parts_of_list(content);
    const auto same = std::ranges::count_if(
        after, [&](const std::string& part) { return std::ranges::find(before, part) != before.end(); });
    EXPECT_GE(before.size(), 10U);
    EXPECT_GE(same + 2, static_cast<std::ptrdiff_t>(before.size())) << "each snapshot would store its whole list anew";
}

TEST(ListOfASnapshot, ThatLacksSomethingIsDamage)
{
    const auto parts = parts_of_list(content_of(3000, 3000));
    const Snapshot snapshot{.number = 1, .photo_files = 3000};
    EXPECT_THROW(read_list(snapshot, ""), Damage);
    EXPECT_THROW(read_list(snapshot, joined({parts.begin(), parts.end() - 1})), Damage);
    EXPECT_THROW(read_list(snapshot, joined(parts) + "film a b\n"), Damage);
    EXPECT_THROW(read_list(snapshot, joined(parts) + "block"), Damage);
}

}  // namespace
}  // namespace agri110::backup
