#include "handlers/wire/values.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t excerpt_characters = 60;

std::string_view name_of_crop(const Knowledge& knowledge, std::string_view crop)
{
    const auto* known = knowledge.crops.find(crop);
    return known ? std::string_view{known->name} : crop;
}

}  // namespace

std::string write_time(Instant at)
{
    const auto local = std::chrono::floor<std::chrono::seconds>(at + beijing_offset);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss time{local - midnight};
    return fmt::format(FMT_COMPILE("{}T{:02}:{:02}:{:02}+08:00"), write_day(Day{midnight.time_since_epoch()}),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string write_day(Day day)
{
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

json maybe_time(const std::optional<Instant>& at)
{
    return at ? json(write_time(*at)) : json(nullptr);
}

json write_place(const Knowledge& knowledge, RegionCode code)
{
    if (code == 0) return nullptr;
    const auto* region = knowledge.regions.find(code);
    return {{"code", code}, {"name", region ? region->name : std::to_string(code)}};
}

json write_crop(const Knowledge& knowledge, std::string_view crop)
{
    if (crop.empty()) return nullptr;
    return {{"id", crop}, {"name", name_of_crop(knowledge, crop)}};
}

void write_place(JsonWriter& out, const Knowledge& knowledge, RegionCode code)
{
    if (code == 0) return out.value(nullptr);
    const auto* region = knowledge.regions.find(code);
    out.object("code", code, "name", region ? region->name : std::to_string(code));
}

void write_crop(JsonWriter& out, const Knowledge& knowledge, std::string_view crop)
{
    if (crop.empty()) return out.value(nullptr);
    out.object("id", crop, "name", name_of_crop(knowledge, crop));
}

std::string kind_name(const Knowledge& knowledge, ProblemKind kind)
{
    const auto found = std::ranges::find(knowledge.lexicon.kinds, kind, &KindWords::kind);
    return found == knowledge.lexicon.kinds.end() ? std::string(name_of(kind)) : found->name;
}

std::string state_text(const Knowledge& knowledge, State state)
{
    return knowledge.messages.text("state." + std::string(name_of(state)));
}

std::string masked_phone(std::string_view phone)
{
    if (phone.size() < 7) return "****";
    return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(phone.size() - 4));
}

std::string excerpt(std::string_view whole)
{
    std::string line(text::first_characters(whole, excerpt_characters));
    const bool cut = line.size() < whole.size();
    std::ranges::replace(line, '\n', ' ');
    return cut ? line + "..." : line;
}

void write_understanding(JsonWriter& out, const Knowledge& knowledge, const Understanding& understood)
{
    out.begin_object();
    write_understood_fields(out, knowledge, understood);
    out.end_object();
}

void write_understood_fields(JsonWriter& out, const Knowledge& knowledge, const Understanding& u)
{
    out.key("crops").begin_list();
    for (const auto& c : u.crops)
        out.object("id", c.crop, "name", name_of_crop(knowledge, c.crop), "confidence", c.confidence, "words", c.words);
    out.end_list();
    out.fields("kind", name_of(u.kind), "kind_name", kind_name(knowledge, u.kind), "kind_words", u.kind_words);
    out.fields("urgency", name_of(u.urgency), "urgency_words", u.urgency_words);
    out.fields("alert", name_of(u.alert), "alert_words", u.alert_words);
    out.fields("sure", u.sure);
}

std::vector<std::string> alert_sentences(const Knowledge& knowledge, Alert alert)
{
    std::vector<std::string> sentences;
    if (alert == Alert::none) return sentences;
    for (int i = 1;; ++i) {
        const auto key = fmt::format("alert.{}.sentence_{}", name_of(alert), i);
        if (!knowledge.messages.has(key)) return sentences;
        sentences.push_back(knowledge.messages.text(key));
    }
}

void write_photos(JsonWriter& out, const std::vector<Photo>& photos, MessageId message, const std::string& base)
{
    out.begin_list();
    for (const auto& photo : photos) {
        if (photo.message != message) continue;
        const auto url = fmt::format("{}/photos/{}", base, photo.id.value);
        out.object("id", std::to_string(photo.id.value), "url", url, "thumbnail", url + "?size=thumbnail");
    }
    out.end_list();
}

}  // namespace agri110::handlers::wire
