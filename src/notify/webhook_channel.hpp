// Delivers to a gateway as signed JSON over HTTP: the gateway knows how to send SMS, WeCom, DingTalk or Feishu.
#pragma once

#include <string>
#include <utility>

#include "notify/channel.hpp"

namespace agri110::notify {

struct WebhookSettings {
    std::string url{};
    std::string secret{};        // key of the signature
    bool allow_private = false;  // the gateway may have a private or loopback address
};

/// POSTs {id, phone, text, template, arguments} with X-Agri110-Timestamp (seconds), X-Agri110-Signature
/// (hex HMAC-SHA-256 of "timestamp.body") and Idempotency-Key. Only http and https, no redirects, 5 s to connect and 15
/// s in all; the address is checked after name resolution, when the connection is made.
class WebhookChannel final : public Channel {
public:
    explicit WebhookChannel(WebhookSettings settings);
    std::expected<void, std::string> deliver(const Message& message) override;

private:
    WebhookSettings settings_;
};

/// The signature of a body at a time.
std::string webhook_signature(const std::string& secret, const std::string& timestamp, const std::string& body);

}  // namespace agri110::notify
