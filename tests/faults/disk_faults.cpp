// Preloaded into the service by `failing_disk`: at every FAULT_EVERY-th call, writes to files under FAULT_FOLDER come
// back short or with an error. strace can make a call fail, but not write half of it. With FAULT_KIND=deaf no flush
// ever says that it failed: a planted fault.
#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace {

std::string_view setting(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string path_of(int file)
{
    char path[4096];
    const auto link = "/proc/self/fd/" + std::to_string(file);
    const auto size = ::readlink(link.c_str(), path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "";
}

bool concerns(int file)
{
    const auto path = path_of(file);
    return !path.empty() && path.starts_with(setting("FAULT_FOLDER"));
}

bool is_turn()
{
    static std::atomic<long> calls = 0;
    static const long every = std::strtol(std::getenv("FAULT_EVERY"), nullptr, 10);
    return ++calls % every == 0;
}

/// How much is to be written now, or -1 with errno set.
ssize_t allowed(int file, std::size_t size)
{
    const auto kind = setting("FAULT_KIND");
    if (kind == "deaf" || !concerns(file) || !is_turn()) return static_cast<ssize_t>(size);
    if (kind == "short") return static_cast<ssize_t>(size > 1 ? size / 2 : size);
    errno = kind == "EINTR" ? EINTR : kind == "ENOSPC" ? ENOSPC : EIO;
    return -1;
}

template <class Function>
Function* real(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

int flush(const char* name, int file)
{
    const int result = real<int(int)>(name)(file);
    return setting("FAULT_KIND") == "deaf" ? 0 : result;
}

bool is_folder(int file)
{
    struct stat about{};
    return ::fstat(file, &about) == 0 && S_ISDIR(about.st_mode);
}

void flush_later(int file)
{
    std::thread([own = ::dup(file)] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        real<int(int)>("fdatasync")(own);
        ::close(own);
    }).detach();
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size)
{
    const auto now = allowed(file, size);
    return now < 0 ? -1 : real<ssize_t(int, const void*, size_t)>("write")(file, bytes, static_cast<size_t>(now));
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset)
{
    const auto now = allowed(file, size);
    if (now < 0) return -1;
    return real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(file, bytes, static_cast<size_t>(now), offset);
}

int fsync(int file)
{
    if (setting("FAULT_KIND") == "folder" && is_folder(file)) return 0;
    return flush("fsync", file);
}

int fdatasync(int file)
{
    if (setting("FAULT_KIND") == "early" && path_of(file).ends_with("-wal")) {
        flush_later(file);
        return 0;
    }
    return flush("fdatasync", file);
}

using EachRow = int (*)(void*, int, char**, char**);

int sqlite3_exec(void* database, const char* sql, EachRow each, void* context, char** error)
{
    std::string text(sql);
    const std::string_view full = "synchronous = FULL";
    if (const auto at = text.find(full); at != text.npos && setting("FAULT_KIND") == "normal")
        text.replace(at, full.size(), "synchronous = NORMAL");
    return real<int(void*, const char*, EachRow, void*, char**)>("sqlite3_exec")(database, text.c_str(), each, context,
                                                                                 error);
}
}
