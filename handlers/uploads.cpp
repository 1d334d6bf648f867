// Photos in and out.
#include "service/uploads.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include "handlers/doors.hpp"
#include "http/multipart.hpp"
#include "http/problem.hpp"
#include "photos/photo.hpp"

namespace agri110::handlers {
namespace {

using Prepared = std::expected<photos::PreparedPhoto, Refusal>;

/// The image itself: the whole body, or the only file of a form.
Outcome<std::string> image_bytes(const Call& call)
{
    const auto type = call.request.headers.value("Content-Type");
    if (!type.starts_with("multipart/")) return call.request.body.text();
    const auto parts = http::read_multipart(call.request.body, type, std::filesystem::temp_directory_path());
    if (!parts) return refuse(Fault::invalid, std::string(code_of(parts.error())));
    if (parts->size() != 1) return refuse(Fault::invalid, "photo.one_file");
    return parts->front().content.text();
}

/// Decodes and keeps the photo; takes long, so it runs beside the event loop.
Outcome<std::string> keep_photo(service::App& app, const std::string& bytes)
{
    const auto prepared = photos::prepare_photo(std::as_bytes(std::span(bytes)));
    if (!prepared) {
        const bool type = prepared.error() == photos::PhotoFault::unsupported_type ||
                          prepared.error() == photos::PhotoFault::not_an_image;
        return refuse(type ? Fault::unsupported_type : Fault::invalid, std::string(code_of(prepared.error())));
    }
    app.photos.put(*prepared);
    return prepared->sha256;
}

Response show(const Call& call, const Outcome<Photo>& photo)
{
    if (!photo) return problem(call, photo.error());
    const bool small = call.query("size") == "thumbnail";
    const auto path = small ? call.app.photos.thumbnail(photo->sha256) : call.app.photos.file(photo->sha256);
    auto response = http::file_response("image/jpeg", {path, std::filesystem::file_size(path)});
    response.headers.set("Cache-Control", "private, max-age=86400, immutable");
    return response;
}

}  // namespace

awaitable<Response> create_upload(Call call)
{
    const auto bytes = image_bytes(call);
    if (!bytes) co_return problem(call, bytes.error());

    // Away from the threads that serve everybody, and back.
    const auto here = co_await boost::asio::this_coro::executor;
    co_await boost::asio::post(call.app.workers.get_executor(), boost::asio::use_awaitable);
    const auto kept = keep_photo(call.app, *bytes);
    co_await boost::asio::post(here, boost::asio::use_awaitable);
    if (!kept) co_return problem(call, kept.error());

    auto claim = co_await call.app.db.write(service::record_upload, call.context, *kept);
    if (!claim) co_return problem(call, claim.error());
    const nlohmann::json body{{"id", fmt::format("{}-{}", claim->id.value, claim->secret)}};
    co_return answer(201, body.dump());
}

awaitable<Response> show_photo(Call call)
{
    auto photo = co_await call.app.db.read(service::find_photo, call.context, call.id<ReportId>("id"),
                                           call.id<UploadId>("photo"));
    co_return show(call, photo);
}

awaitable<Response> show_tracked_photo(Call call)
{
    const auto token = call.context.actor.token;
    auto photo =
        co_await call.app.db.read(service::find_tracked_photo, call.context, token, call.id<UploadId>("photo"));
    co_return show(call, photo);
}

}  // namespace agri110::handlers
