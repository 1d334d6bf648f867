#include "app/home.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "storage/open_database.hpp"

namespace agri110::app {

HomeLock::HomeLock(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw ConfigurationError(fmt::format("data.folder {}: {}", folder.string(), error.message()));
    const auto path = Paths(folder).lock;
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw ConfigurationError(fmt::format("{}: {}", path.string(), std::strerror(errno)));
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        throw ConfigurationError(fmt::format("the data folder {} is in use: stop the service first", folder.string()));
    }
}

HomeLock::~HomeLock()
{
    if (file_ >= 0) ::close(file_);
}

std::optional<HomeLock> lock_for(const std::string& database_url)
{
    const auto file = storage::sqlite_file(database_url);
    if (!file) return std::nullopt;
    return HomeLock(std::filesystem::absolute(*file).parent_path());
}

bool is_held(const std::filesystem::path& folder)
{
    const int file = ::open(Paths(folder).lock.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    const bool held = ::flock(file, LOCK_EX | LOCK_NB) != 0;
    ::close(file);
    return held;
}

}  // namespace agri110::app
