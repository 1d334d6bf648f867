#include "http/router.hpp"

#include <algorithm>

namespace agri110::http {

const std::string* PathParameters::find(std::string_view name) const
{
    const auto at = std::ranges::find_if(pairs_, [&](const auto& pair) { return pair.first == name; });
    return at == pairs_.end() ? nullptr : &at->second;
}

const std::string& PathParameters::at(std::string_view name) const
{
    if (const auto* value = find(name)) return *value;
    throw std::out_of_range("the route has no placeholder " + std::string{name});
}

std::vector<std::string_view> split_path(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

std::optional<std::string_view> placeholder_name(std::string_view segment)
{
    if (segment.find_first_of("{}") == std::string_view::npos) return std::nullopt;
    const auto name = segment.substr(1, segment.size() < 2 ? 0 : segment.size() - 2);
    const bool well_formed = segment.starts_with('{') && segment.ends_with('}') && !name.empty() &&
                             name.find_first_of("{}") == std::string_view::npos;
    if (!well_formed) throw std::invalid_argument("bad placeholder in a route pattern: " + std::string{segment});
    return name;
}

std::string allow_header(std::span<const Method> methods)
{
    std::vector<Method> all{methods.begin(), methods.end()};
    if (std::ranges::find(all, Method::get) != all.end()) all.push_back(Method::head);
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());

    std::string text;
    for (const auto method : all) {
        if (!text.empty()) text += ", ";
        text += to_text(method);
    }
    return text;
}

}  // namespace agri110::http
