// Who is being served just now, so that nobody takes everybody's place when there are too many.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace agri110::http {

/// How busy is too busy.
struct CrowdLimits {
    std::size_t fair_from = 512;  // requests waiting for the storage, from which on nobody gets more than a fair share
    std::size_t fair_share = 8;   // requests of one address in work at once, while it is that busy
    std::size_t most = 1024;      // waiting requests, from which on everybody is asked to come back
};

/// Requests in work by the address they come from. Safe from any thread.
class Crowd {
public:
    /// One request's place; given back at destruction.
    class Place {
    public:
        Place(Crowd& crowd, std::string address);
        Place(const Place&) = delete;
        ~Place();
        /// Requests of this address in work, this one included, when it came.
        std::size_t of_address() const { return of_address_; }

    private:
        Crowd& crowd_;
        std::string address_;
        std::size_t of_address_ = 0;
    };

    /// True when the request should be asked to come back: `waiting` others wait already.
    static bool is_too_much(const CrowdLimits& limits, std::size_t waiting, const Place& place)
    {
        return waiting >= limits.most || (waiting >= limits.fair_from && place.of_address() > limits.fair_share);
    }

private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> in_work_;
};

}  // namespace agri110::http
