#include "handlers/wire/knowledge.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t most_matches = 20;
constexpr std::array<std::string_view, 4> region_levels{"province", "prefecture", "county", "township"};
constexpr std::array<std::string_view, 3> crop_levels{"sector", "group", "species"};

json write_region(const Region& region)
{
    json all{{"code", region.code},
             {"name", region.name},
             {"level", region_levels.at(static_cast<std::size_t>(region.level))},
             {"parent", region.parent ? json(region.parent) : json(nullptr)}};
    if (region.longitude != 0) {
        all["longitude"] = region.longitude;
        all["latitude"] = region.latitude;
    }
    return all;
}

json write_crop_node(const Crop& crop)
{
    return {{"id", crop.id},
            {"name", crop.name},
            {"level", crop_levels.at(static_cast<std::size_t>(crop.level))},
            {"parent", crop.parent.empty() ? json(nullptr) : json(crop.parent)},
            {"names", crop.names}};
}

/// How well a name fits what was typed; smaller is better, empty when it does not.
std::optional<int> distance_of(std::string_view name, std::string_view typed)
{
    const auto at = name.find(typed);
    if (at == std::string_view::npos) return std::nullopt;
    if (name == typed) return 0;
    return at == 0 ? 1 : 2;
}

struct Match {
    int distance = 0;
    std::size_t length = 0;
    const Crop* crop = nullptr;
    std::string name{};
};

std::optional<Match> best_match(const Crop& crop, const std::string& typed)
{
    std::optional<Match> best;
    const auto consider = [&](const std::string& name) {
        const auto distance = distance_of(name, typed);
        if (distance && (!best || std::tuple(*distance, name.size()) < std::tuple(best->distance, best->length)))
            best = Match{*distance, name.size(), &crop, name};
    };
    consider(crop.name);
    for (const auto& name : crop.names) consider(name);
    return best;
}

json search(const CropTree& crops, const std::string& typed)
{
    std::vector<Match> matches;
    for (const auto& crop : crops.all())
        if (crop.level == CropLevel::species)
            if (auto match = best_match(crop, typed)) matches.push_back(std::move(*match));
    std::ranges::stable_sort(matches, {}, [](const Match& m) { return std::tuple(m.distance, m.length); });
    if (matches.size() > most_matches) matches.resize(most_matches);
    json found = json::array();
    for (const auto& match : matches) {
        found.push_back(write_crop_node(*match.crop));
        found.back()["matched"] = match.name;
    }
    return found;
}

void add_tree(json& all, const CropTree& crops, std::string_view parent)
{
    for (const auto* crop : crops.children(parent)) {
        all.push_back(write_crop_node(*crop));
        add_tree(all, crops, crop->id);
    }
}

json write_question(const FirstQuestion& question)
{
    json choices = json::array();
    for (const auto& choice : question.choices) choices.push_back({{"id", choice.id}, {"text", choice.text}});
    const bool number = question.type == FirstQuestion::Type::number;
    return {{"id", question.id},
            {"text", question.text},
            {"type", name_of(question.type)},
            {"choices", choices},
            {"unit", question.unit},
            {"max", number ? question.most : static_cast<int>(longest_answer)}};
}

}  // namespace

Question read_question(Fields& fields)
{
    Question question{.text = fields.text("text", {1, 5000}), .crop = fields.text("crop", {0, 60})};
    fields.number_or("county", 0, 999999, 0);
    return question;
}

service::Reply write_service(const service::Context& context)
{
    const auto& messages = context.knowledge().messages;
    json notice = json::array();
    for (int i = 1; messages.has("privacy.paragraph_" + std::to_string(i)); ++i)
        notice.push_back(messages.text("privacy.paragraph_" + std::to_string(i)));
    const auto& limits = *context.limits;
    const auto hotline = messages.text("service.hotline");
    const auto province = context.knowledge().regions.children(0);
    const json all{{"name", messages.text("service.name")},
                   {"notice_version", messages.text("privacy.version")},
                   {"notice", notice},
                   {"province", write_place(context.knowledge(), province.empty() ? 0 : province.front()->code)},
                   {"max_photos", limits.photos},
                   {"max_photo_bytes", limits.photo_bytes},
                   {"max_text", 5000},
                   {"demo", limits.demo},
                   {"hotline", hotline.empty() ? json(nullptr) : json(hotline)}};
    return {200, all.dump()};
}

Outcome<service::Reply> write_regions(const service::Context& context, RegionCode parent)
{
    const auto& regions = context.knowledge().regions;
    if (parent != 0 && !regions.find(parent)) return refuse(Fault::not_found, "field.region.unknown");
    json children = json::array();
    for (const auto* region : regions.children(parent)) children.push_back(write_region(*region));
    return service::Reply{200, json{{"regions", children}}.dump()};
}

service::Reply write_crops(const service::Context& context, const std::string& typed)
{
    const auto& crops = context.knowledge().crops;
    json found = json::array();
    if (typed.empty())
        add_tree(found, crops, "");
    else
        found = search(crops, typed);
    return {200, json{{"crops", found}}.dump()};
}

service::Reply write_kinds(const service::Context& context)
{
    json kinds = json::array();
    for (const auto& kind : context.knowledge().lexicon.kinds)
        kinds.push_back({{"id", name_of(kind.kind)}, {"name", kind.name}});
    return {200, json{{"kinds", kinds}}.dump()};
}

Outcome<service::Reply> write_first_questions(const service::Context& context, const std::string& crop,
                                              const std::string& kind)
{
    const auto& knowledge = context.knowledge();
    std::vector<FieldError> faults;
    const auto known = problem_kind_of(kind);
    if (!crop.empty() && !knowledge.crops.find(crop)) faults.push_back({"crop", "field.crop.unknown"});
    if (!kind.empty() && !known) faults.push_back({"kind", "field.choice"});
    if (!faults.empty()) return refuse(Fault::invalid, "first_questions.invalid", std::move(faults));

    json questions = json::array();
    for (const auto* question : questions_for(knowledge.first_questions, knowledge.crops, crop, known))
        questions.push_back(write_question(*question));
    const auto photos = photo_prompts_for(knowledge.first_questions, knowledge.crops, crop, known);
    return service::Reply{200, json{{"questions", questions}, {"photos", photos}}.dump()};
}

}  // namespace agri110::handlers::wire
