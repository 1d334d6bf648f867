#include "service/uploads.hpp"

#include "service/throttle.hpp"
#include "storage/photos.hpp"
#include "storage/reports.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::hours upload_lives{24};
constexpr std::size_t secret_bytes = 12;

}  // namespace

Outcome<UploadClaim> record_upload(storage::Transaction& tx, const Context& context, const std::string& sha256)
{
    UploadClaim claim{context.new_id<UploadId>(), context.ids->secret(secret_bytes)};
    storage::insert_upload(tx, claim.id, sha256, hash_of(claim.secret), context.now);
    return claim;
}

Outcome<void> take_photos(storage::Transaction& tx, const Context& context, const std::vector<UploadClaim>& photos,
                          ReportId report, MessageId message)
{
    if (photos.size() > static_cast<std::size_t>(context.limits->photos))
        return refuse(Fault::invalid, "report.invalid", {{"photos", "field.photos.too_many"}});
    for (const auto& photo : photos)
        if (!storage::take_upload(tx, photo.id, hash_of(photo.secret), context.now - upload_lives, report, message))
            return refuse(Fault::invalid, "report.invalid", {{"photos", "field.photos.unknown"}});
    return {};
}

Outcome<Photo> find_photo(storage::Transaction& tx, const Context& context, ReportId report, UploadId id)
{
    const bool visible = storage::find_visible_report(tx, context.actor, report).has_value();
    const auto photo = visible ? storage::find_photo(tx, report, id) : std::nullopt;
    if (!photo) return refuse(Fault::not_found, "photo.unknown");
    return *photo;
}

Outcome<Photo> find_tracked_photo(storage::Transaction& tx, const Context&, const std::string& token, UploadId id)
{
    const auto report = storage::find_report_by_token(tx, token);
    const auto photo = report ? storage::find_photo(tx, report->id, id) : std::nullopt;
    if (!photo) return refuse(Fault::not_found, "photo.unknown");
    return *photo;
}

}  // namespace agri110::service
