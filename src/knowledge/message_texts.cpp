#include "knowledge/message_texts.hpp"

namespace agri110 {

std::string MessageTexts::text(std::string_view key, const std::map<std::string, std::string>& arguments) const
{
    const auto found = texts_.find(key);
    if (found == texts_.end()) return std::string(key);
    std::string_view pattern = found->second;
    std::string filled;
    for (;;) {
        const auto open = pattern.find('{');
        const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) return filled.append(pattern);
        filled.append(pattern.substr(0, open));
        const auto argument = arguments.find(std::string(pattern.substr(open + 1, close - open - 1)));
        if (argument != arguments.end()) filled += argument->second;
        pattern.remove_prefix(close + 1);
    }
}

}  // namespace agri110
