// What the server can be told. The defaults are the ones to run with; tests turn deadlines and limits down.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/crowd.hpp"
#include "http/head.hpp"
#include "http/request.hpp"

namespace agri110::http {

/// Each bounds a whole phase, not a single read. Body and write get `slowest_bytes_per_second` on top: a 3 MB photo at
/// 64 kbit/s needs 375 s.
struct Deadlines {
    std::chrono::milliseconds header{10'000};
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds write{60'000};
    std::chrono::milliseconds idle{15'000};   // between two requests of a connection
    std::chrono::milliseconds linger{2'000};  // for a refused client to read why, while its bytes are thrown away
    std::uint64_t slowest_bytes_per_second = 4'000;
};

struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                    // 0: any free one, see Server::port
    std::vector<std::string> hosts;            // allowed Host values with port, "farm.example:8110"; empty: any
    std::vector<std::string> trusted_proxies;  // IP addresses whose X-Forwarded-For is believed

    /// When all are taken, a newcomer gets the place of one that has sent no whole request for longest.
    std::size_t max_connections = 4096;
    std::size_t max_connections_per_address = 0;  // 0: no limit; trusted proxies are never limited
    unsigned max_requests_per_connection = 1000;
    HeadLimits head;

    std::uint64_t max_body_bytes = 1 << 20;
    /// Overrides max_body_bytes for some paths when set; called from any thread.
    std::function<std::uint64_t(Method, std::string_view path)> body_limit;
    std::uint64_t body_memory_bytes = 64 << 10;                         // larger bodies go to spool_folder
    std::uint64_t max_body_bytes_in_flight = std::uint64_t{512} << 20;  // of all requests together, beyond: 503
    std::filesystem::path spool_folder = std::filesystem::temp_directory_path();

    /// How many requests wait for what a request to `path` needs; when unset, nobody is ever asked to come back.
    std::function<std::size_t(std::string_view path)> waiting;
    CrowdLimits crowd;

    Deadlines deadlines;
    /// A person's words for a code such as "http.too_large"; when unset the code itself is shown.
    std::function<std::string(std::string_view code)> text_of;
    bool access_log = true;
};

}  // namespace agri110::http
