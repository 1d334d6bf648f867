#include "http/request.hpp"

#include <algorithm>
#include <array>

#include "http/cookies.hpp"
#include "http/text.hpp"

namespace agri110::http {

namespace {

constexpr std::array method_names{
    std::pair{Method::get, std::string_view{"GET"}},     std::pair{Method::head, std::string_view{"HEAD"}},
    std::pair{Method::post, std::string_view{"POST"}},   std::pair{Method::put, std::string_view{"PUT"}},
    std::pair{Method::patch, std::string_view{"PATCH"}}, std::pair{Method::delete_, std::string_view{"DELETE"}},
};

}  // namespace

std::string_view to_text(Method method)
{
    return std::ranges::find(method_names, method, [](const auto& row) { return row.first; })->second;
}

std::optional<Method> method_from(std::string_view text)
{
    const auto row = std::ranges::find(method_names, text, [](const auto& each) { return each.second; });
    if (row == method_names.end()) return std::nullopt;
    return row->first;
}

bool is_unsafe(Method method)
{
    return method != Method::get && method != Method::head;
}

const std::string* Request::query_value(std::string_view name) const
{
    const auto at = std::ranges::find_if(query, [&](const auto& pair) { return pair.first == name; });
    return at == query.end() ? nullptr : &at->second;
}

std::optional<std::string> Request::cookie(std::string_view name) const
{
    std::optional<std::string> found;
    for (const auto& field : headers) {
        if (!equal_without_case(field.name, "Cookie")) continue;
        for (const auto& [key, value] : parse_cookies(field.value)) {
            if (key != name) continue;
            if (found) return std::nullopt;
            found = value;
        }
    }
    return found;
}

}  // namespace agri110::http
