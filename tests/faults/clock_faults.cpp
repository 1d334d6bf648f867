// Preloaded into the service by `scarcity`: the machine's clock, as the program sees it, is as many milliseconds off as
// the file FAULT_CLOCK says, a 64-bit number that may change at any time. Other clocks go right, as they do when
// somebody sets this one.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

std::int64_t off_by()
{
    static const auto* shared = [] {
        const int file = ::open(std::getenv("FAULT_CLOCK"), O_RDONLY | O_CLOEXEC);
        const auto* place = ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
        ::close(file);
        return static_cast<const std::atomic<std::int64_t>*>(place);
    }();
    return *shared;
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    using Function = int(clockid_t, timespec*);
    static auto* const real = reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, "clock_gettime"));
    const int result = real(clock, time);
    if (result != 0 || clock != CLOCK_REALTIME) return result;
    const std::int64_t nanoseconds = time->tv_nsec + off_by() % 1000 * 1'000'000;
    time->tv_sec += off_by() / 1000 + nanoseconds / 1'000'000'000;
    time->tv_nsec = nanoseconds % 1'000'000'000;
    if (time->tv_nsec < 0) {
        time->tv_nsec += 1'000'000'000;
        --time->tv_sec;
    }
    return 0;
}

time_t time(time_t* where) noexcept
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (where) *where = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(timeval* now, void*) noexcept
{
    timespec precise{};
    clock_gettime(CLOCK_REALTIME, &precise);
    *now = {precise.tv_sec, precise.tv_nsec / 1000};
    return 0;
}
}
