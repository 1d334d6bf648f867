#include "handlers/wire/fields.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

#include "handlers/call.hpp"
#include "text/utf8.hpp"

namespace agri110::handlers::wire {
namespace {

using nlohmann::json;

constexpr int deepest = 8;

bool is_plain(std::string_view text)
{
    return std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
    });
}

std::string tidied(std::string text)
{
    std::erase(text, '\r');
    const auto blank = " \n\t";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty() && text.front() != '-';
    return whole ? std::optional(value) : std::nullopt;
}

/// RFC 3339 with offset: 2026-01-31T09:30:00+08:00, seconds may have a fraction, which is dropped.
std::optional<Instant> instant_from(std::string_view text)
{
    if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
    const auto day = day_from(text.substr(0, 10));
    const auto hour = digits(text.substr(11, 2)), minute = digits(text.substr(14, 2)),
               second = digits(text.substr(17, 2));
    if (!day || text[13] != ':' || text[16] != ':' || !hour || !minute || !second) return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    auto rest = text.substr(19);
    if (rest.starts_with('.')) {
        const auto end = rest.find_first_not_of("0123456789", 1);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    }
    std::chrono::minutes offset{0};
    if (rest != "Z") {
        const bool shaped = rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && rest[3] == ':';
        const auto hours = shaped ? digits(rest.substr(1, 2)) : std::nullopt;
        const auto minutes = shaped ? digits(rest.substr(4, 2)) : std::nullopt;
        if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
        offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
        if (rest[0] == '-') offset = -offset;
    }
    const auto local = std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
    return Instant{day->time_since_epoch()} + local - offset;
}

/// Refuses what a tree of JSON must not be, while it is parsed: too deep, or two fields of one name.
class Guard {
public:
    bool operator()(int depth, json::parse_event_t event, json& parsed)
    {
        if (depth > deepest) too_deep = true;
        if (event == json::parse_event_t::object_start) names_.emplace_back();
        if (event == json::parse_event_t::object_end && !names_.empty()) names_.pop_back();
        if (event == json::parse_event_t::key && !names_.empty() &&
            !names_.back().insert(parsed.get<std::string>()).second)
            doubled = true;
        return !too_deep && !doubled;
    }

    bool too_deep = false;
    bool doubled = false;

private:
    std::vector<std::set<std::string>> names_;
};

}  // namespace

Outcome<std::shared_ptr<const json>> read_object(const std::string& body)
{
    if (!text::is_utf8(body)) return refuse(Fault::invalid, "json.not_utf8");
    Guard guard;
    try {
        auto parsed = json::parse(body, std::ref(guard));
        if (guard.too_deep) return refuse(Fault::invalid, "json.too_deep");
        if (guard.doubled) return refuse(Fault::invalid, "json.doubled");
        if (!parsed.is_object()) return refuse(Fault::invalid, "json.not_object");
        return std::make_shared<const json>(std::move(parsed));
    } catch (const json::exception&) {
        return refuse(Fault::invalid, guard.too_deep ? "json.too_deep" : "json.malformed");
    }
}

bool is_mobile_phone(std::string_view text)
{
    return text.size() == 11 && text[0] == '1' && text[1] >= '3' &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Day> day_from(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *year < 1990 || *year > 2200) return std::nullopt;
    return Day{std::chrono::local_days{date}};
}

Fields::Fields(const json& object, std::string prefix, std::vector<FieldError>& faults)
    : object_(object), prefix_(std::move(prefix)), faults_(faults)
{
}

const json* Fields::find(std::string_view name)
{
    known_.emplace(name);
    const auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
}

bool Fields::has(std::string_view name)
{
    return find(name) != nullptr;
}

void Fields::require(std::string_view name)
{
    if (!find(name)) fault(name, "field.missing");
}

void Fields::fault(std::string_view name, std::string_view code)
{
    faults_.push_back({prefix_ + std::string(name), std::string(code)});
}

std::string Fields::checked(std::string_view name, const std::string& value, Length length)
{
    if (!is_plain(value)) {
        fault(name, "field.control_characters");
        return {};
    }
    const auto characters = text::count_characters(value);
    if (characters > length.most) fault(name, "field.too_long");
    if (characters < length.least) fault(name, value.empty() ? "field.missing" : "field.too_short");
    return value;
}

std::string Fields::text(std::string_view name, Length length)
{
    const auto* value = find(name);
    if (!value) {
        if (length.least > 0) fault(name, "field.missing");
        return {};
    }
    if (!value->is_string()) {
        fault(name, "field.not_text");
        return {};
    }
    return checked(name, tidied(value->get<std::string>()), length);
}

