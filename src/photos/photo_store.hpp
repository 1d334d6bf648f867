// Where photos are kept, under the hash of their content: ab/cd/<hash>.jpg, with a thumbnail beside.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "photos/photo.hpp"

namespace agri110::photos {

enum class PhotoSize { full = 1, thumbnail };

/// One that no row names is kept this long all the same: its row may be on its way.
constexpr std::chrono::days unused_photo_stays{1};

/// The bytes of a full picture no longer fit its hash.
class DamagedPhoto : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Safe from any thread. Hashes are 64 hex digits; anything else throws std::invalid_argument, so no path can escape.
/// A store that cannot do what it is asked throws std::runtime_error (std::system_error is one), never with a key.
/// Calls may wait for a disk or a network: none belongs on the threads that serve everybody, but for `file`.
class PhotoStore {
public:
    virtual ~PhotoStore() = default;

    /// Durable when it returns. The same photo again only refreshes its time.
    virtual void put(const PreparedPhoto& photo) = 0;
    virtual bool has(std::string_view sha256) const = 0;
    /// Where the photo lies as a file of this machine, there or not; empty when only `read` can bring it.
    virtual std::optional<std::filesystem::path> file(std::string_view sha256, PhotoSize size) const = 0;
    /// The bytes; empty when the store does not have them. Throws DamagedPhoto as well.
    virtual std::optional<std::string> read(std::string_view sha256, PhotoSize size) const = 0;
    /// Keeps bytes that another store had, durable when it returns. A full picture has to fit its hash, or it throws
    /// std::invalid_argument.
    virtual void write(std::string_view sha256, PhotoSize size, std::string_view bytes) = 0;
    /// Removes a photo that no row names, unless it was put within the last day.
    virtual void remove_unused(std::string_view sha256) = 0;

    /// For people who look after the service: "folder …" or "bucket … at …".
    virtual std::string description() const = 0;
    /// Writes something small, reads it back and removes it; throws when photos could not be kept here now.
    virtual void try_out() = 0;
};

/// "ab/cd/<hash>.jpg" or "ab/cd/<hash>.thumb.jpg": the same in every store, so that one can be copied to another.
std::string name_of(std::string_view sha256, PhotoSize size);
/// Whether these can be the bytes of that photo; of a thumbnail nothing is known beforehand.
bool fits(std::string_view sha256, PhotoSize size, std::string_view bytes);

}  // namespace agri110::photos
