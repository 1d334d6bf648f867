#include "http/target.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace agri110::http {

namespace {

bool may_stand_in_target(char c)
{
    return c > 0x20 && c < 0x7f && c != '#' && c != '\\';
}

std::optional<std::string> decode(std::string_view text, char plus_means)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i] == '+' ? plus_means : text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[i + 1]);
        const int low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

bool has_dot_segment(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = std::min(path.find('/'), path.size());
        const auto segment = path.substr(0, end);
        if (segment == "." || segment == "..") return true;
        path.remove_prefix(end);
    }
    return false;
}

std::optional<std::string> decode_path(std::string_view raw)
{
    auto path = decode(raw, '+');
    if (!path || !is_utf8(*path) || has_control(*path) || path->contains('\\')) return std::nullopt;
    // A slash that was escaped would move the segment borders for everyone after us.
    if (std::ranges::count(*path, '/') != std::ranges::count(raw, '/') || has_dot_segment(*path)) return std::nullopt;
    return path;
}

bool is_readable_text(std::string_view text)
{
    const auto is_strange = [](char c) { return has_control({&c, 1}) && c != '\t' && c != '\n' && c != '\r'; };
    return is_utf8(text) && std::ranges::none_of(text, is_strange);
}

bool append_pair(std::vector<std::pair<std::string, std::string>>& query, std::string_view pair)
{
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), ' ');
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), ' ');
    if (!name || !value || !is_readable_text(*name) || !is_readable_text(*value)) return false;
    query.emplace_back(std::move(*name), std::move(*value));
    return true;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target)
{
    if (!target.starts_with('/') || !std::ranges::all_of(target, may_stand_in_target)) return std::nullopt;
    const auto question = std::min(target.find('?'), target.size());
    auto path = decode_path(target.substr(0, question));
    if (!path) return std::nullopt;

    Target parsed{std::move(*path), {}};
    auto rest = target.substr(std::min(question + 1, target.size()));
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        if (end > 0 && !append_pair(parsed.query, rest.substr(0, end))) return std::nullopt;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return parsed;
}

}  // namespace agri110::http