std::optional<std::string> Fields::maybe_text(std::string_view name, Length length)
{
    if (!find(name)) return std::nullopt;
    return text(name, length);
}

std::string Fields::secret(std::string_view name, Length length)
{
    const auto* value = find(name);
    if (!value || !value->is_string()) {
        fault(name, "field.missing");
        return {};
    }
    return checked(name, value->get<std::string>(), length);
}

std::string Fields::phone(std::string_view name)
{
    auto given = text(name, {1, 20});
    std::erase_if(given, [](char c) { return c == ' ' || c == '-'; });
    if (!given.empty() && !is_mobile_phone(given)) fault(name, "field.phone.wrong");
    return given;
}

std::int64_t Fields::number(std::string_view name, std::int64_t least, std::int64_t most)
{
    require(name);
    return number_or(name, least, most, least);
}

std::int64_t Fields::number_or(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise)
{
    const auto* value = find(name);
    if (!value) return otherwise;
    if (!value->is_number_integer()) {
        fault(name, "field.not_number");
        return otherwise;
    }
    const bool huge = value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(most);
    const auto given = value->get<std::int64_t>();
    if (huge || given < least || given > most) {
        fault(name, "field.out_of_range");
        return otherwise;
    }
    return given;
}

bool Fields::flag_or(std::string_view name, bool otherwise)
{
    const auto* value = find(name);
    if (!value) return otherwise;
    if (!value->is_boolean()) {
        fault(name, "field.not_flag");
        return otherwise;
    }
    return value->get<bool>();
}

Day Fields::day(std::string_view name)
{
    const auto given = text(name, {1, 20});
    const auto day = day_from(given);
    if (!given.empty() && !day) fault(name, "field.day.wrong");
    return day.value_or(Day{});
}

Instant Fields::instant(std::string_view name)
{
    const auto given = text(name, {1, 40});
    const auto at = instant_from(given);
    if (!given.empty() && !at) fault(name, "field.time.wrong");
    return at.value_or(Instant{});
}

std::optional<std::int64_t> Fields::id_value(std::string_view name)
{
    const auto given = maybe_text(name, {1, 20});
    if (!given) return std::nullopt;
    const auto value = Call::number(*given);
    if (value == 0) fault(name, "field.id.wrong");
    return value;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t most, Length each)
{
    const auto* value = find(name);
    if (!value) return {};
    if (!value->is_array()) {
        fault(name, "field.not_list");
        return {};
    }
    if (value->size() > most) {
        fault(name, "field.too_many");
        return {};
    }
    std::vector<std::string> all;
    for (const auto& item : *value) {
        if (!item.is_string()) {
            fault(name, "field.not_text");
            return {};
        }
        all.push_back(checked(name, tidied(item.get<std::string>()), each));
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> Fields::values(std::string_view name, std::size_t most, Length each)
{
    constexpr std::size_t longest_key = 40;
    const auto* value = find(name);
    if (!value) return {};
    if (!value->is_object()) {
        fault(name, "field.not_object");
        return {};
    }
    if (value->size() > most) {
        fault(name, "field.too_many");
        return {};
    }
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& [key, item] : value->items()) {
        const bool number = item.is_number_integer();
        if (key.size() > longest_key || (!number && !item.is_string())) {
            fault(name, key.size() > longest_key ? "field.unknown" : "field.not_text");
            return {};
        }
        all.emplace_back(key, number ? item.dump() : checked(name, tidied(item.get<std::string>()), each));
    }
    return all;
}

Fields Fields::object(std::string_view name)
{
    static const json empty = json::object();
    const auto* value = find(name);
    if (!value) fault(name, "field.missing");
    if (value && !value->is_object()) fault(name, "field.not_object");
    return {value && value->is_object() ? *value : empty, prefix_ + std::string(name) + ".", faults_};
}

std::vector<Fields> Fields::objects(std::string_view name, std::size_t most)
{
    const auto* value = find(name);
    if (!value) return {};
    const bool fits = value->is_array() && value->size() <= most;
    if (!fits) {
        fault(name, value->is_array() ? "field.too_many" : "field.not_list");
        return {};
    }
    std::vector<Fields> all;
    for (const auto& item : *value) {
        if (!item.is_object()) {
            fault(name, "field.not_object");
            return {};
        }
        all.emplace_back(item, prefix_ + std::string(name) + ".", faults_);
    }
    return all;
}

void Fields::unknown_fields()
{
    for (const auto& [name, value] : object_.items())
        if (!known_.contains(name))
            fault(name.size() > 60 ? std::string_view("?") : std::string_view(name), "field.unknown");
}

}  // namespace agri110::handlers::wire
