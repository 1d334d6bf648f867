// Delivers nothing: for tests and benchmarks.
#pragma once

#include "notify/channel.hpp"

namespace agri110::notify {

class DiscardChannel final : public Channel {
public:
    std::expected<void, std::string> deliver(const Message&) override { return {}; }
};

}  // namespace agri110::notify
