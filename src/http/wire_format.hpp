// The bytes of an answer's head.
#pragma once

#include <string>

#include "http/response.hpp"

namespace agri110::http {

enum class AfterAnswer { keep_open, close };

/// Status line and fields with the closing empty line. Framing fields are written here and only here: Content-Length
/// (not for 204 and 304) and Connection.
std::string write_head(const Response& response, AfterAnswer after);

/// False for 204 and 304, which have no body by definition.
bool may_have_body(int status);

/// 16 random hexadecimal digits.
std::string random_request_id();

}  // namespace agri110::http
