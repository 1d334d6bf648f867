#include "handlers/wire/values.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t excerpt_characters = 60;

}  // namespace

std::string write_time(Instant at)
{
    const auto local = std::chrono::floor<std::chrono::seconds>(at + beijing_offset);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}+08:00", fmt::gmtime(std::chrono::system_clock::time_point(local)));
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
    const auto* known = knowledge.crops.find(crop);
    return {{"id", crop}, {"name", known ? known->name : std::string(crop)}};
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

json write_understanding(const Knowledge& knowledge, const Understanding& u)
{
    json crops = json::array();
    for (const auto& c : u.crops) {
        auto crop = write_crop(knowledge, c.crop);
        crop["confidence"] = c.confidence;
        crop["words"] = c.words;
        crops.push_back(std::move(crop));
    }
    return {{"crops", crops},
            {"kind", name_of(u.kind)},
            {"kind_name", kind_name(knowledge, u.kind)},
            {"kind_words", u.kind_words},
            {"urgency", name_of(u.urgency)},
            {"urgency_words", u.urgency_words},
            {"alert", name_of(u.alert)},
            {"alert_words", u.alert_words},
            {"sure", u.sure}};
}

json write_alert_text(const Knowledge& knowledge, Alert alert)
{
    json sentences = json::array();
    if (alert == Alert::none) return sentences;
    for (int i = 1;; ++i) {
        const auto key = fmt::format("alert.{}.sentence_{}", name_of(alert), i);
        if (!knowledge.messages.has(key)) return sentences;
        sentences.push_back(knowledge.messages.text(key));
    }
}

json write_photos(const std::vector<Photo>& photos, MessageId message, const std::string& base)
{
    json all = json::array();
    for (const auto& photo : photos) {
        if (photo.message != message) continue;
        const auto url = fmt::format("{}/photos/{}", base, photo.id.value);
        all.push_back({{"id", std::to_string(photo.id.value)}, {"url", url}, {"thumbnail", url + "?size=thumbnail"}});
    }
    return all;
}

}  // namespace agri110::handlers::wire
