#include "photos/photo.hpp"

#include <libexif/exif-data.h>
#include <png.h>
#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <vector>

#include "photos/sha256.hpp"

namespace agri110::photos {
namespace {

constexpr int widest = 12'000;
constexpr std::int64_t most_pixels = 40'000'000;
constexpr int longest_kept = 2560;
constexpr int longest_thumbnail = 320;
constexpr int quality = 85;

template <auto free_it>
struct FreeBy {
    template <class T>
    void operator()(T* object) const
    {
        free_it(object);
    }
};
using Turbo = std::unique_ptr<void, FreeBy<tjDestroy>>;
using TurboBytes = std::unique_ptr<unsigned char, FreeBy<tjFree>>;
using Exif = std::unique_ptr<ExifData, FreeBy<exif_data_unref>>;

struct Size {
    int width = 0;
    int height = 0;
    int longest() const { return std::max(width, height); }
};

struct Pixels {
    Size size{};
    std::vector<unsigned char> rgb{};
};

bool too_large(Size size)
{
    return size.width > widest || size.height > widest || std::int64_t{size.width} * size.height > most_pixels;
}

const unsigned char* data_of(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// Why a step failed: for want of memory (std::bad_alloc), which says nothing about the picture, or by its damage.
PhotoFault fault_of(const Turbo& turbo)
{
    const std::string_view why = turbo ? tjGetErrorStr2(turbo.get()) : "Memory allocation failure";
    for (const std::string_view memory : {"Insufficient memory", "Memory allocation failure"})
        if (why.contains(memory)) throw std::bad_alloc();
    return PhotoFault::damaged;
}

std::expected<Size, PhotoFault> jpeg_size(std::string_view jpeg)
{
    const Turbo turbo(tjInitDecompress());
    Size size;
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(turbo.get(), data_of(jpeg), jpeg.size(), &size.width, &size.height, &subsampling,
                            &colours) != 0)
        return std::unexpected(fault_of(turbo));
    if (too_large(size)) return std::unexpected(PhotoFault::too_many_pixels);
    return size;
}

/// Decodes at the smallest scale whose longest side is at least `longest`, or full size if it is smaller than that.
std::expected<Pixels, PhotoFault> decode_jpeg(std::string_view jpeg, int longest)
{
    const auto size = jpeg_size(jpeg);
    if (!size) return std::unexpected(size.error());
    int count = 0;
    const auto* factors = tjGetScalingFactors(&count);
    Pixels pixels{*size, {}};
    for (int i = 0; i < count; ++i) {
        const Size scaled{TJSCALED(size->width, factors[i]), TJSCALED(size->height, factors[i])};
        if (scaled.longest() >= longest && scaled.longest() < pixels.size.longest()) pixels.size = scaled;
    }
    pixels.rgb.resize(static_cast<std::size_t>(pixels.size.width) * static_cast<std::size_t>(pixels.size.height) * 3);
    const Turbo turbo(tjInitDecompress());
    if (tjDecompress2(turbo.get(), data_of(jpeg), jpeg.size(), pixels.rgb.data(), pixels.size.width, 0,
                      pixels.size.height, TJPF_RGB, TJFLAG_STOPONWARNING) != 0)
        return std::unexpected(fault_of(turbo));
    return pixels;
}

/// Averages blocks of pixels, so that the longest side becomes at most `longest`.
Pixels shrink(const Pixels& from, int longest)
{
    const int step = (from.size.longest() + longest - 1) / longest;
    if (step <= 1) return from;
    Pixels to{{std::max(1, from.size.width / step), std::max(1, from.size.height / step)}, {}};
    to.rgb.reserve(static_cast<std::size_t>(to.size.width) * static_cast<std::size_t>(to.size.height) * 3);
    for (int y = 0; y < to.size.height; ++y)
        for (int x = 0; x < to.size.width; ++x)
            for (int c = 0; c < 3; ++c) {
                int sum = 0;
                int count = 0;
                for (int dy = 0; dy < step && y * step + dy < from.size.height; ++dy)
                    for (int dx = 0; dx < step && x * step + dx < from.size.width; ++dx, ++count)
                        sum += from.rgb[static_cast<std::size_t>(
                            ((y * step + dy) * from.size.width + x * step + dx) * 3 + c)];
                to.rgb.push_back(static_cast<unsigned char>(sum / count));
            }
    return to;
}

std::string encode_jpeg(const Pixels& pixels)
{
    const Turbo turbo(tjInitCompress());
    unsigned char* raw = nullptr;
    unsigned long size = 0;
    const int code = tjCompress2(turbo.get(), pixels.rgb.data(), pixels.size.width, 0, pixels.size.height, TJPF_RGB,
                                 &raw, &size, TJSAMP_420, quality, 0);
    const TurboBytes owned(raw);
    if (code != 0) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(raw), size};
}

/// How a camera held upside down or sideways says so (EXIF 2.3, tag 0x0112), as a lossless transform.
int transform_for(std::string_view jpeg)
{
    const Exif exif(exif_data_new_from_data(data_of(jpeg), static_cast<unsigned>(jpeg.size())));
    if (!exif) return TJXOP_NONE;
    auto* entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return TJXOP_NONE;
    constexpr std::array<int, 9> by_orientation{TJXOP_NONE,   TJXOP_NONE,       TJXOP_HFLIP,
                                                TJXOP_ROT180, TJXOP_VFLIP,      TJXOP_TRANSPOSE,
                                                TJXOP_ROT90,  TJXOP_TRANSVERSE, TJXOP_ROT270};
    const auto orientation = exif_get_short(entry->data, exif_data_get_byte_order(exif.get()));
    return orientation < by_orientation.size() ? by_orientation[orientation] : TJXOP_NONE;
}

/// The same picture upright, with every marker but the picture itself left out.
std::expected<std::string, PhotoFault> strip_jpeg(std::string_view jpeg)
{
    const Turbo turbo(tjInitTransform());
    tjtransform transform{};
    transform.op = transform_for(jpeg);
    transform.options = TJXOPT_COPYNONE | TJXOPT_TRIM;
    unsigned char* raw = nullptr;
    unsigned long size = 0;
    const int code =
        tjTransform(turbo.get(), data_of(jpeg), jpeg.size(), 1, &raw, &size, &transform, TJFLAG_STOPONWARNING);
    const TurboBytes owned(raw);
    if (code != 0) return std::unexpected(fault_of(turbo));
    return std::string(reinterpret_cast<const char*>(raw), size);
}

std::expected<std::string, PhotoFault> clean_jpeg(std::string_view jpeg)
{
    const auto size = jpeg_size(jpeg);
    if (!size) return std::unexpected(size.error());
    auto stripped = strip_jpeg(jpeg);
    if (!stripped || size->longest() <= longest_kept) return stripped;
    const auto pixels = decode_jpeg(*stripped, longest_kept);
    if (!pixels) return std::unexpected(pixels.error());
    return encode_jpeg(shrink(*pixels, longest_kept));
}

std::expected<std::string, PhotoFault> jpeg_from_png(std::string_view png)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, FreeBy<png_image_free>> owned(&image);
    if (!png_image_begin_read_from_memory(&image, png.data(), png.size())) return std::unexpected(PhotoFault::damaged);
    Pixels pixels{{static_cast<int>(std::min(image.width, png_uint_32{widest + 1})),
                   static_cast<int>(std::min(image.height, png_uint_32{widest + 1}))},
                  {}};
    if (too_large(pixels.size)) return std::unexpected(PhotoFault::too_many_pixels);
    image.format = PNG_FORMAT_RGB;
    pixels.rgb.resize(PNG_IMAGE_SIZE(image));
    const png_color white{255, 255, 255};
    if (!png_image_finish_read(&image, &white, pixels.rgb.data(), 0, nullptr))
        return std::unexpected(PhotoFault::damaged);
    if (image.warning_or_error != 0 && image.warning_or_error != PNG_IMAGE_WARNING)
        return std::unexpected(PhotoFault::damaged);
    return encode_jpeg(shrink(pixels, longest_kept));
}

