#include "service/uploads.hpp"

#include "storage/photos.hpp"
#include "storage/reports.hpp"

namespace agri110::service {
namespace {

constexpr std::chrono::hours upload_lives{24};

}  // namespace

Outcome<UploadId> record_upload(storage::Transaction& tx, const Context& context, const std::string& sha256)
{
    const auto id = context.new_id<UploadId>();
    storage::insert_upload(tx, id, sha256, context.actor.sender, context.now);
    return id;
}

Outcome<void> take_photos(storage::Transaction& tx, const Context& context, const std::vector<UploadId>& photos,
                          const std::string& sender, ReportId report, MessageId message)
{
    if (photos.size() > static_cast<std::size_t>(context.limits->photos))
        return refuse(Fault::invalid, "report.invalid", {{"photos", "field.photos.too_many"}});
    for (const auto photo : photos)
        if (!storage::take_upload(tx, photo, sender, context.now - upload_lives, report, message))
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
