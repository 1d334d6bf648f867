// Brings an installation back from a snapshot.
#pragma once

#include "backup/archive.hpp"
#include "photos/photo_store.hpp"

namespace agri110::backup {

enum class DamagedPhotos { refuse, leave_out };

struct BroughtBack {
    std::size_t photo_files = 0;          // those that were there already included
    std::vector<std::string> left_out{};  // what damage was met, with DamagedPhotos::leave_out
};

/// Writes photos into `photos` and the database to `database`, which appears last, whole and checked. Throws Damage,
/// which names the damaged piece, and then there is no database.
BroughtBack bring_back(const Archive& archive, const Snapshot& snapshot, const std::filesystem::path& database,
                       photos::PhotoStore& photos, DamagedPhotos damaged);

/// Writes only the database, flushed, and has SQLite check it. Throws Damage.
void bring_back_database(const Archive& archive, const Content& content, const std::filesystem::path& to);

}  // namespace agri110::backup
