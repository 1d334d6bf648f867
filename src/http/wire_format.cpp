#include "http/wire_format.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <random>
#include <string_view>

#include "http/security_headers.hpp"
#include "http/text.hpp"

namespace agri110::http {

namespace {

constexpr std::size_t usual_size = 1200;
constexpr std::array<std::string_view, 6> our_fields{"Content-Length", "Transfer-Encoding", "Connection",
                                                     "Date",           "Keep-Alive",        "X-Request-Id"};

bool is_ours(std::string_view name)
{
    return std::ranges::any_of(our_fields, [&](std::string_view ours) { return equal_without_case(ours, name); });
}

/// Written once a second on each thread: many answers share it.
std::string_view date_now()
{
    thread_local std::chrono::sys_seconds written;
    thread_local std::string date;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (now != written) date = fmt::format("{:%a, %d %b %Y %T} GMT", fmt::gmtime(now));
    written = now;
    return date;
}

}  // namespace

std::string write_head(const Response& response, std::string_view request_id, AfterAnswer after)
{
    std::string head;
    head.reserve(usual_size);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    append_field(head, "Date", date_now());
    append_field(head, "Connection", after == AfterAnswer::close ? "close" : "keep-alive");
    if (may_have_body(response.status)) append_field(head, "Content-Length", std::to_string(response.body_size()));
    for (const auto& [name, value] : response.headers) {
        if (!is_ours(name)) append_field(head, name, value);
    }
    append_security_headers(head, response.headers);
    append_field(head, "X-Request-Id", request_id);
    return head += "\r\n";
}

void append_field(std::string& head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

bool may_have_body(int status)
{
    return status != 204 && status != 304;
}

std::string random_request_id()
{
    thread_local std::mt19937_64 source{(std::uint64_t{std::random_device{}()} << 32) ^ std::random_device{}()};
    return fmt::format("{:016x}", source());
}

}  // namespace agri110::http
