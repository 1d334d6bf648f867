// The headers that every answer carries to keep browsers careful.
#pragma once

#include <string>

#include "http/headers.hpp"

namespace agri110::http {

/// Each header that is not among the response's `own`; `Cache-Control: no-store` unless it set its own.
void append_security_headers(std::string& head, const Headers& own);

}  // namespace agri110::http
