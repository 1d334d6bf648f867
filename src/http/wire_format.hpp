// The bytes of an answer's head.
#pragma once

#include <string>
#include <string_view>

#include "http/response.hpp"

namespace agri110::http {

enum class AfterAnswer { keep_open, close };

/// Status line and fields with the closing empty line. Written here and only here: Content-Length (not for 204 and
/// 304), Connection, Date, X-Request-Id and the security headers.
std::string write_head(const Response& response, std::string_view request_id, AfterAnswer after);
/// One line of a head. Neither part may hold a control character: those of Headers never do.
void append_field(std::string& head, std::string_view name, std::string_view value);

/// False for 204 and 304, which have no body by definition.
bool may_have_body(int status);

/// 16 random hexadecimal digits.
std::string random_request_id();

}  // namespace agri110::http
