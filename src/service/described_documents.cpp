#include "service/described_documents.hpp"

#include "text/markdown.hpp"

namespace agri110::service {
namespace {

DescribedDocument described(const Article& article)
{
    return {.key = {search::DocumentType::article, article.id},
            .title = article.title,
            .crop = article.crop,
            .kind = article.kind,
            .signs = text::to_plain(article.section(ArticlePart::signs)),
            .advice = text::to_plain(article.section(ArticlePart::act_now)),
            .reviewed = article.reviewed()};
}

}  // namespace

std::optional<DescribedDocument> describe(storage::Transaction&, const Context& context, const search::DocumentKey& key)
{
    if (key.type != search::DocumentType::article) return std::nullopt;
    const auto* article = context.knowledge().find_article(key.id);
    if (!article) return std::nullopt;
    return described(*article);
}

}  // namespace agri110::service
