// Reading JSON from outside: every field is named, bounded and checked; all faults are collected; the unknown is
// refused.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/outcome.hpp"
#include "domain/time.hpp"

namespace agri110::handlers::wire {

/// Characters (code points) a text may have.
struct Length {
    std::size_t least = 0;
    std::size_t most = 0;
};

/// One JSON object. Reading a field marks it as known; `unknown_fields()` complains about the rest.
class Fields {
public:
    /// `object` must outlive this.
    Fields(const nlohmann::json& object, std::string prefix, std::vector<FieldError>& faults);

    bool has(std::string_view name);
    /// Trimmed; "" when absent and `length.least` is 0. Refuses control characters apart from line breaks and tabs.
    std::string text(std::string_view name, Length length);
    std::optional<std::string> maybe_text(std::string_view name, Length length);
    /// A mobile phone number of mainland China: 11 digits beginning with 13 to 19.
    std::string phone(std::string_view name);
    /// As it stands, not trimmed: passwords.
    std::string secret(std::string_view name, Length length);
    std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
    std::int64_t number_or(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise);
    bool flag_or(std::string_view name, bool otherwise);
    Day day(std::string_view name);
    Instant instant(std::string_view name);
    /// A positive id of ours, given as a string.
    template <class AnyId>
    std::optional<AnyId> maybe_id(std::string_view name)
    {
        const auto value = id_value(name);
        return value ? std::optional(AnyId{*value}) : std::nullopt;
    }
    template <class AnyId>
    AnyId id(std::string_view name)
    {
        require(name);
        return maybe_id<AnyId>(name).value_or(AnyId{});
    }
    /// One of the names that `parse` knows.
    template <class E>
    std::optional<E> maybe_choice(std::string_view name, std::optional<E> (*parse)(std::string_view))
    {
        const auto given = maybe_text(name, {0, 40});
        if (!given) return std::nullopt;
        const auto value = parse(*given);
        if (!value) fault(name, "field.choice");
        return value;
    }
    template <class E>
    E choice(std::string_view name, std::optional<E> (*parse)(std::string_view))
    {
        require(name);
        return maybe_choice(name, parse).value_or(E{});
    }
    std::vector<std::string> texts(std::string_view name, std::size_t most, Length each);
    Fields object(std::string_view name);
    /// A list of objects; empty when absent. Whoever reads one complains about its unknown fields.
    std::vector<Fields> objects(std::string_view name, std::size_t most);
    /// The fields of an object of texts and whole numbers, as text; an empty list when absent.
    std::vector<std::pair<std::string, std::string>> values(std::string_view name, std::size_t most, Length each);

    void fault(std::string_view name, std::string_view code);
    void unknown_fields();

private:
    const nlohmann::json* find(std::string_view name);
    void require(std::string_view name);
    std::optional<std::int64_t> id_value(std::string_view name);
    std::string checked(std::string_view name, const std::string& value, Length length);

    const nlohmann::json& object_;
    std::string prefix_;
    std::vector<FieldError>& faults_;
    std::set<std::string, std::less<>> known_;
};

/// The body as one JSON object; refuses `json.malformed`, `json.too_deep`, `json.not_object`, `json.not_utf8`.
Outcome<std::shared_ptr<const nlohmann::json>> read_object(const std::string& body);

/// Reads a body with `read(Fields&) -> T`; refuses `<code>` with every faulty field.
template <class T>
Outcome<T> read_body(const std::string& body, std::string code, T (*read)(Fields&))
{
    auto object = read_object(body);
    if (!object) return std::unexpected(object.error());
    std::vector<FieldError> faults;
    Fields fields(**object, "", faults);
    T value = read(fields);
    fields.unknown_fields();
    if (!faults.empty()) return refuse(Fault::invalid, std::move(code), std::move(faults));
    return value;
}

/// True for a mobile phone number as Fields::phone takes it.
bool is_mobile_phone(std::string_view text);
std::optional<Day> day_from(std::string_view text);

}  // namespace agri110::handlers::wire
