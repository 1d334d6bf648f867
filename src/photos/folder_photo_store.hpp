// Photos as files of a folder: of this machine, or of a disk that several machines share.
#pragma once

#include "photos/photo_store.hpp"

namespace agri110::photos {

/// Durable means: written, flushed, renamed, its folder flushed. Folders are made as they are needed.
class FolderPhotoStore final : public PhotoStore {
public:
    explicit FolderPhotoStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void put(const PreparedPhoto& photo) override;
    bool has(std::string_view sha256) const override;
    std::optional<std::filesystem::path> file(std::string_view sha256, PhotoSize size) const override;
    std::optional<std::string> read(std::string_view sha256, PhotoSize size) const override;
    void write(std::string_view sha256, PhotoSize size, std::string_view bytes) override;
    void remove_unused(std::string_view sha256) override;
    std::string description() const override { return "folder " + folder_.string(); }
    /// A folder that is not there yet is made with the first photo, by whoever runs the service.
    void try_out() override;

private:
    std::filesystem::path path(std::string_view sha256, PhotoSize size) const
    {
        return folder_ / name_of(sha256, size);
    }

    std::filesystem::path folder_;
};

}  // namespace agri110::photos
