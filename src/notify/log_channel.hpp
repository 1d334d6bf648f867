// Delivers into a file only its owner may read, one JSON line a notice: for trying out, and where no gateway is.
#pragma once

#include <filesystem>

#include "notify/channel.hpp"

namespace agri110::notify {

class LogChannel final : public Channel {
public:
    explicit LogChannel(std::filesystem::path file) : file_(std::move(file)) {}
    std::expected<void, std::string> deliver(const Message& message) override;

private:
    std::filesystem::path file_;
};

}  // namespace agri110::notify
