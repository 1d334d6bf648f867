#include "storage/photos.hpp"

#include <algorithm>

namespace agri110::storage {
namespace {

Photo read_photo(const Row& row)
{
    return {row.id<UploadId>(0), row.text(1), row.id<ReportId>(2), row.id<MessageId>(3)};
}

std::string first_text(const Row& row)
{
    return row.text(0);
}

}  // namespace

void insert_upload(Transaction& tx, UploadId id, std::string_view sha256, std::string_view sender, Instant now)
{
    tx.execute("INSERT INTO photo (id, sha256, sender, created_at) VALUES ($1, $2, $3, $4)", id, sha256, sender, now);
}

bool take_upload(Transaction& tx, UploadId id, std::string_view sender, Instant not_before, ReportId report,
                 MessageId message)
{
    return tx.execute(
               "UPDATE photo SET report_id = $4, message_id = $5 "
               "WHERE id = $1 AND sender = $2 AND created_at >= $3 AND report_id IS NULL",
               id, sender, not_before, report, message) == 1;
}

std::vector<Photo> list_photos(Transaction& tx, ReportId report)
{
    return tx.rows("SELECT id, sha256, report_id, message_id FROM photo WHERE report_id = $1 ORDER BY id", read_photo,
                   report);
}

std::optional<Photo> find_photo(Transaction& tx, ReportId report, UploadId id)
{
    return tx.row("SELECT id, sha256, report_id, message_id FROM photo WHERE report_id = $1 AND id = $2", read_photo,
                  report, id);
}

std::vector<std::string> remove_stale_uploads(Transaction& tx, Instant before)
{
    auto hashes =
        tx.rows("DELETE FROM photo WHERE report_id IS NULL AND created_at < $1 RETURNING sha256", first_text, before);
    std::ranges::sort(hashes);
    hashes.erase(std::ranges::unique(hashes).begin(), hashes.end());
    std::erase_if(hashes, [&](const std::string& hash) {
        return tx.number("SELECT COUNT(*) FROM photo WHERE sha256 = $1", hash) > 0;
    });
    return hashes;
}

std::vector<NamedPhoto> list_named_photos(Transaction& tx)
{
    return tx.rows("SELECT sha256, COUNT(report_id) FROM photo GROUP BY sha256 ORDER BY sha256",
                   [](const Row& row) { return NamedPhoto{row.text(0), row.integer(1) > 0}; });
}

std::vector<std::string> list_photo_hashes(Transaction& tx)
{
    return tx.rows("SELECT DISTINCT sha256 FROM photo ORDER BY sha256", first_text);
}

}  // namespace agri110::storage
