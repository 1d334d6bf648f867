// Header fields of a request or a response, in order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace agri110::http {

struct HeaderField {
    std::string name;
    std::string value;
};

/// A list of fields; names compare without case. Nothing that could split a message can get in.
class Headers {
public:
    /// The first field of that name, nullptr if there is none.
    const std::string* find(std::string_view name) const;
    /// The first field's value, "" if there is none.
    std::string_view value(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name) != nullptr; }
    std::size_t size() const { return fields_.size(); }

    /// Appends. Throws std::invalid_argument if the name is no token or the value holds CR, LF or another control.
    void add(std::string name, std::string value);
    /// Like add, but replaces every field of that name.
    void set(std::string name, std::string value);

    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<HeaderField> fields_;
};

}  // namespace agri110::http
