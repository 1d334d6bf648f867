// The texts that people read, by key; "{name}" in a text is replaced by the argument of that name.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace agri110 {

class MessageTexts {
public:
    MessageTexts() = default;
    explicit MessageTexts(std::map<std::string, std::string, std::less<>> texts) : texts_(std::move(texts)) {}

    /// The key itself when there is no such text; a placeholder without an argument becomes empty.
    std::string text(std::string_view key, const std::map<std::string, std::string>& arguments = {}) const;
    bool has(std::string_view key) const { return texts_.contains(key); }
    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

private:
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace agri110
