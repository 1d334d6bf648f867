// Where this installation keeps its photos, as the configuration says.
#pragma once

#include <filesystem>
#include <memory>

#include "app/configuration.hpp"
#include "photos/photo_store.hpp"

namespace agri110::app {

/// True when photos lie on a store that speaks S3.
bool photos_are_remote(const Configuration& configuration);
/// `photos` in the data folder unless photos.folder says otherwise.
std::filesystem::path photos_folder_of(const Configuration& configuration);
/// Throws ConfigurationError when a folder is named that is not there: a shared disk that is not mounted would be
/// written beneath. Does not yet reach for the network.
std::unique_ptr<photos::PhotoStore> photo_store_of(const Configuration& configuration);

}  // namespace agri110::app
