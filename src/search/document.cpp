#include "search/document.hpp"

#include "text/markdown.hpp"

namespace agri110::search {

Document document_of(const Article& article)
{
    Document document{.key = {DocumentType::article, article.id},
                      .title = article.title,
                      .crop = article.crop,
                      .kind = article.kind,
                      .also = article.also,
                      .altitude = article.altitude,
                      .months = article.months};
    for (const auto& section : article.sections) {
        auto& field = section.part == ArticlePart::signs ? document.signs : document.rest;
        field += text::to_plain(section.markdown) + "\n";
    }
    return document;
}

}  // namespace agri110::search
