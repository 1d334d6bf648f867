// Photos in and out.
#include "service/uploads.hpp"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "handlers/away.hpp"
#include "handlers/doors.hpp"
#include "http/multipart.hpp"
#include "http/problem.hpp"
#include "http/scarcity.hpp"
#include "photos/photo.hpp"

namespace agri110::handlers {
namespace {

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

Outcome<photos::PreparedPhoto> prepare(const std::string& bytes)
{
    auto prepared = photos::prepare_photo(std::as_bytes(std::span(bytes)));
    if (prepared) return std::move(*prepared);
    const bool type = prepared.error() == photos::PhotoFault::unsupported_type ||
                      prepared.error() == photos::PhotoFault::not_an_image;
    return refuse(type ? Fault::unsupported_type : Fault::invalid, std::string(code_of(prepared.error())));
}

/// To whoever asks, a photo store that fails is what a database that fails is: a reason to try again later, or for
/// somebody to make room.
template <class Work>
auto asking_the_store(Work work)
{
    try {
        return work();
    } catch (const std::system_error& error) {
        if (http::is_disk_full(error)) throw storage::DiskFullError(error.what());
        throw storage::StorageError(error.what());
    } catch (const std::runtime_error& error) {
        throw storage::StorageError(error.what());
    }
}

/// Keeps the photo: safe when it comes back.
std::string keep(photos::PhotoStore& store, const photos::PreparedPhoto& photo)
{
    asking_the_store([&] { store.put(photo); });
    return photo.sha256;
}

std::string bytes_of(const photos::PhotoStore& store, const Photo& photo, photos::PhotoSize size)
{
    auto bytes = asking_the_store([&] { return store.read(photo.sha256, size); });
    if (!bytes) throw std::runtime_error(photo.sha256 + " is not in " + store.description());
    return std::move(*bytes);
}

/// From the disk where the photo is a file here, else fetched from where it lies.
awaitable<Response> show(Call call, Photo photo)
{
    const auto size = call.query("size") == "thumbnail" ? photos::PhotoSize::thumbnail : photos::PhotoSize::full;
    Response response;
    if (const auto path = call.app.photos.file(photo.sha256, size)) {
        response = http::file_response("image/jpeg", {*path, std::filesystem::file_size(*path)});
    } else {
        std::function<std::string()> fetch = std::bind_front(bytes_of, std::cref(call.app.photos), photo, size);
        auto fetched = away(call.app.waiters, std::move(fetch));
        auto bytes = co_await std::move(fetched);
        response = http::bytes_response("image/jpeg", std::move(bytes));
    }
    response.headers.set("Cache-Control", "private, max-age=86400, immutable");
    co_return response;
}

}  // namespace

awaitable<Response> create_upload(Call call)
{
    auto bytes = image_bytes(call);
    if (!bytes) co_return problem(call, bytes.error());

    std::function<Outcome<photos::PreparedPhoto>()> work = std::bind_front(prepare, std::move(*bytes));
    auto prepared_there = away(call.app.workers, std::move(work));
    auto prepared = co_await std::move(prepared_there);
    if (!prepared) co_return problem(call, prepared.error());
    std::function<std::string()> wait = std::bind_front(keep, std::ref(call.app.photos), std::move(*prepared));
    auto kept_there = away(call.app.waiters, std::move(wait));
    const auto kept = co_await std::move(kept_there);

    auto claim = co_await call.app.db.write(service::record_upload, call.context, kept);
    if (!claim) co_return problem(call, claim.error());
    const nlohmann::json body{{"id", fmt::format("{}-{}", claim->id.value, claim->secret)}};
    co_return answer(201, body.dump());
}

awaitable<Response> show_photo(Call call)
{
    auto photo = co_await call.app.db.read(service::find_photo, call.context, call.id<ReportId>("id"),
                                           call.id<UploadId>("photo"));
    if (!photo) co_return problem(call, photo.error());
    auto shown = show(call, *photo);
    co_return co_await std::move(shown);
}

awaitable<Response> show_tracked_photo(Call call)
{
    const auto token = call.context.actor.token;
    auto photo =
        co_await call.app.db.read(service::find_tracked_photo, call.context, token, call.id<UploadId>("photo"));
    if (!photo) co_return problem(call, photo.error());
    auto shown = show(call, *photo);
    co_return co_await std::move(shown);
}

}  // namespace agri110::handlers
