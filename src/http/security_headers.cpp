#include "http/security_headers.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "http/wire_format.hpp"

namespace agri110::http {

namespace {

// style-src: Vant and ECharts write style attributes; scripts never come from anywhere but our own files.
constexpr std::array security_headers{
    std::pair<std::string_view, std::string_view>{
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"},
    std::pair<std::string_view, std::string_view>{"X-Content-Type-Options", "nosniff"},
    std::pair<std::string_view, std::string_view>{"Referrer-Policy", "no-referrer"},
    std::pair<std::string_view, std::string_view>{"Permissions-Policy",
                                                  "camera=(self), microphone=(self), geolocation=(self)"},
    std::pair<std::string_view, std::string_view>{"Cross-Origin-Opener-Policy", "same-origin"},
    std::pair<std::string_view, std::string_view>{"Cache-Control", "no-store"},
};

}  // namespace

void append_security_headers(std::string& head, const Headers& own)
{
    for (const auto& [name, value] : security_headers) {
        if (!own.contains(name)) append_field(head, name, value);
    }
}

}  // namespace agri110::http
