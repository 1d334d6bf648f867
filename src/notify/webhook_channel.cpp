#include "notify/webhook_channel.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sodium.h>
#include <sys/socket.h>

#include <array>
#include <cstring>
#include <ctime>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

namespace agri110::notify {
namespace {

struct CloseCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool is_private(std::uint32_t ip)
{
    const auto in = [ip](std::uint32_t network, int bits) { return (ip >> (32 - bits)) == (network >> (32 - bits)); };
    return in(0x7F000000, 8) || in(0x0A000000, 8) || in(0xAC100000, 12) || in(0xC0A80000, 16) || in(0xA9FE0000, 16) ||
           in(0x64400000, 10) || in(0x00000000, 8) || in(0xE0000000, 3);
}

bool is_private(const sockaddr& address)
{
    if (address.sa_family == AF_INET)
        return is_private(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr));
    const auto& ip = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&ip)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, ip.s6_addr + 12, 4);
        return is_private(ntohl(inner));
    }
    return IN6_IS_ADDR_LOOPBACK(&ip) || IN6_IS_ADDR_LINKLOCAL(&ip) || IN6_IS_ADDR_UNSPECIFIED(&ip) ||
           (ip.s6_addr[0] & 0xFE) == 0xFC;
}

/// libcurl asks here for a socket once the name is resolved: the last moment at which the true address is known.
curl_socket_t open_public_socket(void*, curlsocktype, curl_sockaddr* address)
{
    if (is_private(address->addr)) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t ignore_body(char*, std::size_t size, std::size_t count, void*)
{
    return size * count;
}

std::string body_of(const Message& message)
{
    return nlohmann::json{{"id", std::to_string(message.id.value)},
                          {"phone", message.phone},
                          {"text", message.text},
                          {"template", message.template_key},
                          {"arguments", message.arguments}}
        .dump();
}

}  // namespace

std::string webhook_signature(const std::string& secret, const std::string& timestamp, const std::string& body)
{
    const auto signed_text = timestamp + "." + body;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(signed_text.data()),
                                  signed_text.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    std::array<char, crypto_auth_hmacsha256_BYTES * 2 + 1> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), mac.data(), mac.size());
}

WebhookChannel::WebhookChannel(WebhookSettings settings) : settings_(std::move(settings))
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::expected<void, std::string> WebhookChannel::deliver(const Message& message)
{
    const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
    const auto body = body_of(message);
    const auto timestamp = std::to_string(std::time(nullptr));
    std::unique_ptr<curl_slist, FreeList> headers;
    for (const auto& line : {std::string("Content-Type: application/json"), "X-Agri110-Timestamp: " + timestamp,
                             "X-Agri110-Signature: " + webhook_signature(settings_.secret, timestamp, body),
                             fmt::format("Idempotency-Key: notice-{}", message.id.value)})
        headers.reset(curl_slist_append(headers.release(), line.c_str()));
    curl_easy_setopt(curl.get(), CURLOPT_URL, settings_.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, 5000L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, 15000L);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, ignore_body);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    if (!settings_.allow_private) curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETFUNCTION, open_public_socket);

    const auto code = curl_easy_perform(curl.get());
    if (code != CURLE_OK) return std::unexpected(fmt::format("gateway: {}", curl_easy_strerror(code)));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || status > 299) return std::unexpected(fmt::format("gateway answered {}", status));
    return {};
}

}  // namespace agri110::notify
