#include "http/body.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace agri110::http {

namespace {

constexpr std::string_view spool_prefix = "http-body-";

[[noreturn]] void fail(const char* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept
{
    std::swap(fd_, other.fd_);
    return *this;
}

FileDescriptor::~FileDescriptor()
{
    if (fd_ >= 0) ::close(fd_);
}

FileDescriptor FileDescriptor::open_to_read(const std::filesystem::path& path)
{
    return FileDescriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
}

std::size_t FileDescriptor::read_at(std::span<char> into, std::uint64_t offset) const
{
    for (;;) {
        const auto got = ::pread(fd_, into.data(), into.size(), static_cast<off_t>(offset));
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) fail("reading a file");
    }
}

SpoolFile SpoolFile::create(const std::filesystem::path& folder)
{
    auto name = (folder / (std::string{spool_prefix} + "XXXXXX")).string();
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0) fail("creating a spool file");
    return SpoolFile{FileDescriptor{fd}, name};
}

SpoolFile::SpoolFile(FileDescriptor file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path))
{
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : file_(std::move(other.file_)), path_(std::exchange(other.path_, {})), size_(std::exchange(other.size_, 0))
{
}

SpoolFile& SpoolFile::operator=(SpoolFile&& other) noexcept
{
    if (this == &other) return *this;
    remove();
    file_ = std::move(other.file_);
    path_ = std::exchange(other.path_, {});
    size_ = std::exchange(other.size_, 0);
    return *this;
}

SpoolFile::~SpoolFile()
{
    remove();
}

void SpoolFile::append(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto wrote = ::write(file_.value(), bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) fail("writing a spool file");
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
        size_ += static_cast<std::uint64_t>(wrote);
    }
}

std::filesystem::path SpoolFile::release()
{
    return std::exchange(path_, {});
}

void SpoolFile::remove() noexcept
{
    if (!path_.empty()) ::unlink(path_.c_str());
}

void remove_stale_spool_files(const std::filesystem::path& folder)
{
    const auto yesterday = std::filesystem::file_time_type::clock::now() - std::chrono::hours{24};
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (!entry.path().filename().string().starts_with(spool_prefix) || !entry.is_regular_file()) continue;
        if (entry.last_write_time() < yesterday) std::filesystem::remove(entry.path());
    }
}

std::size_t BodyReader::read(std::span<char> into)
{
    std::size_t got = 0;
    if (file_) {
        got = file_.read_at(into, offset_);
    } else {
        got = bytes_.substr(static_cast<std::size_t>(offset_)).copy(into.data(), into.size());
    }
    offset_ += got;
    return got;
}

std::uint64_t Body::size() const
{
    if (const auto* file = std::get_if<SpoolFile>(&content_)) return file->size();
    return std::get<std::string>(content_).size();
}

std::string Body::text() const
{
    if (const auto* bytes = std::get_if<std::string>(&content_)) return *bytes;
    std::string all(static_cast<std::size_t>(size()), '\0');
    auto reader = open();
    std::size_t filled = 0;
    while (filled < all.size()) {
        const auto got = reader.read(std::span{all}.subspan(filled));
        if (got == 0) throw std::runtime_error("a spooled body is shorter than it was");
        filled += got;
    }
    return all;
}

std::optional<std::filesystem::path> Body::path() const
{
    if (const auto* file = std::get_if<SpoolFile>(&content_)) return file->path();
    return std::nullopt;
}

BodyReader Body::open() const
{
    const auto* spooled = std::get_if<SpoolFile>(&content_);
    if (!spooled) return BodyReader{std::string_view{std::get<std::string>(content_)}};
    auto file = FileDescriptor::open_to_read(spooled->path());
    if (!file) fail("opening a spooled body");
    return BodyReader{std::move(file)};
}

std::optional<std::filesystem::path> Body::release_file()
{
    if (auto* file = std::get_if<SpoolFile>(&content_)) return file->release();
    return std::nullopt;
}

BodyWriter::BodyWriter(std::filesystem::path folder, std::uint64_t memory_bytes)
    : folder_(std::move(folder)), memory_bytes_(memory_bytes)
{
}

void BodyWriter::append(std::string_view bytes)
{
    if (!file_ && memory_.size() + bytes.size() <= memory_bytes_) {
        memory_.append(bytes);
        return;
    }
    if (!file_) {
        file_ = SpoolFile::create(folder_);
        file_->append(memory_);
        memory_ = {};
    }
    file_->append(bytes);
}

std::uint64_t BodyWriter::size() const
{
    return file_ ? file_->size() : memory_.size();
}

Body BodyWriter::finish()
{
    if (file_) return Body{std::move(*file_)};
    return Body{std::move(memory_)};
}

}  // namespace agri110::http
