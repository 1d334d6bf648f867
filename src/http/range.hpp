// Parts of a file: phones ask for a voice note in pieces, and iOS plays none that is not given so.
#pragma once

#include <string>

#include "http/request.hpp"
#include "http/response.hpp"

namespace agri110::http {

/// The whole of `file` (200), or the one range that the request asks for (206), or 416 when that lies outside. Several
/// ranges, other units, malformed ones and If-Range get the whole, as RFC 9110 §14.2 allows.
Response ranged_file_response(const Request& request, std::string content_type, FileBody file);

}  // namespace agri110::http
