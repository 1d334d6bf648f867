#include "http/server_core.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "http/peer.hpp"
#include "http/problem.hpp"
#include "http/session.hpp"

namespace agri110::http {
namespace {

// Many go at once: looking through all of them for each newcomer would be what a flood is after.
constexpr std::size_t share = 16;

}  // namespace

bool ConnectionList::enter(const std::shared_ptr<Session>& session, const boost::asio::ip::address& address,
                           std::size_t max, std::size_t max_per_address)
{
    const std::lock_guard lock{mutex_};
    if (entries_.size() >= max) make_room(max / share + 1);
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
    if (const auto entry = entries_.find(session); entry != entries_.end()) remove(entry);
}

void ConnectionList::let_some_go()
{
    const std::lock_guard lock{mutex_};
    make_room(entries_.size() / share + 1);
}

void ConnectionList::remove(Entries::iterator entry)
{
    const auto of_address = per_address_.find(entry->second.address);
    if (--of_address->second == 0) per_address_.erase(of_address);
    entries_.erase(entry);
}

void ConnectionList::make_room(std::size_t places)
{
    struct Waiting {
        std::size_t of_address;
        std::chrono::steady_clock::time_point since;
        Entries::iterator entry;
    };
    std::vector<Waiting> waiting;
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        const auto session = entry->second.session.lock();
        if (!session) continue;
        if (const auto since = session->waits_since())
            waiting.push_back({per_address_.at(entry->second.address), *since, entry});
    }
    const auto goes_first = [](const Waiting& a, const Waiting& b) {
        return a.of_address != b.of_address ? a.of_address > b.of_address : a.since < b.since;
    };
    const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(std::min(places, waiting.size()));
    std::ranges::partial_sort(waiting, end, goes_first);
    for (const auto& each : std::ranges::subrange(waiting.begin(), end)) {
        if (const auto session = each.entry->second.session.lock()) session->cut();
        remove(each.entry);
    }
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
