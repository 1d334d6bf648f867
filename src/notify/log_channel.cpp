#include "notify/log_channel.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

namespace agri110::notify {

std::expected<void, std::string> LogChannel::deliver(const Message& message)
{
    const int file = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return std::unexpected(std::string("cannot open the notice file: ") + std::strerror(errno));
    const nlohmann::json line{{"id", message.id.value}, {"phone", message.phone}, {"text", message.text}};
    const auto bytes = line.dump() + "\n";
    const bool written = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
    ::close(file);
    if (!written) return std::unexpected("cannot write the notice file");
    return {};
}

}  // namespace agri110::notify
