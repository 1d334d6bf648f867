// Photos are kept without anything that tells where or by whom they were taken.
#include "photos/photo.hpp"

#include <gtest/gtest.h>
#include <turbojpeg.h>

#include <vector>

#include "tests/support/a_photo.hpp"

namespace agri110::photos {
namespace {

/// Puts an EXIF segment behind the first marker: an orientation and a maker's text.
std::string with_exif(const std::string& jpeg, char orientation)
{
    using namespace std::string_literals;
    const auto tiff =
        "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0\0\0\0\0"s + "SECRET-PLACE";
    const auto body = "Exif\0\0"s + tiff;
    const auto length = body.size() + 2;
    const std::string segment = "\xFF\xE1"s + static_cast<char>(length >> 8) + static_cast<char>(length & 0xFF) + body;
    return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::expected<PreparedPhoto, PhotoFault> prepare(const std::string& bytes)
{
    return prepare_photo(std::as_bytes(std::span(bytes)));
}

std::pair<int, int> size_of(const std::string& jpeg)
{
    auto* turbo = tjInitDecompress();
    int width = 0, height = 0, sampling = 0, colours = 0;
    tjDecompressHeader3(turbo, reinterpret_cast<const unsigned char*>(jpeg.data()), jpeg.size(), &width, &height,
                        &sampling, &colours);
    tjDestroy(turbo);
    return {width, height};
}

TEST(Photo, WhereItWasTakenIsGone)
{
    const auto photo = prepare(with_exif(jpeg_of(64, 48), 1));
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->jpeg.find("SECRET-PLACE"), std::string::npos);
    EXPECT_EQ(photo->jpeg.find("Exif"), std::string::npos);
    EXPECT_EQ(photo->sha256.size(), 64U);
}

TEST(Photo, APictureTakenSidewaysIsShownUpright)
{
    EXPECT_EQ(size_of(prepare(with_exif(jpeg_of(64, 48), 1))->jpeg), (std::pair{64, 48}));
    EXPECT_EQ(size_of(prepare(with_exif(jpeg_of(64, 48), 6))->jpeg), (std::pair{48, 64}));
}

TEST(Photo, ALargePictureBecomesSmallEnoughForAPhone)
{
    const auto photo = prepare(jpeg_of(4000, 3000));
    ASSERT_TRUE(photo);
    EXPECT_LE(size_of(photo->jpeg).first, 2560);
    EXPECT_LE(size_of(photo->thumbnail).first, 320);
}

TEST(Photo, ACutPictureIsRefusedWhereverItWasCut)
{
    const auto whole = jpeg_of(200, 150);
    for (std::size_t size = 3; size + 2 < whole.size(); size += whole.size() / 60)
        EXPECT_FALSE(prepare(whole.substr(0, size))) << size << " of " << whole.size();
}

TEST(Photo, OnlyPicturesGetIn)
{
    EXPECT_EQ(prepare("").error(), PhotoFault::not_an_image);
    EXPECT_EQ(prepare("<svg onload=alert(1)>").error(), PhotoFault::not_an_image);
    EXPECT_EQ(prepare("GIF89a").error(), PhotoFault::unsupported_type);
}

}  // namespace
}  // namespace agri110::photos
