// What makes an article acceptable, as agronomists and lawyers wrote it in article_rules.toml and banned_products.toml.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/article.hpp"

namespace agri110 {

/// A heading of an article. `needed_for` is empty when every article needs it.
struct HeadingRule {
    ArticlePart part = ArticlePart::signs;
    std::string name;
    std::vector<ProblemKind> needed_for{};
};

/// Products that may not be recommended for these crops, and where that is written.
struct ProductList {
    std::string reason;  // told to whoever wrote the name
    std::string source;
    std::vector<std::string> crops{};  // of the crop tree; empty: everywhere
    std::vector<std::string> names{};
};

struct ArticleRules {
    std::vector<HeadingRule> headings{};
    std::size_t least_characters = 0;  // of the body
    std::size_t most_characters = 0;
    std::size_t longest_title = 0;
    /// A number with one of the units, in a paragraph that speaks of a product, needs the label beside it.
    std::vector<std::string> units{};
    std::vector<std::string> not_a_dose{};  // what after the unit says that it is none
    std::vector<std::string> product_words{};
    std::string label{};
    /// A clause with one of these warns: it may name what must not be used.
    std::vector<std::string> warnings{};
    /// A clause that begins so goes on with the warning of the one before it.
    std::vector<std::string> continuations{};
    /// A clause that begins so and warns covers the one before it.
    std::vector<std::string> back_references{};
    std::vector<std::string> clause_ends{};    // after which a clause that continues one may follow
    std::vector<std::string> sentence_ends{};  // after which nothing is continued
    std::vector<std::string> no_markup{};      // what may not stand in a body
    std::vector<ProductList> products{};
};

}  // namespace agri110
