// Header values with parameters: `form-data; name="a"; filename="b.jpg"`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agri110::http {

struct ParameterizedValue {
    std::string value;                                              // lower case
    std::vector<std::pair<std::string, std::string>> parameters{};  // names in lower case, values unquoted

    /// nullptr if there is no such parameter.
    const std::string* find(std::string_view name) const;
};

/// Nothing when the text does not follow the grammar or a parameter comes twice. In quoted strings `\"` is a quote and
/// any other backslash stands for itself, as browsers write file names.
std::optional<ParameterizedValue> parse_parameterized(std::string_view text);

}  // namespace agri110::http