std::expected<std::string, PhotoFault> to_clean_jpeg(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) return clean_jpeg(bytes);
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return jpeg_from_png(bytes);
    for (const auto known : {"GIF8"sv, "RIFF"sv, "BM"sv, "II*\0"sv, "MM\0*"sv,
                             "\0\0\0\x18"
                             "ftyp"sv})
        if (bytes.starts_with(known)) return std::unexpected(PhotoFault::unsupported_type);
    return std::unexpected(PhotoFault::not_an_image);
}

}  // namespace

std::string_view code_of(PhotoFault fault)
{
    switch (fault) {
        case PhotoFault::not_an_image:
            return "photo.not_an_image";
        case PhotoFault::unsupported_type:
            return "photo.unsupported_type";
        case PhotoFault::too_many_pixels:
            return "photo.too_many_pixels";
        case PhotoFault::damaged:
            return "photo.damaged";
    }
    return "photo.damaged";
}

std::expected<PreparedPhoto, PhotoFault> prepare_photo(std::span<const std::byte> bytes)
{
    auto jpeg = to_clean_jpeg({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!jpeg) return std::unexpected(jpeg.error());
    // Decoding for the thumbnail also proves that the picture is whole.
    const auto pixels = decode_jpeg(*jpeg, longest_thumbnail);
    if (!pixels) return std::unexpected(pixels.error());
    PreparedPhoto photo{.jpeg = std::move(*jpeg), .thumbnail = encode_jpeg(shrink(*pixels, longest_thumbnail))};
    photo.sha256 = sha256_of(photo.jpeg);
    return photo;
}

}  // namespace agri110::photos
