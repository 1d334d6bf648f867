// Reading the Cookie header and writing the one kind of cookie we set.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agri110::http {

/// Name-value pairs of one Cookie header in order (RFC 6265 §4.2.1); parts that are no pair are left out.
std::vector<std::pair<std::string, std::string>> parse_cookies(std::string_view header);

/// A Set-Cookie value for `__Host-<name>`: this host only, HTTPS only, hidden from scripts, never sent from other
/// sites. Throws std::invalid_argument if name or value hold anything that needs quoting.
std::string host_cookie(std::string_view name, std::string_view value, std::chrono::seconds max_age);

/// A Set-Cookie value that makes the browser forget `__Host-<name>`.
std::string forget_host_cookie(std::string_view name);

}  // namespace agri110::http
