// A request's body: small ones in memory, large ones in a temporary file that vanishes with its owner.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace agri110::http {

/// An open file, closed at destruction.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept;
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    ~FileDescriptor();

    /// Opens for reading; an empty descriptor when that fails.
    static FileDescriptor open_to_read(const std::filesystem::path& path);
    explicit operator bool() const { return fd_ >= 0; }
    int value() const { return fd_; }
    /// Bytes read at `offset`, 0 at the end. Throws std::system_error.
    std::size_t read_at(std::span<char> into, std::uint64_t offset) const;

private:
    int fd_ = -1;
};

/// A temporary file (mode 0600, random name) that is unlinked at destruction.
class SpoolFile {
public:
    /// Throws std::system_error when the folder cannot take it.
    static SpoolFile create(const std::filesystem::path& folder);
    SpoolFile(SpoolFile&& other) noexcept;
    SpoolFile& operator=(SpoolFile&& other) noexcept;
    ~SpoolFile();

    /// Throws std::system_error, for example when the disk is full.
    void append(std::string_view bytes);
    const std::filesystem::path& path() const { return path_; }
    std::uint64_t size() const { return size_; }
    /// Gives the file away: the caller now renames or removes it.
    std::filesystem::path release();

private:
    SpoolFile(FileDescriptor file, std::filesystem::path path);
    void remove() noexcept;

    FileDescriptor file_;
    std::filesystem::path path_;
    std::uint64_t size_ = 0;
};

/// Removes spool files that a crash left in `folder` more than a day ago.
void remove_stale_spool_files(const std::filesystem::path& folder);

/// Reads a body from its start, piece by piece; the body must outlive it.
class BodyReader {
public:
    explicit BodyReader(std::string_view bytes) : bytes_(bytes) {}
    explicit BodyReader(FileDescriptor file) : file_(std::move(file)) {}
    /// Bytes read, 0 at the end. Throws std::system_error.
    std::size_t read(std::span<char> into);

private:
    std::string_view bytes_;
    FileDescriptor file_;
    std::uint64_t offset_ = 0;
};

class Body {
public:
    Body() = default;
    explicit Body(std::string bytes) : content_(std::move(bytes)) {}
    explicit Body(SpoolFile file) : content_(std::move(file)) {}

    std::uint64_t size() const;
    bool empty() const { return size() == 0; }
    /// The whole body in memory; bounded by the request's body limit.
    std::string text() const;
    /// Where it lies if it was spooled, nothing if it is in memory.
    std::optional<std::filesystem::path> path() const;
    BodyReader open() const;
    /// Gives a spooled body's file to the caller, who now renames or removes it; nothing if it is in memory.
    std::optional<std::filesystem::path> release_file();

private:
    std::variant<std::string, SpoolFile> content_;
};

/// Collects a body of unknown size: up to `memory_bytes` in memory, beyond that in a file in `folder`.
class BodyWriter {
public:
    BodyWriter(std::filesystem::path folder, std::uint64_t memory_bytes);
    void append(std::string_view bytes);
    std::uint64_t size() const;
    Body finish();

private:
    std::filesystem::path folder_;
    std::uint64_t memory_bytes_;
    std::string memory_;
    std::optional<SpoolFile> file_;
};

}  // namespace agri110::http
