#include "http/range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "http/text.hpp"

namespace agri110::http {

namespace {

struct Range {
    std::uint64_t first;
    std::uint64_t last;  // inclusive
};

std::optional<std::uint64_t> number(std::string_view digits)
{
    std::uint64_t value = 0;
    if (!is_digits(digits) || digits.size() > 18) return std::nullopt;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// Nothing when the whole is to be sent; a range with first > last when it lies outside.
std::optional<Range> range_of(std::string_view header, std::uint64_t size)
{
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) return std::nullopt;
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto first = number(header.substr(0, dash));
    const auto last = number(header.substr(dash + 1));

    if (dash == 0 && last) return *last == 0 ? Range{1, 0} : Range{size - std::min(size, *last), size - 1};
    if (!first || (dash + 1 < header.size() && (!last || *last < *first))) return std::nullopt;
    if (*first >= size) return Range{1, 0};
    return Range{*first, std::min(last.value_or(size - 1), size - 1)};
}

}  // namespace

Response ranged_file_response(const Request& request, std::string content_type, FileBody file)
{
    const auto size = file.size;
    const bool whole = size == 0 || request.headers.contains("If-Range") || request.method != Method::get;
    const auto range = whole ? std::nullopt : range_of(request.headers.value("Range"), size);
    if (range && range->first > range->last) {
        auto outside = empty_response(416);
        outside.headers.set("Content-Range", fmt::format("bytes */{}", size));
        return outside;
    }
    if (range) {
        file.offset += range->first;
        file.size = range->last - range->first + 1;
    }
    auto response = file_response(std::move(content_type), std::move(file));
    response.headers.set("Accept-Ranges", "bytes");
    if (!range) return response;
    response.status = 206;
    response.headers.set("Content-Range", fmt::format("bytes {}-{}/{}", range->first, range->last, size));
    return response;
}

}  // namespace agri110::http
