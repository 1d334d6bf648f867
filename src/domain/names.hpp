// Names of enum values: one array per enum, in the order of its values, used for tables, API and logs alike.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace agri110 {

/// The values 0..N-1 of an enum, for walking over all of them.
template <class E, std::size_t N>
constexpr std::array<E, N> values_of()
{
    std::array<E, N> values{};
    for (std::size_t i = 0; i < N; ++i) values[i] = static_cast<E>(i);
    return values;
}

/// The enum value that stands at `name`'s place; empty when no value is called so.
template <class E, std::size_t N>
std::optional<E> value_named(const std::array<std::string_view, N>& names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<E>(found - names.begin());
}

}  // namespace agri110
