// What a handler gets to see of a request. Light on purpose: handlers compile quickly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/body.hpp"
#include "http/headers.hpp"

namespace agri110::http {

enum class Method { get, head, post, put, patch, delete_ };

/// "GET", "HEAD", ... as on the wire.
std::string_view to_text(Method method);
/// Exactly as on the wire (methods are case-sensitive); nothing for any other.
std::optional<Method> method_from(std::string_view text);
/// True for methods that may change something: all but GET and HEAD.
bool is_unsafe(Method method);

/// Lives in the session until its answer is written. A class, not an aggregate: g++ 12 frees temporary aggregates
/// twice.
struct Request {
    Request() = default;

    Method method = Method::get;
    std::string path;  // decoded once; valid UTF-8, no control, no backslash, no "." or ".." segment; starts with '/'
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order, valid UTF-8
    Headers headers;                                         // as at the end of the header; trailers never get here
    Body body;
    std::string peer;  // the client's IP address; behind a trusted proxy what that proxy says
    std::string id;    // 16 hexadecimal digits, ours, never the client's
    std::string route =
        "-";  // the dispatcher writes the route's pattern here; the only part of the path that is logged

    /// The first query value of that name, nullptr if there is none.
    const std::string* query_value(std::string_view name) const;
    /// The cookie's value; nothing if it is absent or came more than once.
    std::optional<std::string> cookie(std::string_view name) const;
};

}  // namespace agri110::http
