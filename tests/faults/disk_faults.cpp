// Preloaded into the service by `failing_disk`: at every FAULT_EVERY-th call, writes to files under FAULT_FOLDER come
// back short or with an error. strace can make a call fail, but not write half of it. With FAULT_KIND=deaf no flush
// ever says that it failed: a planted fault.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string_view setting(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool concerns(int file)
{
    char path[4096];
    const auto link = "/proc/self/fd/" + std::to_string(file);
    const auto size = ::readlink(link.c_str(), path, sizeof path);
    return size > 0 && std::string_view(path, static_cast<std::size_t>(size)).starts_with(setting("FAULT_FOLDER"));
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
    return flush("fsync", file);
}

int fdatasync(int file)
{
    return flush("fdatasync", file);
}
}
