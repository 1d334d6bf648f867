// A request's head: from raw bytes to method, target and fields, by the letter of RFC 9112 and nothing more lenient.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "http/headers.hpp"

namespace agri110::http {

/// Why a request goes no further: the status to answer and the stable code. Status 0: no one is left to answer.
struct Rejection {
    int status = 0;
    std::string_view code{};

    friend bool operator==(const Rejection&, const Rejection&) = default;
};

/// Checked for syntax only; whether it may come in is the gate's question.
struct Head {
    std::string method;
    std::string target;
    int minor_version = 1;  // HTTP/1.<minor_version>, 0 or 1
    Headers fields;
};

struct HeadLimits {
    std::size_t bytes = 8192;  // request line, fields and the closing empty line together
    std::size_t fields = 64;
    std::size_t target_bytes = 4096;
};

/// Bytes of the head at the start of `input`, with its empty line; 0 while that has not come. `searched` remembers how
/// far earlier calls have looked.
std::size_t find_head_end(std::string_view input, std::size_t& searched);

/// `block` is one whole head with its empty line. Folded lines, bare CR or LF, blanks before the colon, control
/// characters and names with '_' (which proxies confuse with '-') are refused.
std::expected<Head, Rejection> parse_head(std::string_view block, const HeadLimits& limits);

/// What to say to a head that is longer than allowed: 414 when not even the request line ended, else 431.
Rejection head_too_large(std::string_view input);

}  // namespace agri110::http
