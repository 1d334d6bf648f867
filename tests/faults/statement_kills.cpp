// Preloaded into `agri110 migrate` by `upgrade`: kills the process at the KILL_AT-th beginning or end of an SQLite
// statement, which no system call shows. With KILL_AT=0 it lives, and writes to KILL_COUNT how many there were.
#include <dlfcn.h>
#include <sqlite3.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

class Statements {
public:
    ~Statements()
    {
        const char* file = std::getenv("KILL_COUNT");
        if (!file) return;
        if (std::FILE* out = std::fopen(file, "w")) {
            std::fprintf(out, "%d\n", seen_);
            std::fclose(out);
        }
    }
    void pass()
    {
        if (++seen_ == kill_at_) std::raise(SIGKILL);
    }

private:
    int kill_at_ = std::atoi(std::getenv("KILL_AT"));
    int seen_ = 0;
};

Statements statements;

int trace(unsigned, void*, void*, void*)
{
    statements.pass();
    return 0;
}

}  // namespace

extern "C" int sqlite3_open_v2(const char* path, sqlite3** opened, int flags, const char* vfs)
{
    using Open = int (*)(const char*, sqlite3**, int, const char*);
    static const auto open = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "sqlite3_open_v2"));
    const int code = open(path, opened, flags, vfs);
    if (code == SQLITE_OK) sqlite3_trace_v2(*opened, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, trace, nullptr);
    return code;
}
