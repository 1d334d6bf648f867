// Cross-site request forgery: did our own page send this?
#pragma once

#include "http/request.hpp"

namespace agri110::http {

/// True for GET and HEAD. For all others: Sec-Fetch-Site is absent, "same-origin" or "none", and Origin is absent or
/// names this Host over http or https ("null" never does). Routes that use a session must ask.
bool same_origin(const Request& request);

}  // namespace agri110::http
