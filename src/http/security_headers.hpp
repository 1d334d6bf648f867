// The headers that every answer carries to keep browsers careful.
#pragma once

#include "http/response.hpp"

namespace agri110::http {

/// Adds each header the response has not set itself; `Cache-Control: no-store` unless it set its own.
void add_security_headers(Response& response);

}  // namespace agri110::http
