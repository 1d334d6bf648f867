#include "http/peer.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>
#include <string_view>

#include "http/text.hpp"

namespace agri110::http {

namespace {

using boost::asio::ip::address;

std::vector<std::string_view> forwarded_for(const Headers& headers)
{
    std::vector<std::string_view> hops;
    for (const auto& field : headers) {
        if (!equal_without_case(field.name, "X-Forwarded-For")) continue;
        for (const auto hop : std::views::split(field.value, ',')) hops.push_back(trim(std::string_view{hop}));
    }
    return hops;
}

}  // namespace

std::vector<address> parse_addresses(const std::vector<std::string>& texts)
{
    std::vector<address> addresses;
    for (const auto& text : texts) {
        boost::system::error_code error;
        addresses.push_back(plain_address(boost::asio::ip::make_address(text, error)));
        if (error) throw std::invalid_argument("not an IP address: " + text);
    }
    return addresses;
}

address plain_address(const address& any)
{
    if (any.is_v6() && any.to_v6().is_v4_mapped()) {
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, any.to_v6());
    }
    return any;
}

address client_address(const address& tcp_peer, const Headers& headers, const std::vector<address>& trusted)
{
    const auto is_trusted = [&](const address& hop) { return std::ranges::find(trusted, hop) != trusted.end(); };
    auto client = plain_address(tcp_peer);
    for (const auto hop : forwarded_for(headers) | std::views::reverse) {
        if (!is_trusted(client)) break;
        boost::system::error_code error;
        const auto parsed = boost::asio::ip::make_address(std::string{hop}, error);
        if (error) break;
        client = plain_address(parsed);
    }
    return client;
}

}  // namespace agri110::http
