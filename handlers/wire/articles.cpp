#include "handlers/wire/articles.hpp"

#include "handlers/wire/values.hpp"
#include "text/markdown.hpp"

namespace agri110::handlers::wire {

json write_article_view(const Knowledge& knowledge, const Article& article)
{
    json sections = json::array();
    for (const auto& section : article.sections)
        sections.push_back({{"heading", section.heading}, {"html", text::to_safe_html(section.markdown)}});
    const auto* crop = knowledge.crops.find(article.crop);
    return {{"type", "article"},
            {"id", article.id},
            {"title", article.title},
            {"crop", article.crop},
            {"crop_name", crop ? crop->name : article.crop},
            {"sections", sections}};
}

}  // namespace agri110::handlers::wire
