#include "photos/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
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

}  // namespace

void flush_folder(const fs::path& folder)
{
    File(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder.string()).flush();
}

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

}  // namespace agri110::photos
