#include "http/chunked.hpp"

#include <algorithm>
#include <array>

#include "http/text.hpp"

namespace agri110::http {

namespace {

constexpr Rejection bad_chunk{400, "http.bad_request"};
constexpr Rejection too_large{413, "http.too_large"};
constexpr std::uint64_t framing_allowance = 8192;
constexpr std::size_t max_line = 1024;
constexpr std::size_t max_trailers = 64;
constexpr std::size_t max_size_digits = 15;  // never overflows 64 bits

constexpr std::array<std::string_view, 4> forbidden_trailers{"Host", "Content-Length", "Transfer-Encoding",
                                                             "Connection"};

}  // namespace

std::expected<std::size_t, Rejection> ChunkedDecoder::decode(std::string_view input, std::string& body)
{
    std::size_t taken = 0;
    while (state_ != State::done) {
        const auto step_taken = step(input.substr(taken), body);
        if (!step_taken) return step_taken;
        if (*step_taken == 0) break;
        taken += *step_taken;
    }
    return taken;
}

std::expected<std::size_t, Rejection> ChunkedDecoder::step(std::string_view input, std::string& body)
{
    if (state_ == State::data) return take_data(input, body);
    return take_line(input);
}

std::size_t ChunkedDecoder::take_data(std::string_view input, std::string& body)
{
    const auto size = std::min<std::uint64_t>(left_in_chunk_, input.size());
    body.append(input.substr(0, static_cast<std::size_t>(size)));
    left_in_chunk_ -= size;
    if (left_in_chunk_ == 0) state_ = State::data_end;
    return static_cast<std::size_t>(size);
}

std::expected<std::size_t, Rejection> ChunkedDecoder::take_line(std::string_view input)
{
    const auto end = input.find("\r\n");
    if (end == std::string_view::npos) {
        if (input.size() > max_line) return std::unexpected(bad_chunk);
        return 0;
    }
    framing_bytes_ += end + 2;
    if (end > max_line || framing_bytes_ > framing_allowance + body_bytes_) return std::unexpected(bad_chunk);
    if (!read_line(input.substr(0, end))) return std::unexpected(too_large_ ? too_large : bad_chunk);
    return end + 2;
}

bool ChunkedDecoder::read_line(std::string_view line)
{
    if (state_ == State::size_line) return read_size_line(line);
    if (state_ == State::trailer) return read_trailer(line);
    state_ = State::size_line;  // after the data of a chunk nothing but the line end may come
    return line.empty();
}

bool ChunkedDecoder::read_size_line(std::string_view line)
{
    std::size_t digits = 0;
    std::uint64_t size = 0;
    for (; digits < line.size() && hex_digit(line[digits]) >= 0; ++digits) {
        if (digits == max_size_digits) return false;
        size = size * 16 + static_cast<std::uint64_t>(hex_digit(line[digits]));
    }
    const auto extensions = line.substr(digits);
    if (digits == 0 || !is_field_value(extensions) || (!extensions.empty() && extensions[0] != ';')) return false;

    too_large_ = size > max_body_bytes_ - body_bytes_;
    if (too_large_) return false;
    body_bytes_ += size;
    left_in_chunk_ = size;
    state_ = size == 0 ? State::trailer : State::data;
    return true;
}

bool ChunkedDecoder::read_trailer(std::string_view line)
{
    if (line.empty()) {
        state_ = State::done;
        return true;
    }
    const auto colon = line.find(':');
    if (++trailers_ > max_trailers || colon == std::string_view::npos) return false;
    const auto name = line.substr(0, colon);
    const auto is_name = [&](std::string_view forbidden) { return equal_without_case(forbidden, name); };
    return is_token(name) && is_field_value(line.substr(colon + 1)) &&
           std::ranges::none_of(forbidden_trailers, is_name);
}

}  // namespace agri110::http
