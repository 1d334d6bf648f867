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

#include "http/text.hpp"

namespace agri110::http {

namespace {

constexpr std::array<std::string_view, 5> our_fields{"Content-Length", "Transfer-Encoding", "Connection", "Date",
                                                     "Keep-Alive"};

bool is_ours(std::string_view name)
{
    return std::ranges::any_of(our_fields, [&](std::string_view ours) { return equal_without_case(ours, name); });
}

}  // namespace

std::string write_head(const Response& response, AfterAnswer after)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto head =
        fmt::format("HTTP/1.1 {} {}\r\nDate: {:%a, %d %b %Y %T} GMT\r\nConnection: {}\r\n", response.status,
                    reason_of(response.status), fmt::gmtime(now), after == AfterAnswer::close ? "close" : "keep-alive");
    auto out = std::back_inserter(head);
    if (may_have_body(response.status)) fmt::format_to(out, "Content-Length: {}\r\n", response.body_size());
    for (const auto& [name, value] : response.headers) {
        if (!is_ours(name)) fmt::format_to(out, "{}: {}\r\n", name, value);
    }
    return head += "\r\n";
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
