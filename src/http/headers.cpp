#include "http/headers.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "http/text.hpp"

namespace agri110::http {

const std::string* Headers::find(std::string_view name) const
{
    const auto at = std::ranges::find_if(fields_, [&](const auto& f) { return equal_without_case(f.name, name); });
    return at == fields_.end() ? nullptr : &at->value;
}

std::string_view Headers::value(std::string_view name) const
{
    const auto* found = find(name);
    return found ? std::string_view{*found} : std::string_view{};
}

std::size_t Headers::count(std::string_view name) const
{
    const auto n = std::ranges::count_if(fields_, [&](const auto& f) { return equal_without_case(f.name, name); });
    return static_cast<std::size_t>(n);
}

void Headers::add(std::string name, std::string value)
{
    if (!is_token(name)) throw std::invalid_argument("header name is not a token");
    if (!is_field_value(value)) throw std::invalid_argument("header value holds a control character: " + name);
    fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value)
{
    std::erase_if(fields_, [&](const auto& field) { return equal_without_case(field.name, name); });
    add(std::move(name), std::move(value));
}

}  // namespace agri110::http
