// A piece of reviewed knowledge: one trouble of one crop, what to do about it now, and where that is known from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/understanding.hpp"

namespace agri110 {

/// The headings every article has, in this order. Their Chinese names stand in knowledge/article_rules.toml.
enum class ArticlePart { signs, look_alikes, act_now, prevention, products, help };

std::string_view name_of(ArticlePart part);
std::optional<ArticlePart> article_part_of(std::string_view name);

struct ArticleSource {
    std::string title;
    std::string publisher;
    std::optional<int> year{};
    std::string address{};  // of a page; may be empty
};

struct ArticleSection {
    ArticlePart part = ArticlePart::signs;
    std::string heading;
    std::string markdown;
};

/// Metres above the sea.
struct AltitudeBand {
    int from = 0;
    int to = 0;

    friend bool operator==(const AltitudeBand&, const AltitudeBand&) = default;
};

struct Article {
    std::string id;    // the name of its file, unique over all articles: "tea-leafhopper"
    std::string path;  // of the file in the knowledge folder
    std::string title;
    std::string crop;  // a species, or the group or sector it is for
    ProblemKind kind = ProblemKind::other;
    std::vector<std::string> also{};         // other names farmers use for the trouble
    std::optional<AltitudeBand> altitude{};  // where it matters; everywhere when absent
    std::vector<int> months{};               // 1..12 in which it matters; all year when empty
    std::string reviewed_by{};               // "" until an expert has read it
    std::vector<ArticleSource> sources{};
    std::vector<ArticleSection> sections{};

    /// The Markdown under that heading, "" when it has none.
    std::string_view section(ArticlePart part) const;
    bool reviewed() const { return !reviewed_by.empty(); }
};

}  // namespace agri110
