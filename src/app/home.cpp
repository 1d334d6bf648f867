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
    : HomeLock(Paths(folder).lock, fmt::format("the data folder {} is in use: stop the service first", folder.string()))
{
}

HomeLock HomeLock::for_backup(const std::filesystem::path& folder)
{
    return {Paths(folder).backup_lock, fmt::format("another backup of {} is running", folder.string())};
}

HomeLock::HomeLock(const std::filesystem::path& file, const std::string& complaint)
{
    const auto folder = file.parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw ConfigurationError(fmt::format("data.folder {}: {}", folder.string(), error.message()));
    file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw ConfigurationError(fmt::format("{}: {}", file.string(), std::strerror(errno)));
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        throw ConfigurationError(complaint);
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
