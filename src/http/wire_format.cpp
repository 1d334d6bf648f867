#include "http/wire_format.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <chrono>
#include <cstdint>
#include <random>
#include <string_view>

#include "http/text.hpp"

namespace agri110::http {

namespace {

namespace beast = boost::beast;

constexpr std::array<std::string_view, 5> our_fields{"Content-Length", "Transfer-Encoding", "Connection", "Date",
                                                     "Keep-Alive"};

bool is_ours(std::string_view name)
{
    return std::ranges::any_of(our_fields, [&](std::string_view ours) { return equal_without_case(ours, name); });
}

beast::string_view to_beast(std::string_view text)
{
    return {text.data(), text.size()};
}

std::string serialized(beast::http::response<beast::http::empty_body>& message)
{
    beast::http::response_serializer<beast::http::empty_body> serializer(message);
    serializer.split(true);
    std::string head;
    beast::error_code error;
    serializer.next(error, [&](beast::error_code&, const auto& buffers) { head = beast::buffers_to_string(buffers); });
    return head;
}

}  // namespace

std::string write_head(const Response& response, AfterAnswer after)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    beast::http::response<beast::http::empty_body> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.reason(to_beast(reason_of(response.status)));
    message.set(beast::http::field::date, fmt::format("{:%a, %d %b %Y %T} GMT", fmt::gmtime(now)));
    message.set(beast::http::field::connection, after == AfterAnswer::close ? "close" : "keep-alive");
    if (may_have_body(response.status))
        message.set(beast::http::field::content_length, std::to_string(response.body_size()));
    for (const auto& [name, value] : response.headers) {
        if (!is_ours(name)) message.insert(to_beast(name), to_beast(value));
    }
    return serialized(message);
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
