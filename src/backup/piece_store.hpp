// Where a backup's bytes lie, each under a key of letters, digits, '/', '-' and '.'.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photos/s3_client.hpp"

namespace agri110::backup {

/// Throws std::runtime_error (std::system_error and photos::S3Error are) when it cannot do what it is asked.
class PieceStore {
public:
    virtual ~PieceStore() = default;

    /// Whole or not there at all, whatever happens meanwhile.
    virtual void put(const std::string& key, std::string_view bytes) = 0;
    /// What was put or removed before lasts from here on.
    virtual void settle() = 0;
    virtual std::optional<std::string> get(const std::string& key) const = 0;
    /// Keys in the folder `folder`, and whatever else lies there.
    virtual std::vector<std::string> list(const std::string& folder) const = 0;
    /// True when nothing lies here, or nothing of anybody's.
    virtual bool empty() const = 0;
    virtual void remove(const std::string& key) = 0;
    virtual std::string description() const = 0;
};

std::unique_ptr<PieceStore> pieces_in_folder(const std::filesystem::path& folder);
std::unique_ptr<PieceStore> pieces_on_s3(photos::S3Settings settings);

}  // namespace agri110::backup
