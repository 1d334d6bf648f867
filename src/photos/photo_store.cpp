#include "photos/photo_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace agri110::photos {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

/// Closed at destruction.
class File {
public:
    explicit File(int descriptor, const std::string& name) : descriptor_(descriptor), name_(name)
    {
        if (descriptor_ < 0) fail("open " + name_);
    }
    ~File() { ::close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    void write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("write " + name_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void flush()
    {
        if (::fsync(descriptor_) != 0) fail("fsync " + name_);
    }

private:
    int descriptor_;
    std::string name_;
};

void flush_folder(const fs::path& folder)
{
    File(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder.string()).flush();
}

/// Makes the folder and everything above it that is missing, each durable in its parent.
void make_folder(const fs::path& folder)
{
    if (fs::is_directory(folder)) return;
    make_folder(folder.parent_path());
    fs::create_directory(folder);
    flush_folder(folder.parent_path());
}

void write_durably(const fs::path& path, std::string_view bytes)
{
    auto temporary = path.string() + ".XXXXXX";
    {
        File file(::mkostemp(temporary.data(), O_CLOEXEC), temporary);
        try {
            file.write(bytes);
            file.flush();
        } catch (const std::system_error&) {
            ::unlink(temporary.c_str());
            throw;
        }
    }
    fs::rename(temporary, path);
}

}  // namespace

void PhotoStore::put(const PreparedPhoto& photo)
{
    const auto path = file(photo.sha256);
    if (fs::exists(path)) {
        fs::last_write_time(path, fs::file_time_type::clock::now());
        return;
    }
    make_folder(fs::absolute(path).parent_path());
    write_durably(thumbnail(photo.sha256), photo.thumbnail);
    write_durably(path, photo.jpeg);
    flush_folder(path.parent_path());
}

fs::path PhotoStore::file(std::string_view sha256) const
{
    return folder_of(sha256) / (std::string(sha256) + ".jpg");
}

fs::path PhotoStore::thumbnail(std::string_view sha256) const
{
    return folder_of(sha256) / (std::string(sha256) + ".thumb.jpg");
}

bool PhotoStore::has(std::string_view sha256) const
{
    return fs::exists(file(sha256));
}

void PhotoStore::remove_unused(std::string_view sha256)
{
    const auto path = file(sha256);
    std::error_code gone;
    const auto written = fs::last_write_time(path, gone);
    if (gone || fs::file_time_type::clock::now() - written < std::chrono::days{1}) return;
    fs::remove(path);
    fs::remove(thumbnail(sha256));
}

fs::path PhotoStore::folder_of(std::string_view sha256) const
{
    const bool hex = sha256.size() == 64 && sha256.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!hex) throw std::invalid_argument("not a photo's hash");
    return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2);
}

}  // namespace agri110::photos
