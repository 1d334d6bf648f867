#include "http/response.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace agri110::http {

namespace {

constexpr std::array reasons{
    std::pair{100, "Continue"},
    std::pair{200, "OK"},
    std::pair{201, "Created"},
    std::pair{202, "Accepted"},
    std::pair{204, "No Content"},
    std::pair{206, "Partial Content"},
    std::pair{301, "Moved Permanently"},
    std::pair{302, "Found"},
    std::pair{303, "See Other"},
    std::pair{304, "Not Modified"},
    std::pair{307, "Temporary Redirect"},
    std::pair{308, "Permanent Redirect"},
    std::pair{400, "Bad Request"},
    std::pair{401, "Unauthorized"},
    std::pair{403, "Forbidden"},
    std::pair{404, "Not Found"},
    std::pair{405, "Method Not Allowed"},
    std::pair{406, "Not Acceptable"},
    std::pair{408, "Request Timeout"},
    std::pair{409, "Conflict"},
    std::pair{410, "Gone"},
    std::pair{412, "Precondition Failed"},
    std::pair{413, "Content Too Large"},
    std::pair{414, "URI Too Long"},
    std::pair{415, "Unsupported Media Type"},
    std::pair{416, "Range Not Satisfiable"},
    std::pair{417, "Expectation Failed"},
    std::pair{422, "Unprocessable Content"},
    std::pair{428, "Precondition Required"},
    std::pair{429, "Too Many Requests"},
    std::pair{431, "Request Header Fields Too Large"},
    std::pair{500, "Internal Server Error"},
    std::pair{501, "Not Implemented"},
    std::pair{503, "Service Unavailable"},
    std::pair{505, "HTTP Version Not Supported"},
    std::pair{507, "Insufficient Storage"},
};

Response typed(int status, std::string content_type, std::string bytes)
{
    Response response{status};
    response.headers.set("Content-Type", std::move(content_type));
    response.body = std::move(bytes);
    return response;
}

}  // namespace

std::uint64_t Response::body_size() const
{
    if (const auto* bytes = std::get_if<std::string>(&body)) return bytes->size();
    if (const auto* shared = std::get_if<SharedBytes>(&body)) return *shared ? (*shared)->size() : 0;
    return std::get<FileBody>(body).size;
}

Response empty_response(int status)
{
    return Response{status};
}

Response text_response(int status, std::string text)
{
    return typed(status, "text/plain; charset=utf-8", std::move(text));
}

Response json_response(int status, std::string json)
{
    return typed(status, "application/json", std::move(json));
}

Response bytes_response(std::string content_type, std::string bytes)
{
    return typed(200, std::move(content_type), std::move(bytes));
}

Response file_response(std::string content_type, FileBody file)
{
    Response response{200};
    response.headers.set("Content-Type", std::move(content_type));
    response.body = std::move(file);
    return response;
}

Response redirect_response(int status, std::string location)
{
    Response response{status};
    response.headers.set("Location", std::move(location));
    return response;
}

std::string_view reason_of(int status)
{
    const auto row = std::ranges::find(reasons, status, [](const auto& each) { return each.first; });
    return row == reasons.end() ? "Status" : row->second;
}

}  // namespace agri110::http
