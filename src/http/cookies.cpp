#include "http/cookies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "http/text.hpp"

namespace agri110::http {

namespace {

/// RFC 6265 cookie-octet: printable ASCII without space, quote, comma, semicolon, backslash.
bool is_cookie_octet(char c)
{
    return c > 0x20 && c < 0x7f && !std::string_view{"\",;\\"}.contains(c);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_cookies(std::string_view header)
{
    std::vector<std::pair<std::string, std::string>> cookies;
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        const auto pair = trim(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));

        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || !is_token(pair.substr(0, equals))) continue;
        auto value = pair.substr(equals + 1);
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        if (std::ranges::all_of(value, is_cookie_octet)) cookies.emplace_back(pair.substr(0, equals), value);
    }
    return cookies;
}

std::string host_cookie(std::string_view name, std::string_view value, std::chrono::seconds max_age)
{
    if (!is_token(name)) throw std::invalid_argument("cookie name is not a token");
    if (!std::ranges::all_of(value, is_cookie_octet)) throw std::invalid_argument("cookie value needs quoting");
    return fmt::format("__Host-{}={}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={}", name, value,
                       max_age.count());
}

std::string forget_host_cookie(std::string_view name)
{
    return host_cookie(name, "", std::chrono::seconds{0});
}

}  // namespace agri110::http
