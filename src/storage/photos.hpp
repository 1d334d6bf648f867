// The repository of photos: which file belongs to which report or message. The bytes live in files named by their hash.
#pragma once

#include <optional>
#include <vector>

#include "domain/report.hpp"
#include "storage/transaction.hpp"

namespace agri110::storage {

void insert_upload(Transaction& tx, UploadId id, std::string_view sha256, std::string_view sender, Instant now);
/// Gives a waiting upload to a report (and message). False when it is not waiting, too old, or somebody else's.
bool take_upload(Transaction& tx, UploadId id, std::string_view sender, Instant not_before, ReportId report,
                 MessageId message);
std::vector<Photo> list_photos(Transaction& tx, ReportId report);
std::optional<Photo> find_photo(Transaction& tx, ReportId report, UploadId id);
/// Forgets uploads that nobody took; returns the hashes that no row names any more, whose files may go.
std::vector<std::string> remove_stale_uploads(Transaction& tx, Instant before);
struct NamedPhoto {
    std::string sha256;
    bool belongs_to_a_report = false;  // if not, it may be thrown away any time
};
std::vector<NamedPhoto> list_named_photos(Transaction& tx);
/// Hashes of all photos, for checks.
std::vector<std::string> list_photo_hashes(Transaction& tx);

}  // namespace agri110::storage
