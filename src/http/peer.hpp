// Whose request is it, when a proxy may stand between.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <vector>

#include "http/headers.hpp"

namespace agri110::http {

/// Throws std::invalid_argument for text that is no IP address.
std::vector<boost::asio::ip::address> parse_addresses(const std::vector<std::string>& texts);

/// IPv4 written as IPv6 (::ffff:1.2.3.4) becomes IPv4, so that one client has one name.
boost::asio::ip::address plain_address(const boost::asio::ip::address& address);

/// The TCP peer, or, when that is a trusted proxy, the last address in X-Forwarded-For that is not one. What a stranger
/// wrote to the left of it is never believed.
boost::asio::ip::address client_address(const boost::asio::ip::address& tcp_peer, const Headers& headers,
                                        const std::vector<boost::asio::ip::address>& trusted);

}  // namespace agri110::http
