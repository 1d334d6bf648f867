// A way out: SMS gateway, file, nothing.
#pragma once

#include <expected>
#include <map>
#include <string>

#include "domain/ids.hpp"

namespace agri110::notify {

/// A notice with its finished text.
struct Message {
    NoticeId id{};
    std::string phone{};
    std::string text{};
    std::string template_key{};
    std::map<std::string, std::string> arguments{};
};

/// Called by one thread at a time; blocks.
class Channel {
public:
    virtual ~Channel() = default;
    /// The error is for administrators; it must hold neither the phone nor the text.
    virtual std::expected<void, std::string> deliver(const Message& message) = 0;
};

}  // namespace agri110::notify
