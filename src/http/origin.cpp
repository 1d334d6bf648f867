#include "http/origin.hpp"

#include <string_view>

#include "http/text.hpp"

namespace agri110::http {

namespace {

bool names_host(std::string_view origin, std::string_view host)
{
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (origin.starts_with(scheme)) return !host.empty() && equal_without_case(origin.substr(scheme.size()), host);
    }
    return false;
}

}  // namespace

bool same_origin(const Request& request)
{
    if (!is_unsafe(request.method)) return true;
    const auto* site = request.headers.find("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") return false;
    const auto* origin = request.headers.find("Origin");
    return !origin || names_host(*origin, request.headers.value("Host"));
}

}  // namespace agri110::http
