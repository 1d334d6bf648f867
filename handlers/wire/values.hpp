// Small values as JSON: times, places, crops, photos, sentences. Everything shown to people comes from the message
// files.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/report.hpp"
#include "knowledge/knowledge.hpp"
#include "service/placement.hpp"
#include "text/json_writer.hpp"

namespace agri110::handlers::wire {

using nlohmann::json;
using text::JsonWriter;

/// RFC 3339 with +08:00.
std::string write_time(Instant at);
std::string write_day(Day day);
json maybe_time(const std::optional<Instant>& at);

/// {code, name}; null for 0.
json write_place(const Knowledge& knowledge, RegionCode code);
/// {id, name}; null for "".
json write_crop(const Knowledge& knowledge, std::string_view crop);
/// {id, name}; null for none.
template <class AnyId>
json write_named(AnyId id, const std::string& name)
{
    if (!id) return nullptr;
    return {{"id", std::to_string(id.value)}, {"name", name}};
}
/// The same, into a document that is being written.
void write_place(JsonWriter& out, const Knowledge& knowledge, RegionCode code);
void write_crop(JsonWriter& out, const Knowledge& knowledge, std::string_view crop);
template <class AnyId>
void write_named(JsonWriter& out, AnyId id, const std::string& name)
{
    if (!id) return out.value(nullptr);
    out.object("id", std::to_string(id.value), "name", name);
}
std::string kind_name(const Knowledge& knowledge, ProblemKind kind);
std::string state_text(const Knowledge& knowledge, State state);
/// 138****0001
std::string masked_phone(std::string_view phone);
/// The first characters of a text, on one line.
std::string excerpt(std::string_view text);

void write_understanding(JsonWriter& out, const Knowledge& knowledge, const Understanding& understood);
/// Its fields, into an object that is open.
void write_understood_fields(JsonWriter& out, const Knowledge& knowledge, const Understanding& understood);
/// What to do and not to do, in sentences that can be shown as they are; empty without an alert.
std::vector<std::string> alert_sentences(const Knowledge& knowledge, Alert alert);
/// `base` is the path of the report the photos belong to: "/api/reports/7".
void write_photos(JsonWriter& out, const std::vector<Photo>& photos, MessageId message, const std::string& base);

/// Why this team and person, as sentences.
std::vector<std::string> explain(const Knowledge& knowledge, const service::NamedDecision& named);
/// The whole decision, for staff.
json write_decision(const Knowledge& knowledge, const service::NamedDecision& named);

}  // namespace agri110::handlers::wire
