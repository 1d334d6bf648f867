#include "http/parameters.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace agri110::http {

namespace {

void skip_blanks(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

std::optional<std::string> take_quoted(std::string_view& text)
{
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"') ++i;
        value += text[i];
    }
    return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& text)
{
    if (text.starts_with('"')) return take_quoted(text);
    const auto end = std::min(text.find_first_of("; \t"), text.size());
    const auto value = text.substr(0, end);
    text.remove_prefix(end);
    if (!is_token(value)) return std::nullopt;
    return std::string{value};
}

}  // namespace

const std::string* ParameterizedValue::find(std::string_view name) const
{
    const auto at = std::ranges::find_if(parameters, [&](const auto& pair) { return pair.first == name; });
    return at == parameters.end() ? nullptr : &at->second;
}

std::optional<ParameterizedValue> parse_parameterized(std::string_view text)
{
    const auto end = std::min(text.find(';'), text.size());
    ParameterizedValue parsed{lower_case(trim(text.substr(0, end)))};
    if (parsed.value.empty()) return std::nullopt;
    text.remove_prefix(end);

    while (!text.empty()) {
        if (!text.starts_with(';')) return std::nullopt;
        text.remove_prefix(1);
        skip_blanks(text);
        if (text.empty()) break;  // a last semicolon is common and harmless
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        auto name = lower_case(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        auto value = take_value(text);
        skip_blanks(text);
        if (!value || !is_token(name) || parsed.find(name)) return std::nullopt;
        parsed.parameters.emplace_back(std::move(name), std::move(*value));
    }
    return parsed;
}

}  // namespace agri110::http
