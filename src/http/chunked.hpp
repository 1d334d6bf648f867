// The chunked transfer coding (RFC 9112 §7), decoded as bytes come, with a cap on everything that is not body.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "http/head.hpp"

namespace agri110::http {

/// One body. Extensions are skipped and trailers dropped; both are checked, and counted on the raw bytes: framing may
/// cost 8 kB plus as many bytes as the body itself, a line at most 1 kB, trailers at most 64 lines.
class ChunkedDecoder {
public:
    /// Body sizes above `max_body_bytes` are refused as soon as a chunk announces them.
    explicit ChunkedDecoder(std::uint64_t max_body_bytes) : max_body_bytes_(max_body_bytes) {}

    /// Takes bytes from the front of `input`, appends what is body to `body`, and says how many bytes it took. It takes
    /// all there are until done(); an incomplete line stays for the next call.
    std::expected<std::size_t, Rejection> decode(std::string_view input, std::string& body);
    bool done() const { return state_ == State::done; }

private:
    enum class State { size_line, data, data_end, trailer, done };

    std::expected<std::size_t, Rejection> step(std::string_view input, std::string& body);
    std::expected<std::size_t, Rejection> take_line(std::string_view input);
    std::size_t take_data(std::string_view input, std::string& body);
    bool read_line(std::string_view line);
    bool read_size_line(std::string_view line);
    bool read_trailer(std::string_view line);

    State state_ = State::size_line;
    std::uint64_t max_body_bytes_;
    std::uint64_t left_in_chunk_ = 0;
    std::uint64_t body_bytes_ = 0;
    std::uint64_t framing_bytes_ = 0;
    std::size_t trailers_ = 0;
    bool too_large_ = false;
};

}  // namespace agri110::http
