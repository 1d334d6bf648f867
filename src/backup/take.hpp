// Takes a snapshot of a running installation.
#pragma once

#include "backup/archive.hpp"
#include "photos/photo_store.hpp"

namespace agri110::backup {

struct Source {
    std::string database;              // the SQLite file; its owner may go on writing
    std::filesystem::path scratch;     // a file to copy it to meanwhile, gone afterwards
    const photos::PhotoStore* photos;  // not null
};

/// `begun` is the moment before the call: everything acknowledged until then will be in it. The snapshot can be seen
/// only when it is whole and durable. A photo that cannot be had whole is named in it and does not hold back the rest.
Snapshot take_snapshot(Archive& archive, const Source& source, Instant begun);

}  // namespace agri110::backup
