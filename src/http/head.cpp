#include "http/head.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "http/text.hpp"

namespace agri110::http {

namespace {

namespace beast = boost::beast;

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

/// What Beast would forgive: a version it does not know, a target of any length.
std::expected<void, Rejection> check_request_line(std::string_view line, const HeadLimits& limits)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return std::unexpected(bad_request);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = parse_version(line.substr(last + 1));
    if (!version) return std::unexpected(version.error());
    if (!is_token(line.substr(0, first)) || target.empty()) return std::unexpected(bad_request);
    if (target.size() > limits.target_bytes) return std::unexpected(Rejection{414, "http.target_too_long"});
    return {};
}

/// What Beast would forgive: folded lines, names with '_', control characters in values.
bool is_strict_field(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const auto name = line.substr(0, colon);
    return is_token(name) && !name.contains('_') && is_field_value(trim(line.substr(colon + 1)));
}

std::expected<void, Rejection> check_shape(std::string_view block, const HeadLimits& limits)
{
    if (auto checked = check_request_line(take_line(block), limits); !checked) return checked;
    std::size_t fields = 0;
    for (auto line = take_line(block); !line.empty(); line = take_line(block)) {
        if (++fields > limits.fields) return std::unexpected(Rejection{431, "http.header_too_large"});
        if (!is_strict_field(line)) return std::unexpected(bad_request);
    }
    return {};
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
    if (auto checked = check_shape(block, limits); !checked) return std::unexpected(checked.error());

    beast::http::request_parser<beast::http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.bytes));
    parser.body_limit(boost::none);
    beast::error_code error;
    parser.put(boost::asio::buffer(block), error);
    if (!parser.is_header_done()) return std::unexpected(bad_request);

    const auto& message = parser.get();
    Head head{std::string(message.method_string()), std::string(message.target()), message.version() == 11 ? 1 : 0, {}};
    for (const auto& field : message) head.fields.add(std::string(field.name_string()), std::string(field.value()));
    return head;
}

Rejection head_too_large(std::string_view input)
{
    return input.contains(line_end) ? Rejection{431, "http.header_too_large"} : Rejection{414, "http.target_too_long"};
}

}  // namespace agri110::http
