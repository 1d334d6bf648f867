#include "http/head.hpp"

#include <algorithm>
#include <utility>

#include "http/text.hpp"

namespace agri110::http {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr Rejection bad_request{400, "http.bad_request"};

/// Takes the next line off `block`; the caller knows that one is there.
std::string_view take_line(std::string_view& block)
{
    const auto end = block.find(line_end);
    const auto line = block.substr(0, end);
    block.remove_prefix(end + line_end.size());
    return line;
}

std::expected<int, Rejection> parse_version(std::string_view version)
{
    if (version == "HTTP/1.1") return 1;
    if (version == "HTTP/1.0") return 0;
    const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' &&
                             is_digits(version.substr(5, 1)) && is_digits(version.substr(7, 1));
    return std::unexpected(well_formed ? Rejection{505, "http.version_unknown"} : bad_request);
}

std::expected<Head, Rejection> parse_request_line(std::string_view line, const HeadLimits& limits)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return std::unexpected(bad_request);

    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = parse_version(line.substr(last + 1));
    if (!version) return std::unexpected(version.error());
    if (!is_token(method) || target.empty()) return std::unexpected(bad_request);
    if (target.size() > limits.target_bytes) return std::unexpected(Rejection{414, "http.target_too_long"});
    return Head{std::string{method}, std::string{target}, *version, {}};
}

bool add_field(Headers& fields, std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const auto name = line.substr(0, colon);
    const auto value = trim(line.substr(colon + 1));
    if (!is_token(name) || name.contains('_') || !is_field_value(value)) return false;
    fields.add(std::string{name}, std::string{value});
    return true;
}

}  // namespace

std::size_t find_head_end(std::string_view input, std::size_t& searched)
{
    const auto from = searched - std::min(searched, head_end.size() - 1);
    const auto at = input.find(head_end, from);
    searched = input.size();
    return at == std::string_view::npos ? 0 : at + head_end.size();
}

std::expected<Head, Rejection> parse_head(std::string_view block, const HeadLimits& limits)
{
    if (block.size() > limits.bytes) return std::unexpected(head_too_large(block));
    auto head = parse_request_line(take_line(block), limits);
    if (!head) return head;

    for (auto line = take_line(block); !line.empty(); line = take_line(block)) {
        if (head->fields.size() == limits.fields) return std::unexpected(Rejection{431, "http.header_too_large"});
        if (!add_field(head->fields, line)) return std::unexpected(bad_request);
    }
    return head;
}

Rejection head_too_large(std::string_view input)
{
    return input.contains(line_end) ? Rejection{431, "http.header_too_large"} : Rejection{414, "http.target_too_long"};
}

}  // namespace agri110::http
