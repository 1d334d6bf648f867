#include "http/compression.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <limits>
#include <stdexcept>

namespace agri110::http {

std::string gzip(std::string_view bytes)
{
    constexpr int gzip_window = MAX_WBITS + 16;  // zlib's way to say gzip
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib does not start");
    }
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    if (packed.size() > std::numeric_limits<uInt>::max()) throw std::runtime_error("too large for one gzip call");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
    return packed;
}

std::string brotli(std::string_view bytes)
{
    auto size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string packed(size, '\0');
    const auto done = BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_GENERIC,
                                            bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(packed.data()));
    if (!done) throw std::runtime_error("brotli does not finish");
    packed.resize(size);
    return packed;
}

}  // namespace agri110::http
