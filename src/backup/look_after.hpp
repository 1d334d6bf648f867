// Looks after a store of snapshots: reads everything again, and lets old ones go.
#pragma once

#include <filesystem>

#include "backup/archive.hpp"

namespace agri110::backup {

struct Verdict {
    std::size_t snapshots = 0;
    std::size_t pieces = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> faults{};  // each names what is damaged and in which snapshots
};

/// Reads every piece, of a snapshot or not yet, and hashes it again, and has SQLite check the newest database, written
/// to `scratch` meanwhile.
Verdict verify(const Archive& archive, const std::filesystem::path& scratch);

struct Keep {
    int newest = 0;  // so many of the newest
    int days = 0;    // besides, the last of each of the last days on which there was one
};

/// The numbers of those that may go. Never the newest; none at all when nothing was asked for.
std::vector<int> superfluous(const std::vector<Snapshot>& snapshots, const Keep& keep);

struct Removed {
    std::size_t snapshots = 0;
    std::size_t pieces = 0;
};
/// Removes those, and the pieces that no other needs.
Removed let_go(Archive& archive, const Keep& keep);

}  // namespace agri110::backup
