// Photos on disk, under the hash of their content: <folder>/ab/cd/<hash>.jpg, with a thumbnail beside.
#pragma once

#include <filesystem>
#include <string_view>

#include "photos/photo.hpp"

namespace agri110::photos {

/// Safe from any thread. Hashes are 64 hex digits; anything else throws std::invalid_argument, so no path can escape.
class PhotoStore {
public:
    explicit PhotoStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Durable when it returns: written, flushed, renamed, its folder flushed. The same photo again only refreshes its
    /// time. Throws std::system_error.
    void put(const PreparedPhoto& photo);
    std::filesystem::path file(std::string_view sha256) const;
    std::filesystem::path thumbnail(std::string_view sha256) const;
    bool has(std::string_view sha256) const;
    /// Removes a photo that no row names. One put within the last day stays: its row may be on its way.
    void remove_unused(std::string_view sha256);

private:
    std::filesystem::path folder_of(std::string_view sha256) const;

    std::filesystem::path folder_;
};

}  // namespace agri110::photos
