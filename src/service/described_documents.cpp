#include "service/described_documents.hpp"

#include "service/documents.hpp"
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

DescribedDocument described(const search::DocumentKey& key, const SolvedCase& solved)
{
    return {.key = key,
            .title = solved.title,
            .crop = solved.crop,
            .kind = solved.kind,
            .signs = solved.problem,
            .advice = solved.answer,
            .reviewed = true};
}

}  // namespace

std::optional<DescribedDocument> describe(storage::Transaction& tx, const Context& context,
                                          const search::DocumentKey& key)
{
    std::optional<DescribedDocument> found;
    if (key.type == search::DocumentType::article) {
        if (const auto* article = context.knowledge().find_article(key.id)) found = described(*article);
    } else if (const auto solved = published_case(tx, key.id)) {
        found = described(key, *solved);
    }
    if (!found) return std::nullopt;
    const auto count = storage::find_document_count(tx, name_of(key));
    found->used = count.used;
    found->helped = count.helped;
    return found;
}

}  // namespace agri110::service
