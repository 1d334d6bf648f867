#include "http/problem.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace agri110::http {

namespace {

void append_member(std::string& json, std::string_view name, std::string_view text)
{
    if (text.empty()) return;
    if (json.back() != '{') json += ',';
    append_json_string(json, name);
    json += ':';
    append_json_string(json, text);
}

void append_errors(std::string& json, const std::vector<ProblemField>& errors)
{
    if (errors.empty()) return;
    json += R"(,"errors":[)";
    for (const auto& error : errors) {
        if (json.back() != '[') json += ',';
        json += '{';
        append_member(json, "field", error.field);
        append_member(json, "code", error.code);
        append_member(json, "title", error.title);
        json += '}';
    }
    json += ']';
}

}  // namespace

Response problem_response(const Problem& problem)
{
    std::string json = "{";
    append_member(json, "title", problem.title);
    append_member(json, "code", problem.code);
    append_member(json, "detail", problem.detail);
    append_member(json, "request_id", problem.request_id);
    json += fmt::format("{}\"status\":{}", json.back() == '{' ? "" : ",", problem.status);
    append_errors(json, problem.errors);
    json += '}';

    auto response = json_response(problem.status, std::move(json));
    response.headers.set("Content-Type", "application/problem+json");
    return response;
}

void append_json_string(std::string& json, std::string_view text)
{
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(json), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            json += c;
        }
    }
    json += '"';
}

}  // namespace agri110::http
