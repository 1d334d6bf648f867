// What a handler answers. The session adds framing, Date, X-Request-Id and the security headers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "http/headers.hpp"

namespace agri110::http {

/// `size` bytes of a file from `offset` on, read while writing; the file must stay until the answer is out.
struct FileBody {
    std::filesystem::path path;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
};

/// Bytes that many answers share, such as a static file.
using SharedBytes = std::shared_ptr<const std::string>;

/// Content-Length, Transfer-Encoding and Connection are the session's: setting them has no effect.
struct Response {
    explicit Response(int status_code = 200) : status(status_code) {}

    int status;
    Headers headers;
    std::variant<std::string, SharedBytes, FileBody> body;
    bool logged = true;  // false for what comes often and says nothing

    /// Bytes of the body as GET would send it.
    std::uint64_t body_size() const;
};

Response empty_response(int status = 204);
Response text_response(int status, std::string text);
/// `json` is the finished document.
Response json_response(int status, std::string json);
Response bytes_response(std::string content_type, std::string bytes);
Response file_response(std::string content_type, FileBody file);
/// `location` is a path of ours; throws std::invalid_argument if it holds a control character.
Response redirect_response(int status, std::string location);
/// "Not Found" for 404 and so on; "Status" for one we do not use.
std::string_view reason_of(int status);

}  // namespace agri110::http
