// The gate between a request's head and its handler: whatever two readers could understand differently stays outside.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "http/head.hpp"
#include "http/request.hpp"
#include "http/target.hpp"

namespace agri110::http {

enum class Framing { none, length, chunked };

/// How to read on after a head that was let in.
struct Admission {
    Method method = Method::get;
    Target target;
    Framing framing = Framing::none;
    std::uint64_t declared_bytes = 0;  // with Framing::length
    bool keep_alive = true;
    bool expects_continue = false;
};

/// Checks, in this order: method known · Host once, well-formed and in `hosts` (empty: any host; HTTP/1.0 may then
/// leave it out) · fields that must be single are · Content-Length digits only · Transfer-Encoding exactly "chunked",
/// not on 1.0, never with a length · no body on GET, HEAD, DELETE · target in origin form · Expect known.
std::expected<Admission, Rejection> admit(const Head& head, const std::vector<std::string>& hosts);

/// host[:port] with a name, an IPv4 address or a bracketed IPv6 address.
bool is_host(std::string_view text);

}  // namespace agri110::http
