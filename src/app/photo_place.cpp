#include "app/photo_place.hpp"

#include <fmt/format.h>

#include "app/home.hpp"
#include "photos/folder_photo_store.hpp"
#include "photos/s3_photo_store.hpp"

namespace agri110::app {

bool photos_are_remote(const Configuration& configuration)
{
    return !configuration.s3_endpoint.empty();
}

std::filesystem::path photos_folder_of(const Configuration& configuration)
{
    return configuration.photos_folder.empty() ? Paths(configuration.data_folder).photos : configuration.photos_folder;
}

std::unique_ptr<photos::PhotoStore> photo_store_of(const Configuration& configuration)
{
    const auto& c = configuration;
    if (photos_are_remote(c))
        return std::make_unique<photos::S3PhotoStore>(photos::S3Settings{.endpoint = c.s3_endpoint,
                                                                         .bucket = c.s3_bucket,
                                                                         .region = c.s3_region,
                                                                         .access_key = c.s3_access_key,
                                                                         .secret_key = c.s3_secret_key});
    if (!c.photos_folder.empty() && !std::filesystem::is_directory(c.photos_folder))
        throw ConfigurationError(fmt::format("photos.folder {} is not there: make it, or mount the disk it lies on",
                                             c.photos_folder.string()));
    return std::make_unique<photos::FolderPhotoStore>(photos_folder_of(c));
}

}  // namespace agri110::app
