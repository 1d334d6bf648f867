#include "handlers/wire/public_cases.hpp"

#include "handlers/wire/documents.hpp"
#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

std::string escaped(std::string_view text)
{
    std::string html;
    for (const auto c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

}  // namespace

storage::DocumentName read_document_name(Fields& fields)
{
    storage::DocumentName name{fields.text("type", {1, 10}), fields.text("id", {1, 80})};
    if (!name.type.empty() && name.type != "article" && name.type != "case") fields.fault("type", "field.choice");
    return name;
}

service::Helped read_helped(Fields& fields)
{
    return {read_document_name(fields), fields.number_or("county", 100000, 999999, 0)};
}

service::Reply write_helped(const service::Context&, int helped)
{
    return {201, json{{"helped", helped}}.dump()};
}

std::string write_paragraphs(std::string_view plain)
{
    std::string html;
    while (!plain.empty()) {
        const auto end = std::min(plain.find('\n'), plain.size());
        if (end > 0) html += "<p>" + escaped(plain.substr(0, end)) + "</p>";
        plain.remove_prefix(std::min(end + 1, plain.size()));
    }
    return html;
}

service::Reply write_suggestions(const service::Context& context, const std::vector<service::FoundDocument>& found)
{
    json results = json::array();
    for (const auto& document : found) {
        results.push_back(write_found_document(context.knowledge(), document));
        results.back()["advice"] = document.document.advice;
    }
    return {200, json{{"results", results}}.dump()};
}

service::Reply write_public_case(const service::Context& context, const service::PublicCase& shown)
{
    const auto& knowledge = context.knowledge();
    const auto& s = shown.solved;
    const auto section = [&](const char* heading, const std::string& text) {
        return json{{"heading", knowledge.messages.text("case.heading." + std::string(heading))},
                    {"html", write_paragraphs(text)}};
    };
    const auto* crop = knowledge.crops.find(s.crop);
    const json all{{"type", "case"},
                   {"id", std::to_string(s.id.value)},
                   {"title", s.title},
                   {"crop", s.crop},
                   {"crop_name", crop ? crop->name : s.crop},
                   {"kind", name_of(s.kind)},
                   {"kind_name", kind_name(knowledge, s.kind)},
                   {"county", write_place(knowledge, s.county)},
                   {"month", s.month},
                   {"sections", {section("problem", s.problem), section("answer", s.answer)}},
                   {"advice", s.answer},
                   {"reviewed", true},
                   {"used", shown.used},
                   {"helped", shown.helped}};
    return {200, all.dump()};
}

}  // namespace agri110::handlers::wire
