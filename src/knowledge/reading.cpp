#include "knowledge/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace agri110::knowledge {

toml::table Reading::toml() const
{
    try {
        return toml::parse(file_.content, file_.path);
    } catch (const toml::parse_error& error) {
        fault(static_cast<int>(error.source().begin.line), std::string(error.description()));
        return {};
    }
}

void Reading::only(const toml::table& table, std::initializer_list<std::string_view> keys) const
{
    for (const auto& [key, node] : table)
        if (std::ranges::find(keys, key.str()) == keys.end()) fault(node, fmt::format("unknown key \"{}\"", key.str()));
}

std::string Reading::text(const toml::table& table, std::string_view key) const
{
    const auto* node = table.get(key);
    const auto* value = node ? node->as_string() : nullptr;
    if (!value)
        fault(node ? *node : static_cast<const toml::node&>(table), fmt::format("\"{}\" must be a text", key));
    else if (value->get().empty())
        fault(*node, fmt::format("\"{}\" is empty", key));
    return value ? value->get() : std::string{};
}

std::size_t Reading::count(const toml::table& table, std::string_view key) const
{
    const auto* node = table.get(key);
    const auto value = node ? node->value<std::int64_t>() : std::nullopt;
    if (value && *value > 0) return static_cast<std::size_t>(*value);
    fault(node ? *node : static_cast<const toml::node&>(table), fmt::format("\"{}\" must be a number above 0", key));
    return 0;
}

const toml::table& Reading::table(const toml::table& in, std::string_view key) const
{
    static const toml::table none{};
    if (const auto* inner = in[key].as_table()) return *inner;
    fault(0, fmt::format("[{}] is missing", key));
    return none;
}

std::vector<std::string> Reading::texts(const toml::table& table, std::string_view key) const
{
    std::vector<std::string> all;
    const auto* node = table.get(key);
    if (!node) return all;
    const auto* array = node->as_array();
    if (!array) {
        fault(*node, fmt::format("\"{}\" must be a list of texts", key));
        return all;
    }
    for (const auto& item : *array) {
        const auto* value = item.as_string();
        if (!value || value->get().empty())
            fault(item, fmt::format("\"{}\" holds something that is no text or empty", key));
        else
            all.push_back(value->get());
    }
    return all;
}

std::vector<const toml::table*> Reading::tables(const toml::table& table, std::string_view key) const
{
    std::vector<const toml::table*> all;
    const auto* node = table.get(key);
    if (!node) return all;
    const auto* array = node->as_array();
    if (!array) {
        fault(*node, fmt::format("\"{}\" must be written as [[{}]]", key, key));
        return all;
    }
    for (const auto& item : *array) {
        if (const auto* inner = item.as_table())
            all.push_back(inner);
        else
            fault(item, fmt::format("\"{}\" must be written as [[{}]]", key, key));
    }
    return all;
}

}  // namespace agri110::knowledge
