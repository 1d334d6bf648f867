// Photos on their way to a report: uploaded first, taken once by a report or message of the same sender.
#pragma once

#include <string>
#include <vector>

#include "domain/outcome.hpp"
#include "domain/report.hpp"
#include "service/context.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// Remembers a photo whose file is already safe on disk.
Outcome<UploadClaim> record_upload(storage::Transaction& tx, const Context& context, const std::string& sha256);

/// Gives uploads to a report or message. Refuses too many, and one that is not waiting, is older than a day, or whose
/// secret is wrong: an address would not do to know the sender again, since phones change theirs on the way.
Outcome<void> take_photos(storage::Transaction& tx, const Context& context, const std::vector<UploadClaim>& photos,
                          ReportId report, MessageId message);

/// The photo, if the actor may see its report.
Outcome<Photo> find_photo(storage::Transaction& tx, const Context& context, ReportId report, UploadId id);
/// The same for the holder of a tracking link.
Outcome<Photo> find_tracked_photo(storage::Transaction& tx, const Context& context, const std::string& token,
                                  UploadId id);

}  // namespace agri110::service
