// What all connections of a server share: settings, the handler, and who is connected.
#pragma once

#include <atomic>
#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "http/server.hpp"

namespace agri110::http {

class Session;

/// The open connections. Safe from any thread.
class ConnectionList {
public:
    /// False when `max` connections, or `max_per_address` (0: any number) of this address, are open already and none of
    /// them only waits. Of those that do, some have to go: first of the address that has most, the longest waiting.
    bool enter(const std::shared_ptr<Session>& session, const boost::asio::ip::address& address, std::size_t max,
               std::size_t max_per_address);
    void leave(const Session* session);
    /// Cuts some of those that only wait, in the same order, so that others can have their descriptors.
    void let_some_go();
    std::size_t size() const;
    std::vector<std::shared_ptr<Session>> all() const;

private:
    struct Entry {
        std::weak_ptr<Session> session;
        boost::asio::ip::address address;
    };
    using Entries = std::map<const Session*, Entry>;

    void make_room(std::size_t places);
    void remove(Entries::iterator entry);

    mutable std::mutex mutex_;
    Entries entries_;
    std::map<boost::asio::ip::address, std::size_t> per_address_;
};

struct ServerCore {
    ServerCore(Settings server_settings, Handler server_handler);

    const Settings settings;
    const Handler handler;
    const std::vector<boost::asio::ip::address> trusted_proxies;
    std::atomic<bool> draining = false;
    std::atomic<std::uint64_t> body_bytes = 0;
    std::atomic<std::uint64_t> asked_to_come_back = 0;
    Crowd crowd;
    ConnectionList connections;

    /// A problem+json answer with the person's words for `code`.
    Response problem(int status, std::string_view code, std::string_view request_id) const;
};

/// One request's share of the bytes that all bodies together may take; given back at destruction.
class BodyShare {
public:
    explicit BodyShare(ServerCore& core) : core_(core) {}
    BodyShare(const BodyShare&) = delete;
    ~BodyShare() { core_.body_bytes -= held_; }
    /// False when that would exceed what all may hold.
    bool take(std::uint64_t bytes);

private:
    ServerCore& core_;
    std::uint64_t held_ = 0;
};

}  // namespace agri110::http
