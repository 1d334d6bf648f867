#include "http/static_files.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "http/text.hpp"

namespace agri110::http {

namespace {

struct MediaType {
    std::string_view ending;
    std::string_view type;
};

constexpr std::array media_types{
    MediaType{".html", "text/html; charset=utf-8"},
    MediaType{".js", "text/javascript; charset=utf-8"},
    MediaType{".mjs", "text/javascript; charset=utf-8"},
    MediaType{".css", "text/css; charset=utf-8"},
    MediaType{".json", "application/json"},
    MediaType{".geojson", "application/geo+json"},
    MediaType{".webmanifest", "application/manifest+json"},
    MediaType{".svg", "image/svg+xml"},
    MediaType{".txt", "text/plain; charset=utf-8"},
    MediaType{".xml", "application/xml"},
    MediaType{".wasm", "application/wasm"},
    MediaType{".ico", "image/vnd.microsoft.icon"},
    MediaType{".png", "image/png"},
    MediaType{".jpg", "image/jpeg"},
    MediaType{".jpeg", "image/jpeg"},
    MediaType{".webp", "image/webp"},
    MediaType{".avif", "image/avif"},
    MediaType{".gif", "image/gif"},
    MediaType{".woff2", "font/woff2"},
    MediaType{".mp3", "audio/mpeg"},
};

constexpr MediaType unknown_type{"", "application/octet-stream"};

const MediaType& media_type_of(std::string_view name)
{
    const auto row = std::ranges::find_if(media_types, [&](const auto& each) { return name.ends_with(each.ending); });
    return row == media_types.end() ? unknown_type : *row;
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return bytes;
}

std::string etag_of(std::string_view bytes)
{
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    return fmt::format("\"{:02x}\"", fmt::join(hash, ""));
}

/// Vite writes `assets/name-HASHHASH.js`: another content gets another name.
bool has_content_hash(const std::string& name)
{
    constexpr std::size_t hash_length = 8;
    const auto stem = std::filesystem::path{name}.stem().string();
    if (!name.contains("/assets/") || stem.size() < hash_length + 2) return false;
    const auto hash = std::string_view{stem}.substr(stem.size() - hash_length);
    return stem[stem.size() - hash_length - 1] == '-' && is_token(hash);
}

std::filesystem::path with_ending(std::filesystem::path path, const char* ending)
{
    return path += ending;
}

bool is_weightless(std::string_view parameters)
{
    const auto weight = trim(parameters);
    return weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

StaticFiles StaticFiles::load(const std::filesystem::path& folder)
{
    StaticFiles files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.is_symlink() || !entry.is_regular_file()) continue;
        const auto name = "/" + entry.path().lexically_relative(folder).generic_string();
        const bool is_variant = name.ends_with(".br") || name.ends_with(".gz");
        if (!is_variant) files.add(entry.path(), name);
    }
    return files;
}

void StaticFiles::add(const std::filesystem::path& path, const std::string& name)
{
    const auto variant = [](const std::filesystem::path& from) {
        auto bytes = read_file(from);
        auto etag = etag_of(bytes);
        return Variant{std::make_shared<const std::string>(std::move(bytes)), std::move(etag)};
    };
    const auto beside = [&](const char* ending) {
        const auto from = with_ending(path, ending);
        return std::filesystem::is_regular_file(from) ? std::optional(variant(from)) : std::nullopt;
    };

    File file;
    file.content_type = media_type_of(name).type;
    file.cache_control = has_content_hash(name) ? "public, max-age=31536000, immutable" : "no-cache";
    file.brotli = beside(".br");
    file.gzip = beside(".gz");
    file.plain = variant(path);
    files_.emplace(name, std::move(file));
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const
{
    std::string name{path};
    if (name.ends_with('/')) name += "index.html";
    auto at = files_.find(name);
    if (at == files_.end()) at = files_.find(name + ".html");
    return at == files_.end() ? nullptr : &at->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const
{
    if (is_unsafe(request.method)) return std::nullopt;
    if (const auto* file = find(request.path)) return serve(*file, request);
    if (!files_.contains(request.path + "/index.html")) return std::nullopt;
    auto redirect = redirect_response(308, request.path + "/");
    redirect.headers.set("Cache-Control", "no-cache");
    return redirect;
}

Response StaticFiles::serve(const File& file, const Request& request)
{
    const auto accepted = request.headers.value("Accept-Encoding");
    const Variant* chosen = &file.plain;
    std::string_view encoding;
    if (file.brotli && accepts_encoding(accepted, "br")) {
        chosen = &*file.brotli;
        encoding = "br";
    } else if (file.gzip && accepts_encoding(accepted, "gzip")) {
        chosen = &*file.gzip;
        encoding = "gzip";
    }

    const bool known = matches_etag(request.headers.value("If-None-Match"), chosen->etag);
    Response response{known ? 304 : 200};
    response.headers.set("ETag", chosen->etag);
    response.headers.set("Cache-Control", file.cache_control);
    if (file.brotli || file.gzip) response.headers.set("Vary", "Accept-Encoding");
    if (known) return response;
    response.headers.set("Content-Type", file.content_type);
    if (!encoding.empty()) response.headers.set("Content-Encoding", std::string{encoding});
    response.body = chosen->bytes;
    return response;
}

std::string_view content_type_of(std::string_view name)
{
    return media_type_of(name).type;
}

bool accepts_encoding(std::string_view header, std::string_view coding)
{
    bool any = false;
    while (!header.empty()) {
        const auto end = std::min(header.find(','), header.size());
        const auto item = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));

        const auto semicolon = std::min(item.find(';'), item.size());
        const auto name = trim(item.substr(0, semicolon));
        const bool wanted = !is_weightless(item.substr(std::min(semicolon + 1, item.size())));
        if (equal_without_case(name, coding)) return wanted;
        if (name == "*") any = wanted;
    }
    return any;
}

bool matches_etag(std::string_view header, std::string_view etag)
{
    if (trim(header) == "*") return true;
    while (!header.empty()) {
        const auto end = std::min(header.find(','), header.size());
        auto item = trim(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == etag) return true;
    }
    return false;
}

}  // namespace agri110::http
