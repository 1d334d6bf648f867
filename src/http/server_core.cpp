#include "http/server_core.hpp"

#include <utility>

#include "http/peer.hpp"
#include "http/problem.hpp"

namespace agri110::http {

bool ConnectionList::enter(const std::shared_ptr<Session>& session, const boost::asio::ip::address& address,
                           std::size_t max, std::size_t max_per_address)
{
    const std::lock_guard lock{mutex_};
    if (entries_.size() >= max) return false;
    auto& of_address = per_address_[address];
    if (max_per_address > 0 && of_address >= max_per_address) return false;
    ++of_address;
    entries_.emplace(session.get(), Entry{session, address});
    return true;
}

void ConnectionList::leave(const Session* session)
{
    const std::lock_guard lock{mutex_};
    const auto entry = entries_.find(session);
    if (entry == entries_.end()) return;
    const auto of_address = per_address_.find(entry->second.address);
    if (--of_address->second == 0) per_address_.erase(of_address);
    entries_.erase(entry);
}

std::size_t ConnectionList::size() const
{
    const std::lock_guard lock{mutex_};
    return entries_.size();
}

std::vector<std::shared_ptr<Session>> ConnectionList::all() const
{
    const std::lock_guard lock{mutex_};
    std::vector<std::shared_ptr<Session>> sessions;
    for (const auto& [key, entry] : entries_) {
        if (auto session = entry.session.lock()) sessions.push_back(std::move(session));
    }
    return sessions;
}

ServerCore::ServerCore(Settings server_settings, Handler server_handler)
    : settings(std::move(server_settings)),
      handler(std::move(server_handler)),
      trusted_proxies(parse_addresses(settings.trusted_proxies))
{
}

Response ServerCore::problem(int status, std::string_view code, std::string_view request_id) const
{
    const std::string key{code};
    auto title = settings.text_of ? settings.text_of(code) : key;
    return problem_response({status, key, std::move(title), {}, {}, std::string{request_id}});
}

bool BodyShare::take(std::uint64_t bytes)
{
    held_ += bytes;
    return core_.body_bytes.fetch_add(bytes) + bytes <= core_.settings.max_body_bytes_in_flight;
}

}  // namespace agri110::http
