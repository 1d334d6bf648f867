#include "preload/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace agri110::bench {
namespace {

constexpr std::chrono::milliseconds every{200};
constexpr int width = 30;

}  // namespace

Progress::Progress(std::string what, std::int64_t of) : what_(std::move(what)), of_(std::max<std::int64_t>(1, of)) {}

Progress::~Progress()
{
    const std::chrono::duration<double> took = Clock::now() - began_;
    if (::isatty(STDERR_FILENO)) fmt::print(stderr, "\r\x1b[K");
    fmt::print(stderr, "{} {} in {:.0f} s, {:.0f}/s\n", done_, what_, took.count(),
               static_cast<double>(done_) / took.count());
}

void Progress::show(std::int64_t done)
{
    done_ = done;
    const auto now = Clock::now();
    if (!::isatty(STDERR_FILENO) || now - shown_ < every) return;
    shown_ = now;
    const std::chrono::duration<double> took = now - began_;
    const auto rate = static_cast<double>(done) / took.count();
    const auto full = static_cast<std::size_t>(width * std::min(done, of_) / of_);
    fmt::print(stderr, "\r[{}{}] {} of {} {}, {:.0f}/s, {:.0f} s left\x1b[K", std::string(full, '='),
               std::string(width - full, ' '), done, of_, what_, rate, static_cast<double>(of_ - done) / rate);
}

}  // namespace agri110::bench
