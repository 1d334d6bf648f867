// Writes JSON from front to back.
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agri110::text {

/// One document, written piece by piece into one text: no tree is built and nothing is copied on the way. Commas are
/// set here; that keys stand in objects and all that is opened is closed is up to the caller. Texts must be UTF-8.
class JsonWriter {
public:
    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_list() { open('['); }
    void end_list() { close(']'); }
    /// Before a value of an object; gives the writer, so that a function can be asked for that value.
    JsonWriter& key(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view{text}); }
    template <std::integral Number>
    void value(Number number)
    {
        if constexpr (std::same_as<Number, bool>)
            literal(number ? "true" : "false");
        else
            literal(fmt::format_int(number).c_str());
    }
    void value(double number);
    void value(std::nullptr_t) { literal("null"); }
    void value(const std::vector<std::string>& texts);
    template <class T>
    void value(const std::optional<T>& maybe)
    {
        if (maybe)
            value(*maybe);
        else
            value(nullptr);
    }

    /// Fields of the object that is open: "name", value, "name", value …
    template <class T, class... Rest>
    void fields(std::string_view name, const T& one, const Rest&... rest)
    {
        key(name).value(one);
        if constexpr (sizeof...(rest) > 0) fields(rest...);
    }
    /// A whole object of such fields.
    template <class... Fields>
    void object(const Fields&... all)
    {
        begin_object();
        fields(all...);
        end_object();
    }

    std::string take() { return std::move(json_); }

private:
    void open(char bracket);
    void close(char bracket);
    void literal(std::string_view token);
    void separate();

    std::string json_{};
    bool follows_another_ = false;
};

}  // namespace agri110::text
