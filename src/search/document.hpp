// What can be found: an article or a published solved case, as the index sees it.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "domain/article.hpp"
#include "domain/region.hpp"

namespace agri110::search {

enum class DocumentType { article, solved_case };

/// `id` is an article's id or a case's number as text. Orders equally good finds.
struct DocumentKey {
    DocumentType type = DocumentType::article;
    std::string id;

    friend auto operator<=>(const DocumentKey&, const DocumentKey&) = default;
};

/// Public text only: whoever fills this has taken personal data out. Plain text, not Markdown.
struct Document {
    DocumentKey key{};
    std::string title{};
    std::string crop{};  // any level of the crop tree; "" when unknown
    ProblemKind kind = ProblemKind::other;
    std::vector<std::string> also{};  // other names of the trouble
    std::string signs{};              // what the farmer sees; a case's problem
    std::string rest{};               // what to do and all else; a case's answer
    std::optional<AltitudeBand> altitude{};
    std::vector<int> months{};  // 1..12; all year when empty
    RegionCode county = 0;      // of a case; 0 when it holds everywhere
    int used = 0;               // times inserted into an answer
    int helped = 0;             // times somebody said that it solved the problem
};

Document document_of(const Article& article);

}  // namespace agri110::search
