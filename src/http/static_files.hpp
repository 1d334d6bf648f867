// The built web pages, held in memory and answered from an index of names: no path ever reaches the file system.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace agri110::http {

/// Filled once at start, then safe to read from any thread.
class StaticFiles {
public:
    /// Reads every regular file below `folder` (symbolic links are left out). What lies beside a
    /// file as `name.br` or `name.gz` is the same, compressed. Throws std::filesystem::filesystem_error,
    /// std::runtime_error.
    static StaticFiles load(const std::filesystem::path& folder);

    /// The answer for GET and HEAD: the file in the best encoding the client takes, 304 when it has it already, 308 to
    /// a folder's name with its slash; nothing when there is no such page or for another method.
    /// "/" and "/desk/" give their index.html, "/track" gives track.html.
    /// Files in an `assets` folder with a content hash in the name may be kept for a year; all others are asked for
    /// anew.
    std::optional<Response> answer(const Request& request) const;
    std::size_t size() const { return files_.size(); }

private:
    struct Variant {
        SharedBytes bytes;
        std::string etag;
    };
    struct File {
        std::string content_type;
        std::string cache_control;
        Variant plain;
        std::optional<Variant> gzip;
        std::optional<Variant> brotli;
    };

    void add(const std::filesystem::path& path, const std::string& name);
    const File* find(std::string_view path) const;
    static Response serve(const File& file, const Request& request);

    std::map<std::string, File, std::less<>> files_;  // by URL path: "/desk/index.html"
};

/// The media type by a file name's ending; "application/octet-stream" for an unknown one.
std::string_view content_type_of(std::string_view name);
/// True when an Accept-Encoding value takes `coding` ("br", "gzip"): named, or by "*", with a weight above 0.
bool accepts_encoding(std::string_view header, std::string_view coding);
/// True when an If-None-Match value names `etag` (weak comparison) or is "*".
bool matches_etag(std::string_view header, std::string_view etag);

}  // namespace agri110::http
