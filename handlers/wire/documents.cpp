#include "handlers/wire/documents.hpp"

#include <charconv>
#include <cmath>

#include "text/markdown.hpp"
#include "text/utf8.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr std::size_t longest_question = 400;  // more would not fit into an address: each takes nine bytes there
constexpr std::size_t longest_id = 60;
constexpr std::int64_t most_results = 50;

/// A whole number from 1 to `most`; `otherwise` for "", and a fault for anything else.
std::int64_t number_in(const std::string& given, std::int64_t most, std::int64_t otherwise, std::string_view field,
                       std::vector<FieldError>& faults)
{
    if (given.empty()) return otherwise;
    std::int64_t value = 0;
    const auto* end = given.data() + given.size();
    const auto [read, error] = std::from_chars(given.data(), end, value);
    if (error == std::errc{} && read == end && value >= 1 && value <= most) return value;
    faults.push_back({std::string(field), error == std::errc{} ? "field.out_of_range" : "field.not_number"});
    return otherwise;
}

std::string_view type_name(search::DocumentType type)
{
    return type == search::DocumentType::article ? "article" : "case";
}

std::string crop_name(const Knowledge& knowledge, const std::string& crop)
{
    const auto* known = knowledge.crops.find(crop);
    return known ? known->name : crop;
}

json write_source(const ArticleSource& source)
{
    return {{"title", source.title},
            {"publisher", source.publisher},
            {"year", source.year ? json(*source.year) : json(nullptr)},
            {"address", source.address}};
}

}  // namespace

Outcome<service::KnowledgeQuestion> read_search(const SearchParameters& given)
{
    std::vector<FieldError> faults;
    service::KnowledgeQuestion question{.text = given.q, .crop = given.crop};
    if (!text::is_utf8(given.q))
        faults.push_back({"q", "field.not_text"});
    else if (text::count_characters(given.q) > longest_question)
        faults.push_back({"q", "field.too_long"});
    if (given.crop.size() > longest_id) faults.push_back({"crop", "field.too_long"});
    question.region = number_in(given.region, 999'999, 0, "region", faults);
    question.limit = static_cast<std::size_t>(number_in(given.limit, most_results, 10, "limit", faults));
    if (!given.kind.empty()) {
        question.kind = problem_kind_of(given.kind);
        if (!question.kind) faults.push_back({"kind", "field.choice"});
    }
    if (!faults.empty()) return refuse(Fault::invalid, "search.invalid", std::move(faults));
    return question;
}

json write_found(const service::Context& context, const service::FoundKnowledge& found)
{
    const auto& knowledge = context.knowledge();
    json results = json::array();
    for (const auto& document : found.documents) results.push_back(write_found_document(knowledge, document));
    json crops = json::array();
    for (const auto& candidate : found.understood.crops) {
        auto crop = write_crop(knowledge, candidate.crop);
        crop["confidence"] = candidate.confidence;
        crops.push_back(std::move(crop));
    }
    return {{"results", results},
            {"understood", {{"crops", crops}, {"kind", name_of(found.understood.kind)}}},
            {"hint", found.hint}};
}

json write_found_document(const Knowledge& knowledge, const service::FoundDocument& found)
{
    const auto& document = found.document;
    json marks = json::array();
    for (const auto& mark : found.snippet.marks) marks.push_back({{"begin", mark.begin}, {"end", mark.end}});
    return {{"type", type_name(document.key.type)},
            {"id", document.key.id},
            {"title", document.title},
            {"crop", document.crop},
            {"crop_name", crop_name(knowledge, document.crop)},
            {"kind", name_of(document.kind)},
            {"kind_name", kind_name(knowledge, document.kind)},
            {"snippet", found.snippet.text},
            {"marks", marks},
            {"score", std::round(found.score * 1000) / 1000},
            {"reviewed", document.reviewed},
            {"used", document.used},
            {"helped", document.helped}};
}

json write_article(const Knowledge& knowledge, const Article& article)
{
    json sources = json::array();
    for (const auto& source : article.sources) sources.push_back(write_source(source));
    json sections = json::array();
    for (const auto& section : article.sections)
        sections.push_back({{"heading", section.heading}, {"html", text::to_safe_html(section.markdown)}});
    json altitude = nullptr;
    if (article.altitude) altitude = {{"from", article.altitude->from}, {"to", article.altitude->to}};
    return {{"type", "article"},
            {"id", article.id},
            {"title", article.title},
            {"crop", article.crop},
            {"crop_name", crop_name(knowledge, article.crop)},
            {"kind", name_of(article.kind)},
            {"kind_name", kind_name(knowledge, article.kind)},
            {"also", article.also},
            {"altitude", altitude},
            {"months", article.months},
            {"reviewed", article.reviewed()},
            {"reviewed_by", article.reviewed_by},
            {"sources", sources},
            {"sections", sections},
            {"advice", text::to_plain(article.section(ArticlePart::act_now))}};
}

}  // namespace agri110::handlers::wire
